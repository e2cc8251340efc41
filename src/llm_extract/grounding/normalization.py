"""The form in which two renderings of the same words are equal, with true offsets back into the original.

Set aside are: composed and decomposed letters (Unicode NFC), compatibility forms such as full width, ligatures and
Arabic presentation forms (NFKC, but never superscripts, fractions or circled digits: 10² is not 102), case, quotation
marks, dashes between words, ellipses, kinds and runs of white space, zero-width and directional characters, soft
hyphens, hyphens between letters (with or without a line break after them), white space beside Han and kana, and the
commas or cedillas below Romanian letters.
Digits, signs, currency symbols, words and their order stay.
"""

from __future__ import annotations

import unicodedata
from functools import lru_cache

from .characters import (
    CEDILLAS,
    GAP_WITH_QUOTE,
    GAP_WITH_SPACE,
    HALF_WIDTH_MARKS,
    KEPT,
    LONE_BREAK,
    continues,
    folding_patterns,
    holds_wide,
    is_cjk,
)
from .mapped import MappedText

__all__ = ["EDGE", "FoldedText", "normalize", "trim"]

EDGE = " .,;:!?()[]{}'\u3001\u3002\u00b7\u060c\u061b\u061f\u0964\u0965\u00a1\u00bf\u3008-\u3011"
_HYPHEN, _GAP, _DASH, _QUOTE, _OTHER = 1, 2, 3, 4, 5  # groups of SPECIAL
_FORMS = {_HYPHEN: "", _DASH: "-", _QUOTE: "'"}
_SHORT = 16
_CEDILLAS = str.maketrans(CEDILLAS)

# A folded piece of a run: its start and end in the run (-1: mapped character by character) and its form.
_Pieces = tuple[tuple[int, int, str], ...]


@lru_cache(maxsize=4096)
def _fold_cluster(cluster: str) -> str:
    """One character with its marks, composed, in plain form and case-folded."""
    form = unicodedata.normalize("NFC" if KEPT.search(cluster) else "NFKC", cluster)
    if form.startswith(" ") and not cluster.startswith(" "):
        form = unicodedata.normalize("NFC", cluster)
    return form.casefold()


def _fold_run(run: str) -> _Pieces | None:
    """Fold a run of characters outside the plain ones; None where only its case may change, one for one."""
    form = unicodedata.normalize("NFKC", run)
    folded = form.casefold()
    if form == run and len(folded) == len(run):
        return None
    one_for_one = len(folded) == len(run) and unicodedata.is_normalized("NFC", run) and " " not in form[1:]
    if one_for_one and not KEPT.search(run) and not HALF_WIDTH_MARKS.search(run):
        return ((0, -1, folded),)
    marks = {character for character in set(run) if continues(character)}
    pieces = []
    start = 0
    while start < len(run):
        end = start + 1
        while marks and end < len(run) and run[end] in marks:
            end += 1
        if piece := _fold_cluster(run[start:end]):
            pieces.append((start, end, piece))
        start = end
    return tuple(pieces)


_fold_short_run = lru_cache(maxsize=4096)(_fold_run)


@lru_cache(maxsize=1024)
def _gap_kind(gap: str) -> str:
    """What a gap becomes: ``space``, ``quotes`` (a space between two letters, else nothing) or ``nothing``."""
    return "space" if GAP_WITH_SPACE.search(gap) else "quotes" if GAP_WITH_QUOTE.search(gap) else "nothing"


class FoldedText(MappedText):
    """A text in its comparable form, with the way back.

    Args:
        source: any text, lone surrogates included.

    Example:
        >>> folded = FoldedText("He said:  “Ｎo\u00a0way!”")
        >>> folded.text
        'he said: no way!'
        >>> start = folded.text.index("no way")
        >>> folded.source[slice(*folded.span(start, start + 6))]
        'Ｎo\\xa0way'
    """

    __slots__ = ()

    def __init__(self, source: str) -> None:
        super().__init__(source)
        self.text = "".join(self._fold())

    def _fold(self) -> list[str]:
        # Single line breaks between words first, at one go: the same length, so no offset changes.
        source = LONE_BREAK.sub(" ", self.source) if "\n" in self.source else self.source
        if not source.isascii() and any(letter in source for letter in CEDILLAS):
            source = source.translate(_CEDILLAS)  # one for one as well
        gate_pattern, special = folding_patterns(holds_wide(source))
        search, match_at = gate_pattern.search, special.match
        parts: list[str] = []
        done = position = out = 0
        while gate := search(source, position):
            start = gate.start()
            match = match_at(source, start)
            if match is None:
                position = start + 1
                continue
            position = match.end()
            kind = match.lastindex or 0
            if kind == _OTHER:
                if start > done and continues(source[start]):
                    start -= 1
                run = source[start:position]
                pieces = _fold_short_run(run) if len(run) <= _SHORT else _fold_run(run)
                if pieces is None:
                    continue
            else:
                form = _gap(source, start, position) if kind == _GAP else _FORMS[kind]
                pieces = ((0, position - start, form),) if form else ()
            out = self._add(parts, out, source[done:start], done, start, pieces)
            done = position
        self._add(parts, out, source[done:], done, len(source), ())
        return parts

    def _add(self, parts: list[str], out: int, plain: str, start: int, end: int, pieces: _Pieces) -> int:
        """Add a plain stretch and the folded pieces after it; returns the new length of the folded text."""
        if plain:
            self._outs.append(out)
            self._starts.append(start)
            self._ends.append(-1)
            parts.append(plain.casefold())
            out += end - start
        for first, last, form in pieces:
            self._outs.append(out)
            self._starts.append(end + first)
            self._ends.append(last if last < 0 else end + last)
            parts.append(form)
            out += len(form)
        return out


def _gap(source: str, start: int, end: int) -> str:
    """A space, or nothing for marks alone and for space beside Han and kana."""
    before, after = source[start - 1 : start], source[end : end + 1]
    if is_cjk(before) or is_cjk(after):
        return ""
    kind = _gap_kind(source[start:end]) if end - start <= _SHORT else _gap_kind.__wrapped__(source[start:end])
    return " " if kind == "space" or (kind == "quotes" and before.isalnum() and after.isalnum()) else ""


def trim(folded: str) -> tuple[int, int]:
    """The range of a folded text without punctuation and spaces at its edges.

    Args:
        folded: ``FoldedText.text``.

    Returns:
        Start and end; equal where nothing but punctuation is there. The point of ``.5`` stays.
    """
    start = len(folded) - len(folded.lstrip(EDGE))
    end = max(start, len(folded.rstrip(EDGE)))
    if start and folded[start - 1] in ".," and folded[start : start + 1].isdigit():
        start -= 1
    return start, end


def normalize(text: str) -> str:
    """The comparable form of a text, without punctuation and spaces at its edges.

    Args:
        text: any text.

    Returns:
        Equal strings for equal words; an empty one where there are none.

    Example:
        >>> normalize("“It’s  1–2 well-\\nknown ﬁrms…”")
        "it's 1-2 wellknown firms"
        >>> normalize("２０２５ 年 ３ 月") == normalize("2025年3月")
        True
    """
    folded = FoldedText(text).text
    start, end = trim(folded)
    return folded[start:end]
