"""The scores of two versions for people: plain lines with aligned columns."""

from __future__ import annotations

from collections.abc import Sequence

from ..plurals import counted
from ..text_columns import align_columns, without_commands
from .floors import OVERALL_NAME, shown_field
from .versions import FEWEST, FieldDifference, VersionScores

__all__ = ["versions_to_text"]

_HEAD = ("field", "F1 before", "F1 after", "difference", "better", "worse", "chance", "")
_NAMED = 10  # articles that are named, of those with one reason


def versions_to_text(scores: VersionScores) -> list[str]:
    """Plain lines, the same on every terminal.

    Args:
        scores: of two versions.

    Returns:
        The lines, without line ends.

    Example:
        >>> from .scores import Counts
        >>> overall = FieldDifference("", Counts(6, 4, 4), Counts(9, 1, 1), better=3, differing=3, chance=0.25)
        >>> print(*versions_to_text(VersionScores(9, (0, 0), overall, [])), sep="\\n")
        Against the gold, 9 articles
        field    F1 before  F1 after  difference  better  worse  chance
        overall  0.600      0.900     +0.300      3       0      0.250   not told apart
        articles without a usable record: 0 before, 0 after
        3 articles differ: of fewer than 6 no difference can be told from chance
    """
    rows = [_row(OVERALL_NAME, scores.overall), *(_row(shown_field(one.field), one) for one in scores.fields)]
    before, after = scores.unusable
    lines = [f"Against the gold, {counted(scores.articles, 'article')}", *align_columns([_HEAD, *rows])]
    lines.append(f"articles without a usable record: {before} before, {after} after")
    differing = scores.overall.differing
    if 0 < differing < FEWEST:
        verb = "differs" if differing == 1 else "differ"
        least = f"of fewer than {FEWEST} no difference can be told from chance"
        lines.append(f"{counted(differing, 'article')} {verb}: {least}")
    for reason in dict.fromkeys(reason for _, reason in scores.left_out):
        names = [name for name, why in scores.left_out if why == reason]
        more = ", …" if len(names) > _NAMED else ""
        lines.append(f"left out, {reason}: {len(names)}: {', '.join(names[:_NAMED])}{more}")
    return [without_commands(line) for line in lines]


def _row(name: str, one: FieldDifference) -> Sequence[str]:
    difference = "–" if one.difference is None else f"{one.difference:+.3f}"
    scores = (_share(one.before.f1), _share(one.after.f1), difference)
    return (name, *scores, str(one.better), str(one.worse), f"{one.chance:.3f}", one.verdict)


def _share(share: float | None) -> str:
    return "–" if share is None else f"{share:.3f}"
