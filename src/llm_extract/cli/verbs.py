"""The verbs and their families, and which of them a command line needs."""

from __future__ import annotations

import functools
import inspect
from collections.abc import Callable, Iterable, Sequence
from importlib import import_module
from typing import Annotated, Any

import typer

from .pages import Family, Verb

__all__ = ["build", "needed"]

_VERBS = {
    "demo": "demo",
    "init": "init",
    "doctor": "doctor",
    "run": "run",
    "show": "show",
    "report": "report",
    "reconcile": "reconcile",
    "export": "export",
    "eval": "evaluate",
    "compare": "compare",
}
"""The module of each verb, which holds a function of the same name."""
_FAMILIES = ("batch", "review", "gold", "prompts", "schema", "cache", "fixtures")
_GROUPS = {
    "To begin": ("demo", "init", "doctor"),
    "Articles to records": ("run", "batch"),
    "Read and use the records": ("show", "report", "review", "reconcile", "export"),
    "How good they are": ("eval", "gold", "compare"),
    "Look after": ("prompts", "schema", "cache", "fixtures"),
}
"""Under which title help lists a verb."""
_GROUP = {name: title for title, names in _GROUPS.items() for name in names}
_HELP = """
Turn articles into typed, cited records with a language model.

A record is what one article says, as data; every value comes with the article's own words for it, and is checked
against them. A task says what to look for: a prompt and a schema, in versions (NAME@v1). Each answer of the model is
stored before it is read, so that none is paid for twice, and can be recorded, so that all can be run again offline.

Every command has its own help: llm-extract run --help
"""

_Verbose = Annotated[bool, typer.Option("--verbose", "-v", help="Show tracebacks.")]


def needed(arguments: Sequence[str]) -> tuple[str, ...]:
    """The verbs to build for a command line: the one it names, or all where help or a hint may list them.

    Example:
        >>> needed(["run", "seeds", "-q"])
        ('run',)
        >>> len(needed(["--help"])) == len(needed(["rnu"])) == 17
        True
    """
    if arguments and (arguments[0] in _VERBS or arguments[0] in _FAMILIES):
        return (arguments[0],)
    return (*_VERBS, *_FAMILIES)


def build(names: Iterable[str]) -> typer.Typer:
    """The command with these verbs. Typer looks through each verb it is given, so that fewer start sooner."""
    app = typer.Typer(
        name="llm-extract",
        cls=Family,
        help=_HELP,
        no_args_is_help=True,
        add_completion=False,
        pretty_exceptions_enable=False,
        rich_markup_mode=None,
        context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
    )
    app.callback()(_root)
    for name in names:
        module = import_module(f".{_VERBS.get(name, name)}", __package__)
        if name in _FAMILIES:
            for verb in module.app.registered_commands:
                verb.cls, verb.callback = Verb, _taking_verbose(verb.callback)
            app.add_typer(module.app, name=name, cls=Family, rich_help_panel=_GROUP.get(name))
        else:
            app.command(name, cls=Verb, rich_help_panel=_GROUP.get(name))(
                _taking_verbose(getattr(module, _VERBS[name]))
            )
    return app


def _taking_verbose(verb: Callable[..., Any] | None) -> Callable[..., Any]:
    """The verb with the option ``-v``, where it has none of its own: what shows tracebacks reads the command line."""
    assert verb is not None
    signature = inspect.signature(verb, eval_str=True)
    if "verbose" in signature.parameters:
        return verb

    @functools.wraps(verb)
    def call(*, verbose: bool, **values: Any) -> Any:
        return verb(**values)

    more = inspect.Parameter("verbose", inspect.Parameter.KEYWORD_ONLY, default=False, annotation=_Verbose)
    parameters = [*signature.parameters.values(), more]
    call.__annotations__ = {one.name: one.annotation for one in parameters}
    call.__signature__ = signature.replace(parameters=parameters)  # type: ignore[attr-defined]
    return call


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
