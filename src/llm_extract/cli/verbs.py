"""The verbs and their families, and which of them a command line needs."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from importlib import import_module
from typing import Annotated

import typer

__all__ = ["build", "needed"]

_VERBS = {
    "init": "init",
    "run": "run",
    "demo": "demo",
    "show": "show",
    "reconcile": "reconcile",
    "export": "export",
    "eval": "evaluate",
    "compare": "compare",
    "report": "report",
}
"""The module of each verb, which holds a function of the same name."""
_FAMILIES = ("review", "gold", "prompts", "schema", "cache")


def needed(arguments: Sequence[str]) -> tuple[str, ...]:
    """The verbs to build for a command line: the one it names, or all where help or a hint may list them.

    Example:
        >>> needed(["run", "seeds", "-q"])
        ('run',)
        >>> len(needed(["--help"])) == len(needed(["rnu"])) == 14
        True
    """
    if arguments and (arguments[0] in _VERBS or arguments[0] in _FAMILIES):
        return (arguments[0],)
    return (*_VERBS, *_FAMILIES)


def build(names: Iterable[str]) -> typer.Typer:
    """The command with these verbs. Typer looks through each verb it is given, so that fewer start sooner."""
    app = typer.Typer(
        name="llm-extract",
        help="Turn articles into typed, cited records with a language model.",
        no_args_is_help=True,
        add_completion=False,
        pretty_exceptions_enable=False,
        rich_markup_mode=None,
        context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
    )
    app.callback()(_root)
    for name in names:
        module = import_module(f".{_VERBS.get(name, name)}", __package__)
        if name in _VERBS:
            app.command(name)(getattr(module, _VERBS[name]))
        else:
            app.add_typer(module.app, name=name)
    return app


def _show_version(wanted: bool) -> None:
    if wanted:
        from importlib.metadata import version

        print(f"llm-extract {version('llm-extract')}")
        raise typer.Exit


def _root(
    version: Annotated[
        bool, typer.Option("--version", help="Show the version and exit.", callback=_show_version, is_eager=True)
    ] = False,
) -> None:
    pass
