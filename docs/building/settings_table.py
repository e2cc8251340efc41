"""The table of settings: flag, environment variable, name in pyproject.toml, default and meaning of each."""

from __future__ import annotations

import dataclasses
import inspect
import re
from pathlib import Path
from typing import Any

import typer

from llm_extract.cli.app import app
from llm_extract.settings import Settings

__all__ = ["read_arguments", "write_settings"]

_FLAGS = {
    "parameters": "--param, --temperature, --max-output-tokens",
    "cache": "--cache, --no-cache",
    "reask": "--no-reask",
}
"""Settings that more than one flag sets, or one of another name."""
_INTRODUCTION = """---
hide: [toc]
---
# Settings

The nearest place wins: a flag or an argument, then the environment, then `[tool.llm-extract]` in the nearest
pyproject.toml, then the default. `llm-extract doctor` shows each setting with the place that it comes from.

```toml
[tool.llm-extract]
task = "funding_news@v2"
model = "ollama/qwen3"
cache = "answers"
parameters = { temperature = 0 }
```

- Names are those of `Extractor` and `Settings` in Python too. pyproject.toml takes `max-chars` as well as `max_chars`;
  paths in it are relative to it, paths elsewhere to the current folder.
- `none` switches off what a farther place sets: `--replay none`, `LLM_EXTRACT_CACHE=none`.
- A name that is not known, in pyproject.toml or behind `LLM_EXTRACT_`, is an error that names the nearest one.
- `OPENAI_BASE_URL` counts where `LLM_EXTRACT_BASE_URL` is not set.
- Keys come from the environment alone: `OPENAI_API_KEY`, or the variable of the [endpoint](endpoints.md#profiles).
  They are no settings, so that no file and no manifest holds them.

"""


def read_arguments(docstring: str) -> dict[str, str]:
    """What a docstring says of each argument.

    Args:
        docstring: with a section ``Args:``.

    Returns:
        The descriptions by name, each on one line.
    """
    section = re.split(r"\n\n(?=\S)", inspect.cleandoc(docstring).split("Args:\n", 1)[1], maxsplit=1)[0]
    rows = re.findall(r"^ {4}(\w+): (.*(?:\n {8}.*)*)", section, re.MULTILINE)
    return {name: re.sub(r"\s+", " ", text) for name, text in rows}


def write_settings() -> str:
    """The page."""
    said, flags = read_arguments(Settings.__doc__ or ""), _flags()
    rows = ["| setting | flag of `run` | environment | default | meaning |", "|---|---|---|---|---|"]
    for field in dataclasses.fields(Settings):
        name, default = field.name, _default(field)
        flag = ", ".join(f"`{one}`" for one in _FLAGS.get(name, flags.get(name, "")).split(", ") if one)
        meaning = said[name].replace("``", "`").replace("|", "\\|")
        rows.append(f"| `{name}` | {flag} | `LLM_EXTRACT_{name.upper()}` | {default} | {meaning} |")
    return _INTRODUCTION + "\n".join(rows) + "\n"


def _flags() -> dict[str, str]:
    command: Any = typer.main.get_command(app)
    run = command.get_command(typer.Context(command), "run")
    return {
        one.name: next(word for word in one.opts if word.startswith("--"))
        for one in run.params
        if one.opts[0][:1] == "-"
    }


def _default(field: dataclasses.Field[Any]) -> str:
    if field.default_factory is not dataclasses.MISSING:
        return ""
    if field.default is None:
        return ""
    return f"`{field.default.as_posix() if isinstance(field.default, Path) else str(field.default).lower()}`"
