"""The form in which two renderings of the same words are equal, with true offsets back into the original.

Set aside are: composed and decomposed letters (Unicode NFC), compatibility forms such as full width, ligatures and
Arabic presentation forms (NFKC, but never superscripts, fractions or circled digits: 10² is not 102), case, quotation
marks, dashes between words, ellipses, kinds and runs of white space, zero-width and directional characters, soft
hyphens, hyphens between letters (with or without a line break after them), and white space beside Han and kana.
Digits, signs, currency symbols, words and their order stay.
"""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_right
from functools import lru_cache

__all__ = ["UNSPACED", "FoldedText", "normalize"]

# Scripts written without spaces, as the inside of a character class. Korean puts its particles onto the word, so a
# name inside a longer Hangul word is whole as well.
_HAN_KANA = "\u2e80-\u2fdf\u3005-\u3007\u3031-\u3035\u303b\u3041-\u30ff\u31f0-\u31ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\uff66-\uff9f\U0001b000-\U0001b16f\U00020000-\U0003fffd"
UNSPACED = _HAN_KANA + "\u0e01-\u0e5b\u0e81-\u0edf\u1000-\u109f\u1780-\u17dd\u1100-\u11ff\u3131-\u318e\uac00-\ud7af"
_CJK = _HAN_KANA + "\u3001-\u3003\u3008-\u3011\u3014-\u301b\uff01-\uff0f\uff1a-\uff1f\uff5f-\uff65"

_IGNORED = "\u00ad\u034f\u061c\u0640\u064b-\u0652\u0670\u180b-\u180e\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u2069\ufe00-\ufe0f\ufeff\U000e0100-\U000e01ef"
_DOUBLE = (
    '"\u00ab\u00bb\u201c-\u201f\u2033\u275d\u275e\u300c-\u300f\u300a\u300b\u301d-\u301f\ufe41-\ufe44\uff02\uff62\uff63'
)
_SINGLE = "'`\u00b4\u02b9\u02bc\u2018-\u201b\u2032\u2039\u203a\u275b\u275c\uff07"
_LONG_DASH = "\u2014\u2015\u2e3a\u2e3b\ufe31\ufe58"
_ELLIPSIS = "\u2026\u22ef\u2025"
_BREAKS = r"\t-\r\x1c-\x1f\x85\xa0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000"
_HYPHEN = "\u2010-\u2013\u2212\ufe63\uff0d"

# Characters that stand for themselves: unchanged by NFKC, one character when case-folded, none of the classes above.
_PLAIN = (
    "\\x20!#-\\x26(-_a-~'\u00a1-\u00a7\u00a9\u00ab\u00ac\u00ae\u00b0\u00b1\u00b6\u00b7\u00bb\u00bf-\u00de\u00e0-\u012f\u0134-\u013e\u0141-\u0148\u014a-\u017e"
    "\u0391-\u03a1\u03a3-\u03ab\u03b1-\u03ce\u0400-\u0482\u048a-\u04ff\u05d0-\u05ea\u060c\u061b\u061f\u0621-\u063a\u0641-\u064a"
    "\u0660-\u066c\u06f0-\u06f9\u0904-\u0928\u092a-\u0930\u0932\u0933\u0935-\u0939\u0e01-\u0e32\u0e34-\u0e37\u0e40-\u0e47"
    "\u20a0-\u20a7\u20a9-\u20c0\u3001\u3002\u3041-\u3096\u30a1-\u30fc\u4e00-\u9fff\uac00-\ud7a3"
)
_GAP_CLASS = _BREAKS + _IGNORED + _DOUBLE + _LONG_DASH + _ELLIPSIS
_LOOSE_QUOTE = f"(?<![^\\W_])[{_SINGLE}]|[{_SINGLE}](?![^\\W_])"
_LOOSE_DASH = r"(?<=\s)[-\u2013](?=\s)|(?<=\s)\u2013|\u2013(?=\s)|-{2,}"
_GAP_ITEM = f"[{_GAP_CLASS}]|\\.{{2,}}|{_LOOSE_DASH}|{_LOOSE_QUOTE}"
_SPECIAL = re.compile(
    f"(?P<hyphen>(?<=[^\\W\\d_])[-\u00ad{_HYPHEN}]+(?:[ \\t]*\\r?\\n[ \\t]*)?(?=[^\\W\\d_]))"
    f"|(?P<gap>\\x20?(?:{_GAP_ITEM}|\\x20(?=\\x20))(?:\\x20|{_GAP_ITEM})*|(?<=[{_CJK}])\\x20|\\x20(?=[{_CJK}]))"
    f"|(?P<dash>[{_HYPHEN}])"
    f"|(?P<quote>[{_SINGLE.replace(chr(39), '')}])"
    f"|(?P<other>[{_PLAIN}]?[^{_PLAIN}{_GAP_CLASS}{_SINGLE}{_HYPHEN}]+)"
)
_SPACE = re.compile(rf"[\s{_LONG_DASH}{_ELLIPSIS}.\-\u2013]")
_DOUBLE_MARK = re.compile(f"[{_DOUBLE}{_SINGLE}]")
_IS_CJK = re.compile(f"[{_CJK}]")
# Compatibility characters whose plain form would say something else: superscripts, subscripts, fractions, circles.
_KEPT = re.compile(
    "[\u00a8\u00aa\u00af\u00b2-\u00b4\u00b8-\u00ba\u00bc-\u00be\u02b0-\u02e4\u2070-\u209c\u2150-\u215f\u2189\u2460-\u24ff\u2776-\u2793\u3251-\u325f\u32b1-\u32bf]"
)
_HALF_MARKS = re.compile("[\uff9e\uff9f\uffa0-\uffdc]")
_EDGE = " .,;:!?()[]{}'\u3001\u3002\u00b7\u060c\u061b\u061f\u0964\u0965\u00a1\u00bf\u3008-\u3011"


