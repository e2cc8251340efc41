"""Help pages: options in groups, and what a verb does in whole sentences, wrapped rather than cut."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

import typer

__all__ = ["Family", "Verb"]

_NO_LIMIT = 1_000  # letters of a verb's first sentence


def _write_groups(formatter: Any, rows: Iterable[tuple[str, tuple[str, str]]]) -> None:
    groups: dict[str, list[tuple[str, str]]] = {}
    for title, row in rows:
        groups.setdefault(title, []).append(row)
    for title, lines in groups.items():
        with formatter.section(title):
            formatter.write_dl(lines)


def _options(command: Any, context: Any) -> Iterator[tuple[str, tuple[str, str]]]:
    """Each option with the title of its group: arguments first, then what has no group of its own."""
    found = [(one, one.get_help_record(context)) for one in command.get_params(context)]
    rows = [(_title(one), _without_type(one, record)) for one, record in found if record is not None]
    yield from sorted(rows, key=lambda row: ("Arguments", "Options").index(row[0]) if row[0] in _PLAIN else len(_PLAIN))


_PLAIN = ("Arguments", "Options")


def _without_type(parameter: Any, record: tuple[str, str]) -> tuple[str, str]:
    """An argument ``PATHS <list[str]>`` as ``PATHS``: its text says what it is."""
    name = record[0]
    return (name if parameter.param_type_name == "option" else name.partition(" <")[0]), record[1]


def _title(parameter: Any) -> str:
    return parameter.rich_help_panel or _PLAIN[parameter.param_type_name == "option"]


class Verb(typer.core.TyperCommand):
    """A verb whose help shows its options by group."""

    def collect_usage_pieces(self, ctx: Any) -> list[str]:
        """The parts of the line "Usage: …", what is needed without braces."""
        return [piece.replace("{", "").replace("}", "") for piece in super().collect_usage_pieces(ctx)]

    def format_options(self, ctx: Any, formatter: Any) -> None:
        """Write arguments and options, each group under its title."""
        _write_groups(formatter, _options(self, ctx))


class Family(typer.core.TyperGroup):
    """Verbs that belong together; their help shows the first sentence of each."""

    def format_options(self, ctx: Any, formatter: Any) -> None:
        """Write the options, then the verbs by group."""
        _write_groups(formatter, _options(self, ctx))
        verbs = [(name, self.get_command(ctx, name)) for name in self.list_commands(ctx)]
        rows = [
            (getattr(verb, "rich_help_panel", None) or "Commands", (name, verb.get_short_help_str(_NO_LIMIT)))
            for name, verb in verbs
            if verb is not None and not verb.hidden
        ]
        widest = max((len(name) for _, (name, _) in rows), default=0)
        _write_groups(formatter, [(title, (name.ljust(widest), text)) for title, (name, text) in rows])
