"""From a task and a document to a request, and to the request that asks again."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any, Protocol

from ..errors import ConfigError
from ..messages import Constant, Request
from .asking_again import Complaint, ask_for_all, ask_for_corrections, corrections_schema
from .templates import Templates

if TYPE_CHECKING:
    from ..documents import Document
    from ..models.endpoints import Endpoint
    from ..tasks import Task

__all__ = ["Renderer", "Shown"]


class Shown(Protocol):
    """A text and the answer that a model should have given, see ``schemas.examples``."""

    @property
    def document(self) -> Document:
        """The text."""
        ...

    @property
    def answer(self) -> str:
        """The answer, as JSON."""
        ...


class Renderer:
    """Renders requests of one task for one model and endpoint.

    Args:
        task: the prompt version.
        wire_schema: the compiled schema that is sent.
        model: the model's name as sent.
        endpoint: what the endpoint can do.
        parameters: body parameters; they win over the task's own. ``max_output_tokens`` is sent under the endpoint's
            name for it, None removes a parameter of the task.
        examples: texts with their answers, shown as turns before each article.

    Raises:
        ConfigError: a template is malformed or uses a variable that does not exist.
    """

    def __init__(
        self,
        task: Task,
        wire_schema: Mapping[str, Any],
        *,
        model: str,
        endpoint: Endpoint,
        parameters: Mapping[str, Any] | None = None,
        examples: Sequence[Shown] = (),
    ) -> None:
        self.task = task
        self.model = model
        self.endpoint = endpoint
        merged = {**task.parameters, **(parameters or {})}
        self.parameters = {name: value for name, value in sorted(merged.items()) if value is not None}
        _check_parameters(self.parameters)
        self.wire_schema = wire_schema
        self._fixed = self._format(f"{task.name}", wire_schema)
        self._templates = Templates(task)
        self._example_turns = [turn for shown in examples for turn in self._turns(shown)]

    def render(self, document: Document, *, ordinal: int = 0) -> Request:
        """The request that asks for one document's record.

        Args:
            document: its text enters as data.
            ordinal: see ``Request``.

        Raises:
            ConfigError: the template fails on this document.
        """
        system, user = self._templates.fill(document)
        first = [{"role": "system", "content": system}] if system else []
        last = [{"role": "user", "content": user}] if user else []
        return Request(self._body([*first, *self._example_turns, *last], self._fixed), ordinal)

    def _turns(self, shown: Shown) -> list[Mapping[str, Any]]:
        """An example as it would have been asked and answered; its text has marks of its own."""
        _, user = self._templates.fill(shown.document)
        return [{"role": "user", "content": user}, {"role": "assistant", "content": shown.answer}]

    def render_again(self, request: Request, answer: str, message: str) -> Request:
        """Ask for the whole answer once more, because nothing could be read from the first.

        Args:
            request: the first request.
            answer: what the model wrote.
            message: what was wrong with it.
        """
        return Request(self._body(ask_for_all(request, answer, message), self._fixed), request.ordinal)

    def render_corrections(self, request: Request, answer: str, complaints: Sequence[Complaint]) -> Request:
        """Ask for the values that failed the checks, and for nothing else.

        Args:
            request: the first request.
            answer: what the model wrote.
            complaints: one for each value; the answer has a property for each.
        """
        messages = ask_for_corrections(request, answer, complaints)
        fixed = self._format("corrections", corrections_schema(complaints))
        return Request(self._body(messages, fixed), request.ordinal)

    def _format(self, name: str, schema: Mapping[str, Any]) -> dict[str, Any]:
        if not self.endpoint.strict_schema:
            return {"schema": schema}
        return {"response_format": Constant(self.endpoint.response_format(name, schema))}

    def _body(self, messages: Sequence[Mapping[str, Any]], fixed: Mapping[str, Any]) -> dict[str, Any]:
        parameters = self.endpoint.name_parameters(self.parameters)
        body = {"model": self.model, "messages": list(messages), **parameters}
        if self.endpoint.strict_schema:
            return {**body, **fixed}
        from ..models.instructed import prepare

        return prepare(body, fixed["schema"], self.endpoint.mode)


_ELSEWHERE = {
    "messages": "They are what the prompt file renders.",
    "model": "Name it with --model or LLM_EXTRACT_MODEL.",
    "response_format": "It is what the schema compiles to.",
    "stream": "Answers are read whole, so that they can be stored.",
    "n": "One answer is read, and all of them would be paid for.",
}


def _check_parameters(parameters: Mapping[str, Any]) -> None:
    """Refuse, before anything is paid for, what is decided elsewhere or cannot be sent."""
    for name, why in _ELSEWHERE.items():
        if name in parameters:
            raise ConfigError(f"{name!r} cannot be set as a parameter", hint=why)
    for name, value in parameters.items():
        try:
            json.dumps(value, allow_nan=False)
        except (TypeError, ValueError) as error:
            raise ConfigError(f"the parameter {name} is {value!r}: {error}", hint="Give a JSON value.") from None
    limit = parameters.get("max_output_tokens", 1)
    if isinstance(limit, bool) or not isinstance(limit, int) or limit < 1:
        raise ConfigError(f"max_output_tokens is {limit!r}", hint="It must be a whole number, 1 or more.")
