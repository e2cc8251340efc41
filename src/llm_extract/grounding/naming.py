"""Checks of names against words."""

from __future__ import annotations

import re
from functools import lru_cache

from ..values.name_mentions import NameMention, find_name, is_full_name
from ..values.name_words import HONORIFICS, OF_FATHERS, PARTICLES
from ..values.names import core_tokens, fold, name_tokens, without_forms
from ..values.unspaced_names import holds_unspaced
from .bent import check_bent, doubt_of_script
from .doubts.parties import Party, doubt_of_party, read_party
from .short_forms import doubt_of_form
from .verdicts import SUPPORTED, Support, Words
from .wording import is_informative

__all__ = ["check_name"]


def check_name(value: object, words: Words) -> Support:
    """The name as a whole among the words, not as a part of a longer one, nor as one that took no part or another."""
    name = str(value).strip()
    verdict = _check_name(name, words)
    if verdict.state == "supported" and words.field and (party := read_party(words.field)) is not None:
        return _check_party(name, words, party) or verdict
    return verdict


def _check_party(name: str, words: Words, party: Party) -> Support | None:
    """Why no mention of the name in the quote is the one that the field means, or None."""
    text, start = words.sentence()
    mentions = [m for m in find_name(name, text) if m.start < start + len(words.quote) and m.end > start]
    doubts = [doubt_of_party(text, m.start, m.end, party) for m in mentions]
    return doubts[0] if doubts and all(doubts) else None


def _check_name(name: str, words: Words) -> Support:
    text, start, end = words.window(40)
    if _stands_alone(name, text.replace("\u00a0", " "), start, end):
        return SUPPORTED
    if not is_informative(name):
        return Support("unchecked", "Too short to mean anything.")
    mentions = [m for m in find_name(name, text) if m.start < end and m.end > start]
    whole = [m for m in mentions if not m.longer]
    if whole:
        return _check_absent(text, whole)
    if mentions:
        return Support("unsupported", f"The words name {mentions[0].longer!r}.")
    return (
        _check_unspaced(name, words.quote, text)
        or check_bent(name, words)
        or _check_addressed(name, text, start, end)
        or doubt_of_form(name, words, name=True)
        or doubt_of_script(name, words.quote)
        or Support("unsupported", f"The words do not name {name!r}.")
    )


def _check_unspaced(name: str, quote: str, context: str) -> Support | None:
    """Names in scripts without spaces, or with the family name at the other end."""
    core = core_tokens(name)
    if any(c >= "\u2e80" for c in name):
        held = holds_unspaced("".join(core), fold(without_forms(quote)).replace(" ", ""))
        if held != "no" and _is_absent_everywhere(name, context):
            return Support("unsupported", "The words say that it took no part.")
        if held != "no":
            return SUPPORTED if held == "whole" else Support("unchecked", "The words may name something longer.")
    tokens = name_tokens(quote)
    if len(core) == 2 and any(tokens[i : i + 2] == core[::-1] for i in range(len(tokens) - 1)):
        return Support("unchecked", "The words have the name in another order.")
    return None


def _check_addressed(name: str, text: str, start: int, end: int) -> Support | None:
    """A surname behind a title, where the words give it with another name or alone: "Ms Roe" for "Ann Roe"."""
    title, _, surname = name.partition(" ")
    if " " in surname or not surname or fold(title).rstrip(".") not in HONORIFICS:
        return None
    for mention in find_name(surname, text):
        if mention.start < end and mention.end > start and fold(mention.longer or surname).endswith(fold(surname)):
            return Support("unchecked", f"The words name {mention.longer or surname!r}.")
    return None


_APART = re.compile(r"[ \u00a0][a-z(\"“$€£]|[,;:()!?\"”'’]|\.(?:\s|$)|\s?$")
_CAPITAL_BEFORE = re.compile(r"[A-ZÀ-ÖØ-Þ][\w.]*[ \u00a0]$")
_ABSENT_CUES = (
    *(" not", "n't", "n’t", "declined ", "refused ", "failed ", "without ", "instead ", "rather ", "not\n", "never "),
    *("neither ", "nor ", " but ", "nlike ", "xcept ", "xcluding ", "ulled out", "acked out", "ropped out", "pted out"),
    *("at out", "withdrew", "assed on", "alked away", "urned down", "denie", "nicht", "beteilig", "'a pas", "’a pas"),
    *(" no ", "(no", "o relation", "o connection", " non ", " não "),
)
_PARTICLE_BEFORE = re.compile(rf"[ \u00a0](?:{OF_FATHERS}|{PARTICLES})[ \u00a0]$")


def _stands_alone(name: str, text: str, start: int, end: int) -> bool:
    """The common case, decided without taking the text apart: the very name, with nothing beside it that could extend
    it."""
    at = text.find(name, start, end)
    if at < 0 or len(name) < 2 or not name[0].isalnum():
        return False
    before = text[at - 1] if at else " "
    if before.isalnum() or before in "-_&." or not _ends_apart(name, text, at + len(name)):
        return False
    for cue in _ABSENT_CUES:
        if cue in text:
            return False
    if not before.isspace() or not _may_be_a_tail(name):
        return True
    return not (_CAPITAL_BEFORE.search(text, max(0, at - 20), at) or _PARTICLE_BEFORE.search(text, max(0, at - 8), at))


