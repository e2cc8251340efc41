"""What models leave out or write otherwise when they copy: markup, footnote marks, grouped digits, accents.

Where a quote is not in an article as it is printed, it is looked for in a cleaned copy of the article, from which
every place leads back to the original. Nothing that is cleaned away says anything by itself; what is written otherwise
(digits of other scripts, "U.S." for "US", "per cent") says the same.
"""

from __future__ import annotations

import html
import re
import unicodedata
from collections.abc import Callable
from functools import cache

from ..values.lazy_patterns import lazily
from .figure_spelling import figure_words, respell_figure
from .mapped import MappedText

__all__ = ["BLOCK", "EMPHASIS", "ENTITY", "INLINE", "CleanedText"]

MOST_PIECES = 3_000
INLINE = "b|i|em|strong|u|a|span|sup|sub|mark|font|small|code|cite|q|abbr|time|s|strike"
BLOCK = "br|p|div|li|ul|ol|td|th|tr|table|tbody|thead|h[1-6]|hr|blockquote|section|article|header|footer"
ENTITY = r"&(?:\#\d{2,6}|\#x[0-9a-fA-F]{2,6}|[a-zA-Z]{2,8});"
EMPHASIS = (
    r"(?<![^\s(\[\"“*_])(?:\*{1,3}|_{1,3}|~~)(?=[^\s*_])|(?<=[^\s*_])(?:\*{1,3}|_{1,3}|~~)(?![^\s.,;:!?)\]\"”’'*_])"
)
_TARGET = r"\((?:https?:|mailto:|/|\#)[^()\s]{0,300}(?:\s\"[^\"\n]{0,100}\")?\)"
_BULLETS = "•‣▪◦●○■□►▶✓✔"
_FRACTIONS = {"½": "1/2", "⅓": "1/3", "⅔": "2/3", "¼": "1/4", "¾": "3/4", "⅛": "1/8"}
_WRITTEN = {"״": '"', "׳": "'", "־": "-", "٫": ".", "٬": ",", "&": "and", **_FRACTIONS}


@cache
def _residue() -> re.Pattern[str]:
    """What is cleaned; the named groups become something, the rest nothing."""
    return re.compile(
        # Everything below begins with one of these; most characters are passed over here.
        rf"(?=[<&!\[\]*_~\#+|.,'’\u00a0\u2009\u202f₀-₉״׳־٫٬½⅓⅔¼¾⅛{_BULLETS}-]|\x20cent\b|(?<=\d)[\s%\w]|(?![0-9])\d"
        rf"|[\u0591-\u05c7・·]"
        r"|[\u2600-\u27bf\U0001f000-\U0001faff])(?:"
        rf"{figure_words()}|</?(?:{INLINE})(?:\s[^<>]{{0,200}})?/?>|(?P<block></?(?:{BLOCK})(?:\s[^<>]{{0,200}})?/?>)"
        rf"|(?P<entity>{ENTITY})"
        # Markdown: links, emphasis, headings, items, cells
        rf"|!?\[(?=[^\[\]\n]{{1,200}}\]{_TARGET})|(?<=[^\[\s])\]{_TARGET}|{EMPHASIS}|^\#{{1,6}}[ \t]+"
        rf"|^[-*+{_BULLETS}][ \t]+|(?<=\s)[{_BULLETS}](?=\s)|(?<!\S)\|(?!\S)"
        # footnote marks
        r"|(?<=[^\s\[\]])\[(?:\d{1,3}|[a-z]|note\s\d+|citation\sneeded)\]"
        # U.S., J.K.
        r"|(?<=[^\W\d_])(?<![^\W_][^\W\d_])\.(?=[^\W\d_]\.)|(?<=\.[^\W\d_])\.(?!\d)|(?<=\b(?:Mr|Ms|Dr|St|Jr|Sr|Co"
        r"|vs))\.|(?<=\b(?:Mrs|Inc|Ltd))\.|(?<=\b(?:Prof|Corp))\.|(?<=\bPh)\.(?=D\b)|(?<=\bPh\.D)\."
        # numbers
        r"|(?<=\d)(?<!\d{4})[,\u00a0\u2009\u202f'’](?=\d{3}(?!\d))|(?<=\d)\.(?=\d{3}\.\d{3}(?!\d))"
        r"|(?<=\d\.\d{3})\.(?=\d{3}(?!\d))|(?P<point>(?<=\d),(?=\d{1,2}(?!\d)))|(?P<digit>(?![0-9])\d)"
        r"|(?P<below>(?<=[^\W\d_])[₀-₉])|(?P<written>[״׳־٫٬½⅓⅔¼¾⅛]|(?<=\s)&(?=\s))|(?<=per)\x20(?=cent\b)"
        # points of Hebrew, dots between katakana, pictures
        r"|[\u0591-\u05bd\u05bf\u05c1\u05c2\u05c4\u05c5\u05c7]|(?<=[\u30a0-\u30ff])[・·](?=[\u30a0-\u30ff])"
        r"|[\u2600-\u26ff\u2700-\u275a\u2794-\u27bf\U0001f000-\U0001faff][\u200d\ufe0f\u2600-\u26ff\u2700-\u275a\U0001f000-\U0001faff]*)",
        re.MULTILINE,
    )


