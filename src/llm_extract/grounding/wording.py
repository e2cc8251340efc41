"""Checks of texts against words."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

from ..values.numbers import find_numbers
from .bent import check_bent, check_initials, doubt_of_script
from .characters import CEDILLAS
from .clock import check_clock
from .hedging import check_denial
from .nationalities import check_country
from .paraphrases import check_paraphrase, states_no
from .periods import check_period
from .plain_figures import numbers_stand_alone
from .short_forms import doubt_of_form, is_code, written_out
from .unit_words import check_unit_word
from .verdicts import SUPPORTED, Support, Words

__all__ = ["check_text", "check_verbatim", "contains_whole", "is_informative", "normalize_words"]

_MARKS = str.maketrans(
    {
        **dict.fromkeys("“”„‟«»″", '"'),
        **dict.fromkeys("‘’‚‛′`´", "'"),
        **dict.fromkeys("‐‑‒–—―−", "-"),
        **dict.fromkeys("\u00ad\u200b\ufeff\u200c\u200d"),
        "…": "...",
        **CEDILLAS,
    }
)
_COMMON_MARKS = (("’", "'"), ("“", '"'), ("”", '"'), ("‘", "'"), ("–", "-"), ("—", "-"))


def _with_plain_marks(text: str) -> str:
    """A text with the commonest quotation marks and dashes of ASCII, which is faster than a table for most."""
    for mark, plain in () if text.isascii() else _COMMON_MARKS:
        text = text.replace(mark, plain)
    return text


@lru_cache(maxsize=2048)
def normalize_words(text: str) -> str:
    """White space, quotation marks, dashes, case and compatibility forms unified.

    Example:
        >>> normalize_words("“It’s\\n a  TEST” – ok")
        '"it\\'s a test" - ok'
    """
    text = _with_plain_marks(text)
    if not text.isascii():
        text = unicodedata.normalize("NFKC", text.translate(_MARKS)).translate(_MARKS)
    return " ".join(text.split()).casefold()


def check_verbatim(value: object, words: Words) -> Support:
    """Equal to the quote after normalisation, or a part of it."""
    text = normalize_words(str(value))
    if text and text in normalize_words(words.quote):
        return SUPPORTED if is_informative(text) else Support("unchecked", "Too short to mean anything.")
    return Support("unsupported", "These are not the article's words.")


def is_informative(text: str) -> bool:
    """Whether a text is long enough to mean anything: two letters, or one of a script of whole words."""
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
    CJK and Thai have no spaces."""
    if not (edge.isalnum() and beside.isalnum()) or edge >= "\u2e80" or beside >= "\u2e80":
        return False
    if "\u0e00" <= edge < "\u0f00" and "\u0e00" <= beside < "\u0f00":
        return False
    return edge.isdigit() or not beside.isdigit()


_WRITTEN_ONTO = re.compile(r"(?<!\w)[وف]?[بلكوف]$")


def _whole(text: str, start: int, end: int) -> bool:
    left, right = text[start - 1 : start], text[end : end + 1]
    if left and _joined(text[start], left):
        onto = "\u0621" <= text[start] <= "\u064a" and end - start > 2
        if not onto or not _WRITTEN_ONTO.search(text, max(0, start - 3), start):
            return False
    if right and _joined(text[end - 1], right):
        return False
    if left in tuple(".,") and left and text[start].isdigit() and text[start - 2 : start - 1].isdigit():
        return False
    return not (right in tuple(".,") and right and text[end - 1].isdigit() and text[end + 1 : end + 2].isdigit())


_DIGIT = re.compile(r"\d")


def check_text(value: object, words: Words) -> Support:
    """Contained after normalisation, neither denied nor narrowed ("former"); a paraphrase only with all its numbers,
    names and nearly all its content words."""
    text = str(value)
    if _is_printed(text, words):
        return _check_places(text, *words.sentence(), len(words.quote))
    part = normalize_words(text)
    if not is_informative(part):
        return Support("unchecked", "Too short to mean anything.")
    before, quote = normalize_words(words.before), normalize_words(words.quote)
    has_digit = _DIGIT.search(part) is not None
    if contains_whole(quote, part) and not (has_digit and _missing_number(text, words)):
        joint = " " if words.before[-1:].isspace() or words.quote[:1].isspace() else ""
        start = len(before) + len(joint)
        after = words.quote[-1:].isspace() * " " + words.after
        return _check_places(part, before + joint + quote + after, start, len(quote))
    if not has_digit and (verdict := _over_the_edge(part, before, quote, words.after)) is not None:
        return verdict
    if (unit := check_unit_word(text, words)) is not None:
        return unit
    figured = _check_figured(text, part, words) if has_digit else None
    return figured or _in_other_words(text, words)


def _check_figured(text: str, part: str, words: Words) -> Support | None:
    """The verdict on a text with figures: a date, a quarter, a code, a time, or one that is not there."""
    if (period := check_period(text, words)) is not None:
        return period
    if is_code(text, words.quote):
        return SUPPORTED
    if (clock := check_clock(text, words)) is not None:
        return clock
    if "年" in text and contains_whole(full := normalize_words(_with_full_years(words)), part):
        return _check_places(part, full, 0, len(full))
    missing = _missing_number(text, words)
    return Support("unsupported", f"The number {missing} is not in the words.") if missing else None


