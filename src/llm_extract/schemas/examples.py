"""Examples of a prompt version: texts with the answers that a model should have given, shown before the article.

``v<N>.examples.jsonl`` holds one JSON object per line:

- ``text``, or ``document``: ``{"text": …, "title": …, "published_on": …}``;
- ``data``: what the text says, as bare data of the schema;
- ``quotes``: the words behind each cited value, by JSON pointer into ``data``, copied exactly from the text.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from ..documents import Document
from ..errors import ConfigError, ExtractError
from ..plain_data import parse_json
from .cited import CitedValue
from .matching import branch_of, fits
from .wire import WireSchema

__all__ = ["Example", "load_examples"]

_KEYS = {"text", "document", "data", "quotes"}
_DOCUMENT_KEYS = {"text", "title", "published_on", "metadata"}
_GAP = " ... "  # between the pieces of one quote

Raw = dict[str, Any]


@dataclass(frozen=True)
class Example:
    """One example.

    Args:
        document: its text, rendered like any article.
        answer: what the model should have answered: JSON in the form and order of the schema that is sent.
        values: its cited values with their quotes.
    """

    document: Document
    answer: str
    values: tuple[CitedValue, ...]


def load_examples(path: Path, schema: WireSchema) -> tuple[Example, ...]:
    """Read and check the examples of a version.

    Args:
        path: the file; where there is none, the version has no examples.
        schema: the compiled schema, which writes the answers.

    Returns:
        The examples, in the order of the file; the same for the same bytes and schema, always.

    Raises:
        ConfigError: a line is malformed, its data do not fit the schema, or a quote is missing or not in its text;
            names the file and the line.
    """
    if not path.is_file():
        return ()
    try:
        lines = path.read_bytes().decode("utf-8-sig").split("\n")
    except UnicodeDecodeError as error:
        raise ConfigError(f"{path}: not UTF-8 ({error})", hint="Save the examples as UTF-8.") from None
    found = []
    for number, line in enumerate(lines, 1):
        if line.strip():
            try:
                found.append(_read(line, schema))
            except ExtractError as error:
                raise ConfigError(f"{path}, line {number}: {error.message}", hint=error.hint) from None
    if not found:
        raise ConfigError(f"{path} holds no example", hint="Write one, or remove the file.")
    return tuple(found)


def _read(line: str, schema: WireSchema) -> Example:
    try:
        raw = parse_json(line, sound=True)
    except ValueError as error:
        raise ConfigError(f"not JSON ({error})", hint="Each line is one JSON object.") from None
    document, quotes = _document(raw), raw.get("quotes") or {}
    if "data" not in raw:
        raise ConfigError("no data", hint="Write what the text says under the key data.")
    if not isinstance(quotes, dict) or not all(isinstance(words, str) for words in quotes.values()):
        raise ConfigError("quotes is no table of words", hint='Write "quotes": {"/pointer/into/data": "words", …}.')
    wire = _in_order(schema.encode(raw["data"], quotes), schema.schema, schema.schema)
    decoded = schema.decode(wire)
    if decoded.data is None or decoded.problems:
        problem = decoded.problems[0]
        raise ConfigError(f"data{problem.path}: {problem.message}", hint="Give data that the schema accepts.")
    if not fits(schema.schema, wire, schema.schema):
        raise ConfigError("data do not fit the schema that is sent", hint="Compare: llm-extract schema show TASK")
    _check_quotes(document.text, decoded.values, quotes)
    return Example(document, json.dumps(wire, ensure_ascii=False), decoded.values)


def _document(raw: Any) -> Document:
    if not isinstance(raw, dict):
        raise ConfigError("not a JSON object", hint="Each line is one JSON object.")
    _refuse_unknown(raw, _KEYS, "")
    if ("text" in raw) == ("document" in raw):
        raise ConfigError("needs either text or document", hint='Write "text": "…", or "document": {"text": "…"}.')
    given = raw.get("document", {"text": raw.get("text")})
    if not isinstance(given, dict) or not isinstance(given.get("text"), str):
        raise ConfigError("the text is missing", hint='Write "text": "…", or "document": {"text": "…"}.')
    _refuse_unknown(given, _DOCUMENT_KEYS, "document.")
    rest = {name: given.get(name) for name in ("title", "published_on", "metadata")}
    for name, value in rest.items():
        kind, word = (dict, "object") if name == "metadata" else (str, "text")
        if value is not None and not isinstance(value, kind):
            raise ConfigError(f"document.{name} is no {word}", hint=f"Write it as {word}, or leave it out.")
    return Document.from_text(given["text"], key="example", source="example", **rest)


def _refuse_unknown(raw: Mapping[str, Any], known: set[str], where: str) -> None:
    unknown = sorted(set(raw) - known)
    if unknown:
        raise ConfigError(f"unknown key {where}{unknown[0]}", hint=f"Known keys: {', '.join(sorted(known))}.")


def _check_quotes(text: str, values: tuple[CitedValue, ...], quotes: Mapping[str, str]) -> None:
    idle = sorted(set(quotes) - {value.path for value in values})
    if idle:
        raise ConfigError(f"a quote for {idle[0]}, which is no cited value of the data", hint="Correct the pointer.")
    for value in values:
        if value.quote is None or not _stands_in(value.quote, text):
            raise ConfigError(
                f"the quote for {value.path or '/'} is not in the text: {value.quote!r}",
                hint="Copy it from the text character by character.",
            )


def _stands_in(quote: str, text: str) -> bool:
    """Whether a text has all pieces of a quote, in order."""
    if quote and quote in text:
        return True
    at = 0
    for piece in quote.split(_GAP):
        at = text.find(piece, at) + len(piece)
        if not piece.strip() or at < len(piece):
            return False
    return True


def _in_order(value: Any, schema: Raw, root: Raw) -> Any:
    """The same value with its keys in the schema's order, the one in which models write; unknown keys are left out."""
    schema = branch_of(schema, value, root)
    if isinstance(value, list):
        return [_in_order(item, schema.get("items", {}), root) for item in value]
    if isinstance(value, dict):
        known: Raw = schema.get("properties", {})
        return {name: _in_order(value[name], inner, root) for name, inner in known.items() if name in value}
    return value