def _continues(character: str) -> bool:
    """Whether a character belongs to the one before it: a mark, or a Korean vowel or final."""
    return (
        unicodedata.category(character)[0] == "M"
        or "\u1160" <= character <= "\u11ff"
        or character in "\uff9e\uff9f\u200d"
    )


@lru_cache(maxsize=4096)
def _fold_cluster(cluster: str) -> str:
    """One character with its marks, composed, in plain form and case-folded."""
    form = unicodedata.normalize("NFC" if _KEPT.search(cluster) else "NFKC", cluster)
    if form.startswith(" ") and not cluster.startswith(" "):
        form = unicodedata.normalize("NFC", cluster)
    return form.casefold()


class FoldedText:
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

    __slots__ = ("_ends", "_outs", "_parts", "_starts", "source", "text")

    def __init__(self, source: str) -> None:
        self.source = source
        self._outs: list[int] = []  # where each part begins in the folded text
        self._starts: list[int] = []  # where it begins in the source
        self._ends: list[int] = []  # where it ends in the source, or -1 for a part mapped character by character
        self._parts: list[str] = []
        self.text = self._fold()
        self._parts = []

    def span(self, start: int, end: int) -> tuple[int, int]:
        """The source's range for a non-empty range of the folded text.

        Args:
            start: first code point in ``text``.
            end: one past the last; above ``start``.

        Returns:
            Code points of ``source``; whole characters, with all their marks where these were folded together.
        """
        return self._bounds(start)[0], self._bounds(end - 1)[1]

    def _bounds(self, position: int) -> tuple[int, int]:
        part = bisect_right(self._outs, position) - 1
        start, end = self._starts[part], self._ends[part]
        if end >= 0:
            return start, end
        start += position - self._outs[part]
        return start, start + 1

    def _fold(self) -> str:
        source, done, out = self.source, 0, 0
        for match in _SPECIAL.finditer(source):
            kind, (start, end) = match.lastgroup, match.span()
            if kind == "other" and _is_regular(match[0]):
                continue
            out = self._copy(out, done, start)
            out = self._replace(out, kind, start, end)
            done = end
        self._copy(out, done, len(source))
        return "".join(self._parts)

    def _copy(self, out: int, start: int, end: int) -> int:
        return self._add(out, start, -1, self.source[start:end].casefold()) if end > start else out

    def _replace(self, out: int, kind: str | None, start: int, end: int) -> int:
        if kind == "gap":
            return self._add(out, start, end, self._gap(start, end))
        if kind == "other":
            return self._fold_run(out, start, end)
        return self._add(out, start, end, {"dash": "-", "quote": "'"}.get(kind or "", ""))

    def _add(self, out: int, start: int, end: int, form: str) -> int:
        if form:
            self._outs.append(out)
            self._starts.append(start)
            self._ends.append(end)
            self._parts.append(form)
        return out + len(form)

    def _gap(self, start: int, end: int) -> str:
        """A space, or nothing for marks alone and for space beside Han and kana."""
        before, after = self.source[start - 1 : start], self.source[end : end + 1]
        if _IS_CJK.match(before) or _IS_CJK.match(after):
            return ""
        gap = self.source[start:end]
        if _SPACE.search(gap):
            return " "
        return " " if _DOUBLE_MARK.search(gap) and before.isalnum() and after.isalnum() else ""

    def _fold_run(self, out: int, start: int, end: int) -> int:
        """Fold characters outside the plain ones: at one go where each gives one, else one by one with its marks."""
        run = self.source[start:end]
        if not _KEPT.search(run) and not _HALF_MARKS.search(run) and unicodedata.is_normalized("NFC", run):
            form = unicodedata.normalize("NFKC", run).casefold()
            if len(form) == len(run) and " " not in form.lstrip(" "):
                return self._add(out, start, -1, form)
        position = start
        while position < end:
            after = position + 1
            while after < end and _continues(self.source[after]):
                after += 1
            out = self._add(out, position, after, _fold_cluster(self.source[position:after]))
            position = after
        return out


def _is_regular(run: str) -> bool:
    """Whether a run stays as it is but for its case, one character for one."""
    return unicodedata.is_normalized("NFKC", run) and len(run.casefold()) == len(run)


def trim(folded: str) -> tuple[int, int]:
    """The range of a folded text without punctuation and spaces at its edges.

    Args:
        folded: ``FoldedText.text``.

    Returns:
        Start and end; equal where nothing but punctuation is there. The point of ``.5`` stays.
    """
    start = len(folded) - len(folded.lstrip(_EDGE))
    end = max(start, len(folded.rstrip(_EDGE)))
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
