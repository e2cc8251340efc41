"""What was given to a verb that reads articles: settings, inputs, and options declared once for several verbs."""

from __future__ import annotations

import inspect
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

from ..errors import ConfigError
from ..plain_data import parse_json
from ..settings import Settings, read_settings

if TYPE_CHECKING:
    from ..documents import Document, Skipped, UnreadableDocument
    from .tables import Table

__all__ = ["ALL_SETTINGS", "INPUTS", "SETTINGS", "as_in", "read_given", "read_inputs", "read_output"]

INPUTS = ("paths", "text_column", "id_column", "date_column", "title_column", "encoding", "stdin_format")
"""Parameters of ``run`` that say what is read."""
_COLUMNS = {"text_column": "text", "id_column": None, "date_column": None, "title_column": None}
SETTINGS = (
    "task", "model", "base_url", "cache", "prompts", "timeout", "max_output_tokens", "temperature", "param",
    "ungrounded", "no_reask", "max_chars", "passes", "prices",
)  # fmt: skip
"""Parameters of ``run`` that are settings of whatever asks a model."""
ALL_SETTINGS = (*SETTINGS, "no_cache", "record", "replay", "concurrency", "rpm", "tpm", "trace")
"""Those too that only what asks live can use."""


def read_given(given: Mapping[str, Any]) -> Settings:
    """The settings of a verb.

    Args:
        given: what its options say, by the names that they have in ``run``.

    Raises:
        ConfigError: an option is wrong.
    """
    values = dict(given)
    parameters = _parameters(
        values.pop("param", None) or [],
        temperature=values.pop("temperature", None), max_output_tokens=values.pop("max_output_tokens", None),
    )  # fmt: skip
    if values.pop("no_cache", False):
        if values.get("cache"):
            raise ConfigError("--cache and --no-cache exclude each other", hint="Give one of them.")
        values["cache"] = ""
    if values.pop("no_reask", False):
        values["reask"] = False
    return read_settings({**values, "parameters": parameters or None, "trace": values.get("trace") or None})


def _parameters(further: list[str], **named: Any) -> dict[str, Any]:
    parameters = {name: value for name, value in named.items() if value is not None}
    for item in further:
        name, sign, text = item.partition("=")
        if not sign or not name:
            raise ConfigError(f"--param {item!r}", hint="Write NAME=VALUE, e.g. --param seed=7.")
        if name in parameters:
            raise ConfigError(f"--param {item!r}: {name} is given twice", hint="Give it once.")
        try:
            parameters[name] = parse_json(text)
        except ValueError:
            parameters[name] = text
    return parameters


def as_in(verb: Callable[..., Any], *names: str, **others: Any) -> Callable[[Callable[..., int]], Callable[..., int]]:
    """Give a function parameters of another verb, as they are declared there.

    Args:
        verb: declares them.
        names: of the parameters; the function's first argument is a mapping with what was given for them.
        others: declarations of those of them that are for something else here.

    Example:
        >>> def run(paths: list[str], limit: int = 3): ...
        >>> @as_in(run, "limit")
        ... def submit(given, dry: bool = False): return given, dry
        >>> inspect.signature(submit)
        <Signature (*, limit: int = 3, dry: bool = False)>
        >>> submit(limit=5, dry=True)
        ({'limit': 5}, True)
    """
    theirs = inspect.signature(verb, eval_str=True).parameters

    def decorate(function: Callable[..., int]) -> Callable[..., int]:
        own = list(inspect.signature(function, eval_str=True).parameters.values())[1:]
        parameters = [theirs[name].replace(annotation=others.get(name, theirs[name].annotation)) for name in names]
        parameters += own

        def call(**values: Any) -> int:
            given = {name: values.pop(name) for name in names}
            return function(given, **values)

        call.__name__, call.__doc__ = function.__name__, function.__doc__
        call.__annotations__ = {one.name: one.annotation for one in parameters}
        call.__signature__ = inspect.Signature(  # type: ignore[attr-defined]
            [one.replace(kind=inspect.Parameter.KEYWORD_ONLY) for one in parameters]
        )
        return call

    return decorate


def read_output(output: str) -> tuple[Path | None, Table | None]:
    """What ``-o`` names.

    Returns:
        The file of records, None for a stream; and the table that is made of it, where a table is named.

    Raises:
        ConfigError: it is a folder, or empty, or a table that cannot be written.
    """
    from .tables import Table

    if not output.strip():
        raise ConfigError("-o is empty", hint="Name a file with -o, or - for stdout.")
    if Path(output).is_dir():
        raise ConfigError(f"{output} is a folder", hint="Name a file in it with -o.")
    table = Table.of(output)
    if table is not None:
        return table.records, table
    return None if output == "-" else Path(output), None


def read_inputs(given: Mapping[str, Any], skipped: Skipped | None = None) -> Iterator[Document | UnreadableDocument]:
    """The inputs that a command line names.

    Args:
        given: what its options say, by the names that they have in ``run``.
        skipped: filled with counts of what folders hold beside the articles.

    Raises:
        ConfigError: an option is wrong, or would be of no effect without another one.
    """
    from ..documents import read_documents

    if given["seed"] is not None and given["sample"] is None:
        raise ConfigError(
            "--seed is for --sample, and no sample is drawn",
            hint="Add --sample N; a model takes its seed by --param seed=7.",
        )
    if given["stdin_format"] is not None and "-" not in given["paths"]:
        raise ConfigError(
            "--stdin-format is for standard input, and - is not among the inputs",
            hint="Files are read by their extension: .txt, .html, .jsonl, .json, .csv, .tsv.",
        )
    columns = [name for name, usual in _COLUMNS.items() if given[name] != usual]
    if columns and given["stdin_format"] is None and set(given["paths"]) == {"-"}:
        raise ConfigError(
            f"--{columns[0].replace('_', '-')} is for tables and JSON, and standard input is read as one text",
            hint="Say what it is: --stdin-format csv, tsv, jsonl or json.",
        )
    options = {name: given[name] for name in INPUTS[1:]} | {"stdin_format": given["stdin_format"] or "text"}
    return read_documents(given["paths"], skipped=skipped, **options)