def _ends_apart(name: str, text: str, stop: int) -> bool:
    """Whether nothing after a name could extend it."""
    if name[-1].isdigit():
        following = text[stop + 1 : stop + 2]
        return bool(_APART.match(text, stop)) and not text.startswith(" of ", stop) and not following.isdigit()
    if name[-1].isalpha():
        return bool(_APART.match(text, stop)) and not text.startswith(" of ", stop)
    return name[-1] == "." and len(name) >= 4 and name[-3:-1].isalpha() and not text[stop : stop + 1].isalnum()


@lru_cache(maxsize=4096)
def _may_be_a_tail(name: str) -> bool:
    """Whether a capitalised word before a name may belong to it: "Jane" to "Smith", but nothing to "Joe Tsai"."""
    core = core_tokens(name)
    return len(core) < 2 or core[1] == "of" or not is_full_name(name)


_TAKE_PART = (
    r"(?:tak(?:e|en|ing)\spart|participat|invest|join|contribut|lead|led\b|back|among|part\sof|involved|an?\s(?:\w+\s)?"
    r"(?:investor|backer|participant|shareholder))"
)
_ABSENT = re.compile(
    r"^(?:['’]s)?,?\s(?:(?:which|who)\s)?(?:(?:(?:did|has|have|had|will|was|were|is|are)(?:\snot|n['’]t|\snever)"
    r"|won['’]t|never"
    rf"|declined\sto|refused\sto|failed\sto|decided\snot\sto)\s(?:been\s)?{_TAKE_PART}"
    r"|(?:has\s|had\s|later\s)?(?:(?:pulled|backed|dropped|opted|sat)\sout\b|withdrew|passed\son|walked\saway"
    r"|turned\s(?:it\s)?down)"
    rf"|den(?:ied|ies)\s(?:that\sit\s|having\s|it\shad\s|taking\s|any\s)*(?:had\s|has\s)?{_TAKE_PART}"
    r"|(?:(?:did|has|have|had|was|were|would|is|are)(?:\snot|n['’]t))(?=\s*(?:[.,;!?]|$))"
    # other languages
    r"|(?:hat|haben)\snicht\s(?:investiert|teilgenommen|mitgemacht)|(?:beteilig\w+\ssich|ist"
    r"|sind)\snicht\s?(?:beteiligt|dabei)?|n['’](?:a|ont)\spas\s(?:investi|particip)|no\s(?:ha\s|han\s)?(?:invirti"
    r"|invertid|particip)|non\sha\s(?:investit|partecip)|não\s(?:investiu|particip))|^(?:并?未|没有?|並未|沒有)(?:参与"
    r"|参投|投资|參與)|^(?:已?退出|否认参与)|^は(?:出資|参加|参画)し(?:ていない|なかった|ておらず|ない)",
    re.IGNORECASE,
)
_NAMED_AS_WRONG = re.compile(
    r"(?:(?:,|—|–|\()\s?not|instead\sof|rather\sthan|without|except(?:\sfor)?|excluding|neither|nor|unlike"
    r"|(?:all|everyone|everybody)\sbut|not\s(?:led|backed|joined|funded|owned|bought|acquired)\sby"
    r"|(?:not|never)\s(?:to\sbe\s)?(?:confused|mistaken|related|affiliated|connected)\s(?:with|for|to)"
    r"|no\s(?:relation|connection)\sto)(?:\sthe)?\s$|(?P<but>(?<!\w)(?:not|nicht)\s$)",
    re.IGNORECASE,
)
_BUT = re.compile(r"[^.;]{0,40}?,?\s(?:but|sondern)\s(?!also\b|auch\b)")


def _is_absent_everywhere(name: str, text: str) -> bool:
    ends = [match.end() for match in re.finditer(re.escape(name), text)]
    return bool(ends) and all(_ABSENT.match(text[end : end + 60]) for end in ends)


def _check_absent(text: str, mentions: list[NameMention]) -> Support:
    unsure = ""
    for mention in mentions:
        absent = _ABSENT.match(text[mention.end : mention.end + 60])
        if absent or is_named_as_wrong(text, mention.start, mention.end):
            continue
        if not mention.unsure:
            return SUPPORTED
        unsure = mention.unsure
    if unsure:
        return Support("unchecked", f"The words name {unsure!r}, which may be another.")
    return Support("unsupported", "The words say that it took no part.")


def is_named_as_wrong(text: str, start: int, end: int) -> bool:
    """ "not Oak Ventures but", "without Sequoia", "not led by": the name is given as the wrong one."""
    found = _NAMED_AS_WRONG.search(text[max(0, start - 40) : start])
    return found is not None and (found["but"] is None or _BUT.match(text, end) is not None)
