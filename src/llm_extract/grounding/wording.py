"""Checks of texts and names against words."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

from ..values.name_mentions import find_name, is_full_name
from ..values.names import core_tokens, fold
from ..values.numbers import find_numbers
from .plain_figures import numbers_stand_alone
from .verdicts import SUPPORTED, Support, Words

__all__ = ["check_name", "check_text", "check_verbatim", "contains_whole", "normalize_words"]

_MARKS = str.maketrans(
    {
        **dict.fromkeys("“”„‟«»″", '"'),
        **dict.fromkeys("‘’‚‛′`´", "'"),
        **dict.fromkeys("‐‑‒–—―−", "-"),
        **dict.fromkeys("\u00ad\u200b\ufeff\u200c\u200d"),
        "…": "...",
    }
)
_COMMON_MARKS = (("’", "'"), ("“", '"'), ("”", '"'), ("‘", "'"), ("–", "-"), ("—", "-"))


@lru_cache(maxsize=2048)
def normalize_words(text: str) -> str:
    """White space, quotation marks, dashes, case and compatibility forms unified.

    Example:
        >>> normalize_words("“It’s\\n a  TEST” – ok")
        '"it\\'s a test" - ok'
    """
    for mark, plain in () if text.isascii() else _COMMON_MARKS:
        text = text.replace(mark, plain)
    if not text.isascii():
        text = unicodedata.normalize("NFKC", text.translate(_MARKS)).translate(_MARKS)
    return " ".join(text.split()).casefold()


def check_verbatim(value: object, words: Words) -> Support:
    """Equal to the quote after normalisation, or a part of it."""
    text = normalize_words(str(value))
    if text and text in normalize_words(words.quote):
        return SUPPORTED if _informative(text) else Support("unchecked", "Too short to mean anything.")
    return Support("unsupported", "These are not the article's words.")


def _informative(text: str) -> bool:
    count = 0
    for c in text:
        if c.isalnum():
            count += 1 if c < "\u2e80" else 2
            if count > 1:
                return True
    return False


def contains_whole(text: str, part: str) -> bool:
    """Whether ``part`` stands in ``text`` as whole words and whole numbers."""
    at = text.find(part)
    while at >= 0:
        if _whole(text, at, at + len(part)):
            return True
        at = text.find(part, at + 1)
    return False


def _joined(edge: str, beside: str) -> bool:
    """Whether a value's edge and its neighbour are of one word; a digit beside a letter may be a footnote mark, and
    CJK has no spaces."""
    if not (edge.isalnum() and beside.isalnum()) or edge >= "\u2e80" or beside >= "\u2e80":
        return False
    return edge.isdigit() or not beside.isdigit()


def _whole(text: str, start: int, end: int) -> bool:
    left, right = text[start - 1 : start], text[end : end + 1]
    if (left and _joined(text[start], left)) or (right and _joined(text[end - 1], right)):
        return False
    if left in tuple(".,") and left and text[start].isdigit() and text[start - 2 : start - 1].isdigit():
        return False
    return not (right in tuple(".,") and right and text[end - 1].isdigit() and text[end + 1 : end + 2].isdigit())


_DIGIT = re.compile(r"\d")


def check_text(value: object, words: Words) -> Support:
    """Contained after normalisation; a paraphrase only with all its numbers, names and nearly all its content words."""
    text = str(value)
    if _is_printed(text, words):
        return SUPPORTED
    part = normalize_words(text)
    if not _informative(part):
        return Support("unchecked", "Too short to mean anything.")
    quote = normalize_words(words.quote)
    has_digit = _DIGIT.search(part) is not None
    if contains_whole(quote, part) and not (has_digit and _missing_number(text, words)):
        return SUPPORTED
    if has_digit and (missing := _missing_number(text, words)):
        return Support("unsupported", f"The number {missing} is not in the words.")
    return _check_paraphrase(text, words.quote)


def _is_plain(text: str) -> bool:
    """Whether a text is ASCII but for quotation marks and dashes."""
    for mark, plain in () if text.isascii() else _COMMON_MARKS:
        text = text.replace(mark, plain)
    return text.isascii()


def _is_printed(text: str, words: Words) -> bool:
    """The common case, decided without normalising anything: the very words, whole, with no number at their edges."""
    quote = words.quote
    at = quote.find(text)
    if at < 0 or text != text.strip() or not _informative(text) or not _is_plain(text):
        return False
    stop = at + len(text)
    left, right = quote[at - 1] if at else words.before[-1:], quote[stop : stop + 1] or words.after[:1]
    if not _is_plain(left + right) or left.isalnum() or right.isalnum():
        return False
    return _whole(quote, at, stop) and (_DIGIT.search(text) is None or numbers_stand_alone(text))


def _missing_number(text: str, words: Words) -> str:
    context, start, end = words.window()
    have = {r for n in find_numbers(context) if n.start < end and n.end > start for r in n.readings}
    for n in find_numbers(text, words=False):
        if have.isdisjoint(n.readings):
            return text[n.start : n.end]
    return ""


_STOP = frozenset(
    str.split(
        "a an the of in on at to for and or by with from as is are was were be been being has have had do does did "
        "it its this that "
        "these those their his her our your they he she we you i not no which who whom whose will would can could "
        "may might should "
        "than then so such also into over under about after before between during through more most other some any "
        "all each both der "
        "die das ein eine und oder von mit für auf im den dem des zu ist sind war la le les un une et de du des en "
        "que el los las y del por "
        "con para se il lo gli e di da che in per non è een het van voor met op te zijn"
    )
)
_TOKEN = re.compile(r"[^\W_]+(?:['’][^\W_]+)?")


def _stem(word: str) -> str:
    for ending in (
        "ations",
        "ation",
        "ments",
        "ment",
        "ings",
        "ing",
        "ies",
        "ied",
        "ers",
        "es",
        "ed",
        "er",
        "ly",
        "s",
        "e",
        "y",
    ):
        if word.endswith(ending) and len(word) - len(ending) >= 3:
            return word[: -len(ending)]
    return word


@lru_cache(maxsize=512)
def stems_of(text: str) -> frozenset[str]:
    """The stems of a text's words, folded."""
    return frozenset(_stem(w) for w in _TOKEN.findall(fold(text).replace("’", "'")))


