"""`python -m stance.predict` with a model that is loaded at once, for tests that start it many times."""

from conftest import Neutral

import stance.model
from stance.predict import main


def load_model(path: object = None, trusted: bool = False) -> Neutral:
    return Neutral()


if __name__ == "__main__":
    stance.model.load_model = load_model  # type: ignore[assignment]
    main()
