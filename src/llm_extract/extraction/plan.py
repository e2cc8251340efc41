"""The plan of a run: what the flow needs to know besides the document."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Literal

from ..comparison import Shape
from ..records import TaskInfo

if TYPE_CHECKING:
    from ..rendering import Renderer
    from ..schemas.examples import Example
    from ..schemas.wire import WireSchema

__all__ = ["Plan", "Ungrounded"]

Ungrounded = Literal["keep", "drop", "fail"]


@dataclass(frozen=True)
class Plan:
    """All that the flow needs to know besides the document.

    Args:
        renderer: makes the requests.
        schema: reads the answers.
        ungrounded: what becomes of a value that its words do not back: kept and marked, dropped, or the whole record
            is invalid.
        reask: whether what fails the checks is asked again, once.
        examples: those that the renderer shows; values that come from them are flagged.
        max_chars: code points of an article that a model is given at once; a longer one is read in parts. None or 0:
            articles are never cut.
        passes: how often each article is read.
    """

    renderer: Renderer
    schema: WireSchema
    ungrounded: Ungrounded = "keep"
    reask: bool = True
    examples: tuple[Example, ...] = ()
    max_chars: int | None = None
    passes: int = 1

    @cached_property
    def task(self) -> TaskInfo:
        """The task as records name it."""
        task = self.renderer.task
        schema = task.schema_sha256 or self.schema.sha256
        return TaskInfo(task.name, task.version, task.prompt_sha256, schema, task.examples_sha256)

    @cached_property
    def shape(self) -> Shape:
        """What makes two values or items of the schema the same."""
        return Shape.from_schema(self.schema.source.json_schema())
