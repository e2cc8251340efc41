"""Rendering a version without a run: the schema compiled, the examples checked, and a renderer for an endpoint."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from ..documents import Document
from ..models.addresses import find_address
from ..rendering import Renderer
from ..schemas.examples import load_examples
from ..schemas.loading import load_schema
from ..schemas.strict import compile_schema
from ..settings import Settings

if TYPE_CHECKING:
    from ..schemas.wire import WireSchema
    from ..tasks import Task

__all__ = ["NO_MODEL", "SAMPLE", "compile_afresh", "open_renderer"]

NO_MODEL = "no-model-named"
"""Stands in requests that are rendered for people, where no model is named."""

SAMPLE = Document.from_text(
    "Acme Corp opened a second shop in Oslo on Monday.\n\nIts first one opened in 2019.",
    key="sample",
    source="sample",
    title="A second shop",
    published_on="2024-05-06",
)
"""An article to render where nobody gives one."""


def compile_afresh(task: Task) -> WireSchema:
    """Compile the schema that a prompt file names, as it is now, whatever was committed.

    Raises:
        ConfigError: there is no such schema, or strict endpoints could not take it.
    """
    return compile_schema(load_schema(task.schema, task.path.parent))


def open_renderer(task: Task, settings: Settings | None = None) -> Renderer:
    """A renderer that makes the requests that a run with the same settings would make.

    Args:
        task: the version.
        settings: model, endpoint and parameters; under ``replay`` those of the recordings.

    Returns:
        It renders documents of this version.

    Raises:
        ConfigError: the version's template, schema or examples are wrong.

    Example:
        >>> from ..documents import Document
        >>> from ..tasks import load_task
        >>> renderer = open_renderer(load_task("funding_news@v2"), Settings(model="m"))
        >>> renderer.render(Document.from_text("Acme raised $5 million.")).body["model"]
        'm'
    """
    settings = settings or Settings()
    wire = compile_schema(load_schema(task.schema, task.path.parent), pinned=task.compiled_schema)
    return Renderer(
        task, wire.schema, examples=load_examples(task.examples_path, wire), **_endpoint_options(task, settings)
    )


def _endpoint_options(task: Task, settings: Settings) -> dict[str, Any]:
    if settings.replay is None:
        address = find_address(settings)
        return {"model": address.model or NO_MODEL, "endpoint": address.endpoint, "parameters": settings.parameters}
    from ..models.stack import open_stack

    stack = open_stack(settings, task=task.name, version=task.version)
    parameters = {**stack.parameters, **settings.parameters}
    return {"model": stack.name, "endpoint": stack.endpoint, "parameters": parameters}
