"""The model card, written from the figures of the training run."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

TEMPLATE = Path(__file__).with_name("card.md.j2")


def render_card(manifest: Mapping[str, Any], metrics: Mapping[str, Any]) -> str:
    """Return the card in Hugging Face form: YAML front matter, then Markdown."""
    from jinja2 import Environment, StrictUndefined

    environment = Environment(
        undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True, keep_trailing_newline=True
    )
    template = environment.from_string(TEMPLATE.read_text(encoding="utf-8"))
    return template.render(manifest=manifest, metrics=metrics, model=metrics["cross_validation"]["model"])
