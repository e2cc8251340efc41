"""From a task and a document to a request: templates, the article's boundary, body parameters, the re-ask.

The article is data. It enters a template as a value and is never a template itself, and the marks around it derive
from the document's hash, so that no article can contain its own closing mark.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any, Protocol

from .errors import ConfigError
from .messages import Constant, Request

if TYPE_CHECKING:
    from jinja2 import Template

    from .documents import Document
    from .models.endpoints import Endpoint
    from .tasks import Task

__all__ = ["Complaint", "Renderer", "Shown", "boundary_of", "corrections_schema"]


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


@dataclass(frozen=True, slots=True)
class Complaint:
    """What was wrong with one value of an answer, for the re-ask.

    Args:
        name: property under which the corrected value is asked for.
        path: JSON pointer into the answer.
        message: one sentence.
        schema: strict schema of an object whose key ``value`` holds it.
    """

    name: str
    path: str
    message: str
    schema: Mapping[str, Any]


def boundary_of(document: Document) -> str:
    """The mark around a document's text: derived from its hash, and never inside the text or its title.

    Example:
        >>> from llm_extract.documents import Document
        >>> boundary_of(Document.from_text("abc"))
        'article-ba7816bf8f01'
    """
    digest = document.id
    while (mark := f"article-{digest[:12]}") in document.text or mark in (document.title or ""):
        digest = hashlib.sha256(digest.encode()).hexdigest()
    return mark


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
        self._templates  # noqa: B018 - malformed templates are refused before any request
        self._example_turns = [turn for shown in examples for turn in self._turns(shown)]

    @cached_property
    def _templates(self) -> tuple[Template | None, Template]:
        from jinja2 import StrictUndefined, TemplateSyntaxError, meta
        from jinja2.sandbox import ImmutableSandboxedEnvironment

        environment = ImmutableSandboxedEnvironment(
            undefined=StrictUndefined, keep_trailing_newline=True, trim_blocks=True, lstrip_blocks=True
        )
        compiled: list[Template | None] = []
        used: set[str] = set()
        for section, source in (("system", self.task.system), ("user", self.task.user)):
            try:
                names = meta.find_undeclared_variables(environment.parse(source))
                used |= names
                unknown = names - {"document", "boundary"}
                compiled.append(environment.from_string(source) if source else None)
            except RecursionError:
                raise ConfigError(
                    f"{self.task.path}: section '# {section}' is nested too deeply", hint="Simplify the template."
                ) from None
            except TemplateSyntaxError as error:
                raise ConfigError(
                    f"{self.task.path}: section '# {section}', line {error.lineno}: {error.message}",
                    hint="Templates are Jinja2; write {{ '{{' }} for literal braces.",
                ) from None
            if unknown:
                raise ConfigError(
                    f"{self.task.path}: section '# {section}' uses the unknown variable {sorted(unknown)[0]!r}",
                    hint="Known variables: document (text, title, published_on, metadata) and boundary.",
                )
        system, user = compiled
        if user is None:
            raise ConfigError(f"{self.task.path}: section '# user' is empty", hint="Put {{ document.text }} into it.")
        if "document" not in used:
            raise ConfigError(
                f"{self.task.path}: the prompt leaves the article out", hint="Put {{ document.text }} into one."
            )
        return system, user

    @cached_property
    def _fixed_system(self) -> str | None:
        """The system message where it is the same for every document, else None."""
        from jinja2.nodes import Name
        from jinja2.sandbox import ImmutableSandboxedEnvironment

        names = ImmutableSandboxedEnvironment().parse(self.task.system).find_all(Name)
        if any(True for _ in names):
            return None
        system, _ = self._templates
        return system.render() if system else ""

    def render(self, document: Document, *, ordinal: int = 0) -> Request:
        """The request that asks for one document's record.

        Args:
            document: its text enters as data.
            ordinal: see ``Request``.

        Raises:
            ConfigError: the template fails on this document.
        """
        system, user = self._contents(document)
        first = [{"role": "system", "content": system}] if system else []
        last = [{"role": "user", "content": user}] if user else []
        return Request(self._body([*first, *self._example_turns, *last], self._fixed), ordinal)

    def _contents(self, document: Document) -> list[str]:
        """The text of the system message and of the user message; empty where the template gives none."""
        from jinja2 import TemplateError

        system, user = self._templates
        variables = {"document": document, "boundary": boundary_of(document)}
        try:
            if self._fixed_system is None:
                return [system.render(variables) if system else "", user.render(variables)]
            return [self._fixed_system, user.render(variables)]
        except Exception as error:  # a template may call what fails: {{ 1 / 0 }}
            said = error.message if isinstance(error, TemplateError) else f"{type(error).__name__}: {error}"
            raise ConfigError(f"{self.task.path}: {said}", hint="Check the variables it uses.") from None

    def _turns(self, shown: Shown) -> list[Mapping[str, Any]]:
        """An example as it would have been asked and answered; its text has marks of its own."""
        _, user = self._contents(shown.document)
        return [{"role": "user", "content": user}, {"role": "assistant", "content": shown.answer}]

    def render_again(self, request: Request, answer: str, message: str) -> Request:
        """Ask for the whole answer once more, because nothing could be read from the first.

        Args:
            request: the first request.
            answer: what the model wrote.
            message: what was wrong with it.
        """
        text = f"This answer cannot be used: {message}\nAnswer again, with the complete JSON alone."
        return Request(self._body(_continued(request, answer, text), self._fixed), request.ordinal)

    def render_corrections(self, request: Request, answer: str, complaints: Sequence[Complaint]) -> Request:
        """Ask for the values that failed the checks, and for nothing else.

        Args:
            request: the first request.
            answer: what the model wrote.
            complaints: one for each value; the answer has a property for each.
        """
        lines = [f"- {item.name}: {item.path or 'the whole answer'}: {item.message}" for item in complaints]
        text = (
            "Some values of this answer did not pass the checks. Give each of them again under the name in front of "
            "it: correct the quote so that it is copied exactly from the article and shows the value, or correct the "
            "value. Where the article does not say it, give null. Leave everything else as it is.\n" + "\n".join(lines)
        )
        schema = corrections_schema(complaints)
        return Request(
            self._body(_continued(request, answer, text), self._format("corrections", schema)), request.ordinal
        )

    def _format(self, name: str, schema: Mapping[str, Any]) -> dict[str, Any]:
        if not self.endpoint.strict_schema:
            return {"schema": schema}
        return {"response_format": Constant(self.endpoint.response_format(name, schema))}

    def _body(self, messages: Sequence[Mapping[str, Any]], fixed: Mapping[str, Any]) -> dict[str, Any]:
        parameters = self.endpoint.name_parameters(self.parameters)
        body = {"model": self.model, "messages": list(messages), **parameters}
        if self.endpoint.strict_schema:
            return {**body, **fixed}
        from .models.instructed import prepare

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


def _sound(words: str) -> str:
    """Halves of characters, which an answer may escape and no request can hold, as U+FFFD."""
    return words.encode("utf-16", "surrogatepass").decode("utf-16", "replace")


def _continued(request: Request, answer: str, text: str) -> list[Mapping[str, Any]]:
    return [
        *request.body["messages"],
        {"role": "assistant", "content": _sound(answer)},
        {"role": "user", "content": _sound(text)},
    ]


def corrections_schema(complaints: Sequence[Complaint]) -> dict[str, Any]:
    """The strict schema of the answer to a re-ask.

    Args:
        complaints: one for each value.

    Returns:
        An object with one property per complaint; definitions are shared.

    Example:
        >>> schema = {"properties": {"value": {"type": "integer"}}}
        >>> corrections_schema([Complaint("fix_1", "/age", "no integer", schema)])["properties"]
        {'fix_1': {'type': 'integer'}}
    """
    properties: dict[str, Any] = {}
    definitions: dict[str, Any] = {}
    for item in complaints:
        definitions.update(item.schema.get("$defs", {}))
        properties[item.name] = item.schema["properties"]["value"]
    result: dict[str, Any] = {
        "type": "object",
        "properties": properties,
        "required": list(properties),
        "additionalProperties": False,
    }
    if definitions:
        result["$defs"] = definitions
    return result
