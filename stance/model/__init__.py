"""The stance model: one scikit-learn pipeline from quote to label, kept in a folder that describes itself."""

from stance.model.explanation import Explanation, WordWeights
from stance.model.persistence import load_model, save_model
from stance.model.pipeline import make_pipeline
from stance.model.stance_model import StanceModel

__all__ = ["Explanation", "StanceModel", "WordWeights", "load_model", "make_pipeline", "save_model"]