def _strip_residue(match: re.Match[str]) -> str:
    """What a piece of residue becomes."""
    kind, words = match.lastgroup, match.group()
    if kind in ("percent", "scale", "letter", "grouped"):
        return respell_figure(match)
    if kind == "block":
        return " "
    if kind == "entity":
        sign = html.unescape(words)
        return "and" if sign == "&" and match.string[match.start() - 1 : match.start()] == " " else sign
    if kind == "point":
        return "."
    if kind in ("digit", "below"):
        return str(unicodedata.digit(words))
    if kind == "written":
        joint = " " if words in _FRACTIONS and match.string[match.start() - 1 : match.start()].isdigit() else ""
        return joint + _WRITTEN[words]
    return ""


_spellings = lazily(
    r"(?P<accent>[\u00c0-\u00d6\u00d8-\u00f6\u00f8-\u024f\u0386-\u03ce\u0401\u0451\u1e00-\u1fff])|[\u0300-\u036f]"
    r"|(?P<iz>(?<=[a-z]{3})is(?=e[sdr]?\b|ing\b|ations?\b))|(?P<or>(?<=[a-z]{3})our(?=s?\b|ed\b|ing\b|able\b"
    r"|ite\b))|(?P<ter>(?<=[a-z]{2})tre(?=s?\b))|(?P<l>(?<=[a-z]{3}[ea])ll(?=ed\b|ing\b|ers?\b))"
    r"|(?P<m>(?<=[a-z]{3})mme(?=s?\b))|(?P<og>(?<=[a-z]{3})ogue(?=s?\b))|(?P<ense>(?<=[dl][ei][fc])ence\b)",
    0,
)
"""Accents of Latin and Greek letters, ё, and British endings."""


_PLAIN = str.maketrans({"ł": "l", "Ł": "L", "ø": "o", "Ø": "O", "đ": "d", "Đ": "D", "ı": "i"})


def _respell(match: re.Match[str]) -> str:
    """A letter without its accent; an American ending."""
    if match.lastgroup == "accent":
        plain = unicodedata.normalize("NFD", match.group()).translate(_PLAIN)
        return "".join(letter for letter in plain if not unicodedata.combining(letter))
    return match.lastgroup or ""


class CleanedText(MappedText):
    """A text with some of its pieces replaced, and the way back.

    Args:
        source: the original.
        pattern: what finds the pieces.
        replace: what each becomes.

    Example:
        >>> cleaned = CleanedText.without_residue("**Acme** raised &pound;5 million[1] in the U.S. today")
        >>> cleaned.text
        'Acme raised £5 million in the US today'
        >>> cleaned.source[slice(*cleaned.span(12, 22))]
        '&pound;5 million'
    """

    __slots__ = ()

    def __init__(self, source: str, pattern: re.Pattern[str], replace: Callable[[re.Match[str]], str]) -> None:
        super().__init__(source)
        parts: list[str] = []
        done = out = 0
        for number, match in enumerate(pattern.finditer(source)):
            if number == MOST_PIECES:  # markup throughout, or a script whose letters are all accented: left as it is
                self._outs, self._starts, self._ends, parts, done, out = [], [], [], [], 0, 0
                break
            for part, start, end in (
                (source[done : match.start()], done, -1),
                (replace(match), match.start(), match.end()),
            ):
                if part:
                    self._outs.append(out)
                    self._starts.append(start)
                    self._ends.append(end)
                    parts.append(part)
                    out += len(part)
            done = match.end()
        self._outs.append(out)
        self._starts.append(done)
        self._ends.append(-1)
        parts.append(source[done:])
        self.text = "".join(parts)

    @classmethod
    def without_residue(cls, source: str) -> CleanedText:
        """Without markup and marks, and with digits and abbreviations written plainly."""
        return cls(source, _residue(), _strip_residue)

    @classmethod
    def respelled(cls, source: str) -> CleanedText:
        """Without accents, and with American endings."""
        return cls(source, _spellings(), _respell)