def _check_paraphrase(text: str, quote: str) -> Support:
    have = stems_of(quote[:20_000])
    content = [w for w in _TOKEN.findall(text) if w.lower() not in _STOP]
    missing = [w for w in content if _stem(fold(w)) not in have]
    if not content:
        return Support("unsupported", "These words are not in the quote.")
    if missing and (len(content) < 4 or len(missing) > 0.2 * len(content) or any(w[0].isupper() for w in missing[1:])):
        return Support("unsupported", f"The words do not say {missing[0]!r}.")
    return SUPPORTED


def check_name(value: object, words: Words) -> Support:
    """The name as a whole among the words, not as a part of a longer one."""
    name = str(value).strip()
    text, start, end = words.window(40)
    if _stands_alone(name, text.replace("\u00a0", " "), start, end):
        return SUPPORTED
    if not _informative(name):
        return Support("unchecked", "Too short to mean anything.")
    mentions = [m for m in find_name(name, text) if m.start < end and m.end > start]
    whole = [m for m in mentions if not m.longer]
    if whole:
        return _check_absent(text, whole)
    if mentions:
        return Support("unsupported", f"The words name {mentions[0].longer!r}.")
    core = core_tokens(name)
    if core and any(c >= "\u2e80" for c in name) and "".join(core) in fold(words.quote).replace(" ", ""):
        return SUPPORTED
    return Support("unsupported", f"The words do not name {name!r}.")


_APART = re.compile(r"[ \u00a0][a-z(\"“$€£]|[,;:()!?\"”'’]|\.(?:\s|$)|\s?$")
_CAPITAL_BEFORE = re.compile(r"[A-ZÀ-ÖØ-Þ][\w.]*[ \u00a0]$")
_ABSENT_CUES = ("not ", "n't ", "n’t ", "declined ", "refused ", "failed ", "without ", "instead ", "rather ", "not\n")


def _stands_alone(name: str, text: str, start: int, end: int) -> bool:
    """The common case, decided without taking the text apart: the very name, with nothing beside it that could extend
    it."""
    at = text.find(name, start, end)
    if at < 0 or len(name) < 2 or not name[0].isalnum():
        return False
    before = text[at - 1] if at else " "
    if before.isalnum() or before in "-_&.":
        return False
    stop = at + len(name)
    if name[-1].isdigit():
        if not _APART.match(text, stop) or text.startswith(" of ", stop) or text[stop + 1 : stop + 2].isdigit():
            return False
    elif not name[-1].isalpha():
        stop -= 1
        if name[-1] != "." or len(name) < 4 or not name[-3:-1].isalpha() or text[stop + 1 : stop + 2].isalnum():
            return False
    elif not _APART.match(text, stop) or text.startswith(" of ", stop):
        return False
    for cue in _ABSENT_CUES:
        if cue in text:
            return False
    return not (before.isspace() and _CAPITAL_BEFORE.search(text, max(0, at - 20), at) and _may_be_a_tail(name))


@lru_cache(maxsize=4096)
def _may_be_a_tail(name: str) -> bool:
    """Whether a capitalised word before a name may belong to it: "Jane" to "Smith", but nothing to "Joe Tsai"."""
    return len(core_tokens(name)) < 2 or not is_full_name(name)


_ABSENT = re.compile(
    r"^(?:['’]s)?\s(?:did\snot|didn['’]t|has\snot|have\snot|declined\sto|refused\sto|failed\sto|decided\snot\sto"
    r"|was\snot|were\snot)\s(?:take\spart|participat|invest|join|"
    r"contribut|lead|back|among|part\sof|involved)"
)


def _check_absent(text: str, mentions: list) -> Support:  # type: ignore[type-arg]
    for mention in mentions:
        absent = _ABSENT.match(text[mention.end : mention.end + 60])
        if not absent and not find_denial_before_name(text, mention.start):
            return SUPPORTED
    return Support("unsupported", "The words say that it took no part.")


def find_denial_before_name(text: str, start: int) -> bool:
    """ "not Oak Ventures", "without Sequoia": the name is given as the wrong one."""
    return bool(
        re.search(r"(?:(?:,|—|–|\()\s?not|instead\sof|rather\sthan|without)\s$", text[max(0, start - 20) : start])
    )