def _in_other_words(text: str, words: Words) -> Support:
    """The verdict on a text that is not printed as it is: a paraphrase, a title written out, or a short form."""
    named = check_bent(text, words) if text[:1].isupper() else None
    if (short := check_initials(text, words)) is not None:
        return short
    if named is not None and named.state != "unchecked":
        return named
    verdict = check_paraphrase(text, words.quote)
    if verdict.state != "unsupported":
        return verdict
    quote = normalize_words(words.quote)
    for form in written_out(text):
        part = normalize_words(form)
        if contains_whole(quote, part):
            before = normalize_words(words.before) + " "
            return _check_places(part, f"{before}{quote} {normalize_words(words.after)}", len(before), len(quote))
    other = named or check_country(text, words) or doubt_of_form(text, words)
    return other or doubt_of_script(text, words.quote) or verdict


def _over_the_edge(part: str, before: str, quote: str, after: str) -> Support | None:
    """The verdict on a text that goes on where its quote ends, or begins before it; None where it does not."""
    inner = quote.strip(_EDGE)
    if not inner or inner not in part:
        return None
    context = normalize_words(f"{before} {quote} {after}")
    at = context.find(part)
    if at < 0 or not at <= context.find(quote, max(0, len(before) - 1)) < at + len(part):
        return None
    return _check_places(part, context, at, len(part))


_EDGE = " .,;:!?\"'()"
_ROLE = re.compile(
    r"\b(?:c[efot]o|chief|president|chair\w*|director|minister|manag\w+|head|partner|secretary|officer|professor|editor"
    r"|founder|governor|mayor|executive|leader|boss|engineer|analyst|advis[eo]r|member|commissioner|ambassador|senator"
    r"|attorney|treasurer)s?\b",
    re.IGNORECASE,
)
_NARROWED_ROLE = re.compile(r"\b(?:former|vice|deputy|acting|interim|assistant|associate|honorary)[ -]$", re.IGNORECASE)
_AFTER_ROLE = re.compile(r"[ -](?:elect|designate|emeritus)\b", re.IGNORECASE)
_PREFIX = re.compile(r"(?<![^\W_])(?:non|ex|pre|anti|counter|pseudo|quasi)[-‑]$", re.IGNORECASE)


def _check_places(text: str, context: str, start: int, length: int) -> Support:
    """The verdict on a text that stands in a quote: wherever it does, the words may take it back or narrow it."""
    verdict, at, stop = None, context.find(text, start), start + length
    while 0 <= at <= stop - len(text):
        doubt = _taken_back(text, context, at) if _whole(context, at, at + len(text)) else _NOT_THERE
        if doubt is None:
            return SUPPORTED
        verdict = verdict or doubt
        at = context.find(text, at + len(text))
    return verdict or SUPPORTED


_NOT_THERE = Support("unsupported", "These words are not there.")


def _taken_back(text: str, context: str, at: int) -> Support | None:
    end = at + len(text)
    near = context[max(0, at - 12) : at]
    prefix = _PREFIX.search(near) if near[-1:] in ("-", "‑") else None
    if prefix is None and (narrowed := _NARROWED_ROLE.search(near) or _AFTER_ROLE.match(context, end)):
        prefix = narrowed if _ROLE.search(text) else None
    if prefix is not None:
        return Support("unsupported", f"The words say {context[max(at - 12, 0) : end + 12].strip()!r}.")
    denied = check_denial(context, at, end)
    return None if denied and states_no(text) else denied


def _is_plain(text: str) -> bool:
    """Whether a text is ASCII but for quotation marks and dashes."""
    return text.isascii() or _with_plain_marks(text).isascii()


def _is_printed(text: str, words: Words) -> bool:
    """The common case, decided without normalising anything: the very words, whole, with no number at their edges."""
    quote = words.quote
    at = quote.find(text)
    if at < 0 or text != text.strip() or not is_informative(text) or not _is_plain(text):
        return False
    stop = at + len(text)
    left, right = quote[at - 1] if at else words.before[-1:], quote[stop : stop + 1] or words.after[:1]
    if not _is_plain(left + right) or left.isalnum() or right.isalnum():
        return False
    return _whole(quote, at, stop) and (_DIGIT.search(text) is None or numbers_stand_alone(text))


_SHORT_YEAR = re.compile(r"(?<![0-9第])([0-9]{2})年(?=[春夏秋冬末初度]|[0-9]{1,2}月)")


def _with_full_years(words: Words) -> str:
    """The quote with 2026年春 where it prints 26年春."""
    now = int(words.published_on[:4]) if words.published_on and words.published_on[:4].isdecimal() else 2030
    return _SHORT_YEAR.sub(lambda m: f"{20 if int(m[1]) + 2000 <= now + 20 else 19}{m[1]}年", words.quote)


def _missing_number(text: str, words: Words) -> str:
    context, start, end = words.window()
    have = {r for n in find_numbers(context) if n.start < end and n.end > start for r in n.readings}
    for n in find_numbers(text, words=False):
        if have.isdisjoint(n.readings):
            return text[n.start : n.end]
    return ""
