"""From a task and a document to a request: templates, the article's boundary, body parameters, the re-ask."""

from .asking_again import Complaint, corrections_schema
from .renderer import Renderer, Shown
from .templates import boundary_of

__all__ = ["Complaint", "Renderer", "Shown", "boundary_of", "corrections_schema"]
