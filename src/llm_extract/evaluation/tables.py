"""An evaluation for people: tables for a terminal, and one self-contained HTML page without scripts."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from html import escape
from typing import TYPE_CHECKING

from ..text_columns import align_columns, without_commands
from .exports import value_words
from .floors import OVERALL_NAME, Floors, check_floors, shown_field
from .scores import Evaluation, FieldScore

if TYPE_CHECKING:
    from rich.console import Group

__all__ = ["to_html", "to_rich", "to_text"]

_Section = tuple[str, Sequence[str], Sequence[Sequence[str]]]


_NUMBER = re.compile(r"[\d.–\s]*")
_BREAK = re.compile(r"(?<=[a-z\]][._])(?=\w)|(?<=\w/)(?=\w)", re.IGNORECASE)
"""Where names and paths may be broken, and numbers not."""

_END, _AUTO = ' class="n"', ' dir="auto"'
"""Numbers stand at the end of their column, one below the other; words as their language runs."""

_LEGEND = (
    "Precision: of the values found, the share that is right. Recall: of the gold's values, the share that was found. "
    "F1: their harmonic mean. 95 %: where F1 may lie for articles like these. False: found, and wrong or not in the "
    "gold. Missed: in the gold, and wrong or not found."
)
"""What the columns are, for whoever is handed the page alone."""

_STYLE = """
:root{color-scheme:light dark;--line:light-dark(#ccc,#444);--raised:light-dark(#f3f3f3,#262a2e)}
body{font:15px/1.5 system-ui,sans-serif;margin:2rem auto;max-width:75rem;padding:0 1rem;
color:light-dark(#1b1b1b,#e6e6e6);background:light-dark(#fff,#16181b)}
h1{overflow-wrap:anywhere}
p{max-width:48rem}
div{overflow-x:auto;margin:.5rem 0 2rem}
table{border-collapse:collapse;width:100%}
th,td{border-bottom:1px solid var(--line);padding:.3rem .6rem;text-align:start;vertical-align:top}
td{overflow-wrap:break-word}
td:nth-child(n+4):not(.n){min-width:9rem;overflow-wrap:anywhere}
th{font-weight:400;overflow-wrap:anywhere;min-width:8rem}
thead th{font-weight:600;background:var(--raised);min-width:0}
.n{text-align:end;font-variant-numeric:tabular-nums;white-space:nowrap}
@media print{:root{color-scheme:light}tr{break-inside:avoid}div{overflow:visible}}
"""


def to_text(evaluation: Evaluation, *, floors: Floors | None = None, most_errors: int | None = 50) -> list[str]:
    """Plain lines with aligned columns, the same on every terminal.

    Args:
        evaluation: the scores.
        floors: floors to hold it against.
        most_errors: how many errors are listed; None lists all.

    Returns:
        The lines, without line ends.

    Example:
        >>> from .scores import Counts
        >>> lines = to_text(Evaluation(FieldScore("", Counts(3, 1, 0), (0.4, 1.0)), []))
        >>> print(lines[0], lines[1], lines[2], sep="\\n")
        Scores
        field    precision  recall  F1     95 %           right  false  missed
        overall  0.750      1.000   0.857  0.400 – 1.000  3      1      0
    """
    lines: list[str] = []
    for title, head, rows in _sections(evaluation, floors, most_errors):
        lines += [title, *align_columns([head, *rows] if head else list(rows)), ""]
    return lines[:-1]


def to_rich(evaluation: Evaluation, *, floors: Floors | None = None, most_errors: int | None = 50) -> Group:
    """The same as rich tables; print them with a ``rich.console.Console``.

    Args:
        evaluation: the scores.
        floors: floors to hold the scores against; None holds them against nothing.
        most_errors: how many errors are listed; None lists all.

    Returns:
        What ``rich`` can print.

    Example:
        >>> from .scores import Counts
        >>> evaluation = Evaluation(FieldScore("", Counts(3, 1, 0), (0.4, 1.0)), [])
        >>> len(to_rich(evaluation).renderables) > 0
        True
    """
    from rich.console import Group
    from rich.table import Table
    from rich.text import Text

    tables = []
    for title, head, rows in _sections(evaluation, floors, most_errors):
        table = Table(title=title, title_justify="left", show_header=bool(head))
        for index, name in enumerate(head or rows[0]):
            table.add_column(name if head else "", overflow="fold", no_wrap=bool(head) and index == 0 and len(head) > 6)
        for row in rows:
            table.add_row(*(Text(cell) for cell in row))  # as Text: square brackets are no markup
        tables.append(table)
    return Group(*tables)


def to_html(evaluation: Evaluation, *, floors: Floors | None = None, title: str = "Evaluation") -> str:
    """One HTML page with all tables and every error; everything from records and gold is escaped.

    Args:
        evaluation: the scores.
        floors: floors to hold the scores against; None holds them against nothing.
        title: of the page.

    Returns:
        The text of the page; it needs no network.

    Example:
        >>> from .scores import Counts
        >>> evaluation = Evaluation(FieldScore("", Counts(3, 1, 0), (0.4, 1.0)), [])
        >>> "<h1>Friday &lt;3</h1>" in to_html(evaluation, title="Friday <3")
        True
    """
    content = "\n".join(_html_table(*section) for section in _sections(evaluation, floors, None))
    return (
        '<!DOCTYPE html>\n<html lang="en"><head><meta charset="utf-8">'
        '<meta name="generator" content="llm-extract evaluation">'
        '<meta name="viewport" content="width=device-width,initial-scale=1">'
        "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'\">"
        f"<title>{escape(title)}</title><style>{_STYLE}</style></head>\n"
        f"<body><main><h1>{escape(title)}</h1>\n<p>{_LEGEND}</p>\n{content}\n</main></body></html>\n"
    )


def _html_table(name: str, head: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    """A heading and a table; on a narrow screen the table scrolls sideways by itself, with the keyboard as well."""
    ends = [_END * all(_NUMBER.fullmatch(row[column]) for row in rows) for column in range(len(head))]
    header = "".join(f'<th scope="col"{end}>{escape(cell)}</th>' for cell, end in zip(head, ends, strict=True))
    thead = f"<thead><tr>{header}</tr></thead>" if head else ""
    body = "\n".join(_html_row(row, ends[1:] or [""]) for row in rows)
    return (
        f'<h2>{escape(name)}</h2>\n<div tabindex="0" role="region" aria-label="{escape(name)}">'
        f"<table>{thead}<tbody>\n{body}\n</tbody></table></div>"
    )


def _html_row(row: Sequence[str], ends: Sequence[str]) -> str:
    name, *cells = (_BREAK.sub("<wbr>", escape(cell)) for cell in row)
    filled = "".join(f"<td{end or _AUTO}>{cell}</td>" for cell, end in zip(cells, ends, strict=True))
    return f'<tr><th scope="row">{name}</th>{filled}</tr>'


def _sections(evaluation: Evaluation, floors: Floors | None, most_errors: int | None) -> Iterator[_Section]:
    for title, head, rows in _raw_sections(evaluation, floors, most_errors):
        yield title, head, [[without_commands(cell) for cell in row] for row in rows]


def _raw_sections(evaluation: Evaluation, floors: Floors | None, most_errors: int | None) -> Iterator[_Section]:
    head = ("field", "precision", "recall", "F1", "95 %", "right", "false", "missed")
    yield "Scores", head, [_score_row(OVERALL_NAME, evaluation.overall), *_rows(evaluation.fields)]
    if evaluation.items:
        yield "List items", head, _rows(evaluation.items)
    if evaluation.quotes:
        yield "Quotes, in words", ("field", "precision", "recall", "F1", "words"), _quote_rows(evaluation)
    yield "Records", (), _record_rows(evaluation)
    if evaluation.calibration:
        rows = [(one.support, _share(one.share), str(one.right), str(one.total)) for one in evaluation.calibration]
        yield "How often a value is right, by the check of its quote", ("check", "share", "right", "values"), rows
    breaches = check_floors(evaluation, floors) if floors else []
    if breaches:
        fallen = [(one.field, _share(one.reached), _share(one.floor)) for one in breaches]
        yield "Below the floor", ("field", "F1", "floor"), fallen
    if evaluation.findings:
        yield _error_title(evaluation, most_errors), _ERROR_HEAD, _error_rows(evaluation, most_errors)


_ERROR_HEAD = ("document", "path", "error", "gold", "found", "quote")


def _error_title(evaluation: Evaluation, most: int | None) -> str:
    total = len(evaluation.findings) + evaluation.unlisted
    return f"Errors, the first {most} of {total}" if most is not None and total > most else f"Errors, {total}"


def _error_rows(evaluation: Evaluation, most: int | None) -> list[Sequence[str]]:
    return [
        (one.document, one.path, one.outcome, value_words(one.gold), value_words(one.found), _line(one.quote))
        for one in evaluation.findings[:most]
    ]  # fmt: skip


def _rows(scores: Sequence[FieldScore]) -> list[Sequence[str]]:
    return [_score_row(shown_field(score.field), score) for score in scores]


def _score_row(name: str, score: FieldScore) -> Sequence[str]:
    counts = score.counts
    interval = " – ".join(map(_share, score.interval)) if score.interval else ""
    shares = (_share(counts.precision), _share(counts.recall), _share(counts.f1), interval)
    return (name, *shares, str(counts.right), str(counts.false), str(counts.missed))


def _quote_rows(evaluation: Evaluation) -> list[Sequence[str]]:
    named = {shown_field(field): one for field, one in evaluation.quotes.items()}
    overlaps = {OVERALL_NAME: evaluation.span_overlap, **named}
    return [
        (name, _share(one.precision), _share(one.recall), _share(one.f1), str(one.gold))
        for name, one in overlaps.items()
    ]  # fmt: skip


def _record_rows(evaluation: Evaluation) -> list[Sequence[str]]:
    nothing, cost = evaluation.nothing, evaluation.cost
    rows = [
        ("made by", ", ".join(f"{name} {count}" for name, count in evaluation.made_by.items()) or "–"),
        ("gold documents", str(len(evaluation.documents))),
        ("perfect records", _share(evaluation.perfect_share)),
        ("without a usable record", _share(evaluation.invalid_share)),
        ("values not backed by their quote", _share(evaluation.unsupported_share)),
        ("statuses", ", ".join(f"{name} {count}" for name, count in evaluation.statuses.items()) or "–"),
    ]
    if nothing.documents:
        found = f"{nothing.with_findings} of {nothing.documents} ({nothing.findings} values)"
        rows.append(("articles with nothing to find where something was found", found))
    if cost.tokens_per_article is not None:
        rows.append(("tokens per article", f"{cost.tokens_per_article:.0f}"))
    if cost.money_per_article is not None:
        rows.append(("price per article", f"{cost.money_per_article:.6f}"))
    lists = (
        ("gold without a record", evaluation.missing),
        ("records without gold", evaluation.unjudged),
        ("repeated records", evaluation.repeated),
    )
    rows += [(name, f"{len(names)}: {', '.join(names[:10])}") for name, names in lists if names]
    return [*rows]


def _share(share: float | None) -> str:
    return "–" if share is None else f"{share:.3f}"


def _line(text: str | None) -> str:
    return " ".join((text or "").split())
