"""Names with the endings of cases: "Ольгу Рябинину" for Ольга Рябинина, "Sallisen" for Sallinen.

For each language its usual endings, by what the name itself ends in. A name of several words with usual endings only is
that name; a single word may be another's as well (Лаптева is a woman's, or a man's in the genitive).
"""

from __future__ import annotations

import re
from typing import Literal, NamedTuple

from .letter_keys import letter_key, script_of
from .names import fold

__all__ = ["Bent", "find_bent"]


class Bent(NamedTuple):
    """A name that a text has with other endings, or in other letters.

    Args:
        start: where it begins among the text's words.
        state: ``sure`` where it can be no other name, else ``unsure``.
        changed: whether it differs by more than its letters' script.
    """

    start: int
    state: Literal["sure", "unsure"]
    changed: bool


_CYRILLIC = frozenset(
    fold(ending)
    for ending in str.split(
        "а у ом ем е ы и ой ей ого его ому ему ым им ую ю я ою ею ов ев ам ами ах ях ям ями ий ый ь ая яя й і ї ові "
        "еві єм єю ію ії єві ьої ої ій ська ської ську ських ього ьому"
    )
) | {""}
_SLAVIC = frozenset(
    [
        "",
        *str.split("a u y i e o em ie iem ego emu ej ech ych ymi ami ach om ow owi ou ovi um im mi m ii"),
        *str.split("ia iu io iowi iami iach iom iow"),  # behind a consonant that softens: Poznań, Poznania
    ]
)
_GREEK = frozenset(["", *str.split("ς ος ου ο ε ας α ης η ων οι ους ες ιου ιας εα εως εις υ ν")])
_FINNISH = frozenset(
    str.split(
        "n a ta tta ssa sta lla lta lle ksi na an en in on un yn han hin hon hun seen iin ssaan staan llaan "
        "nkin kin ssakin stakin"
    )
)
_HUNGARIAN = frozenset(
    str.split("t ot et at ott nak nek val vel ban ben bol ra re rol hoz hez tol ig ert n on en ba be je ja i es as os")
)
_TURKISH = frozenset(
    str.split(
        "i e u ni ne nu yi ye yu ya a na in un nin nun de da te ta nde nda den dan ten tan nden ndan le la yle yla "
        "si su sini sine sinin sinde sinden sinda sindan"
    )
)
_NORDIC = frozenset({"s"})
_BENDING = re.compile(
    r"[ąćęłńśźżčďěňřťůĄĆĘŁŃŚŹŻČĎĚŇŘŤŮ]|(?<!\w)(?:[wW]|[wW]e|jest|dla|przez|oraz|roku|byl[aoiy]?|podle|jsou)\s(?=\w{2})"
)
_IN_FINNISH = re.compile(
    r"(?<!\w)(?:ja|on|ei|että|oli|mukaan|sekä|mutta|myös|kertoo|sanoi|ne|se)(?!\w)|[a-z]ää|yö|äi", re.IGNORECASE
)
_IN_HUNGARIAN = re.compile(r"(?<!\w)(?:az|és|hogy|nem|egy|volt|szerint|mondta)(?!\w)|[őű]", re.IGNORECASE)
_IN_TURKISH = re.compile(r"[ışğİŞĞ]|(?<!\w)(?:ve|bir|ile|için|olarak|yüzde|göre)(?!\w)")
_IN_NORDIC = re.compile(r"(?<!\w)(?:och|är|att|och|og|ikke|på|av|af|som)(?!\w)|[åøæ]", re.IGNORECASE)
_FEMININE_TOO = frozenset({"aleksandr", "valentin", "evheni", "evhen", "iuli", "valeri", "iaroslav", "stanislav"})
"""Men's names that, with an ending of their own, are women's."""


def find_bent(core: tuple[str, ...], tokens: tuple[str, ...], text: str) -> Bent | None:
    """Where a text has a name with other endings, in its script or in another one.

    Args:
        core: the name's words, folded.
        tokens: the text's words, folded.
        text: what they stand in; names in Latin letters bend only in a text of a language that bends them.

    Example:
        >>> find_bent(("ольга", "рябинина"), ("назначил", "ольгу", "рябинину"), "назначил Ольгу Рябинину")
        Bent(start=1, state='sure', changed=True)
        >>> find_bent(("daria", "koval"), ("дарьи", "коваль"), "Дарьи Коваль").state
        'sure'
    """
    name = " ".join(core)
    script, other = script_of(name), script_of(" ".join(tokens))
    if not core or not script or not other or "other" in (script, other):
        return None
    if script != other:
        keys = tuple(map(letter_key, tokens))
        return _among(tuple(map(letter_key, core)), keys, _keyed_endings(other if other != "latin" else script))
    found = None
    for endings in _languages(script, text):
        found = _among(core, tokens, endings)
        if found is not None and found.state == "sure":
            return found
    return found


def _languages(script: str, text: str) -> list[frozenset[str]]:
    if script != "latin":
        return [_CYRILLIC if script == "cyrillic" else _GREEK_FOLDED]
    found = [_SLAVIC] if _BENDING.search(text) else []
    for pattern, endings in (
        (_IN_FINNISH, _FINNISH),
        (_IN_HUNGARIAN, _HUNGARIAN),
        (_IN_NORDIC, _NORDIC),
        (_IN_TURKISH, _TURKISH),
    ):
        if pattern.search(text):
            found.append(endings)
    return found


_GREEK_FOLDED = frozenset(fold(ending) for ending in _GREEK)


def _keyed_endings(script: str) -> frozenset[str]:
    return _CYRILLIC_KEYS if script == "cyrillic" else _GREEK_KEYS


_CYRILLIC_KEYS = frozenset(letter_key(ending) if ending else "" for ending in _CYRILLIC) | {"a", "i", "e", "u", ""}
_GREEK_KEYS = frozenset(letter_key(ending) if ending else "" for ending in _GREEK)


def _among(core: tuple[str, ...], tokens: tuple[str, ...], endings: frozenset[str]) -> Bent | None:
    best = None
    for at in range(len(tokens) - len(core) + 1):
        states = [_bent(one, other, endings) for one, other in zip(core, tokens[at : at + len(core)], strict=True)]
        if not all(states):
            continue
        changed = any(state != "same" for state in states)
        sure = "unsure" not in states and (len(core) > 1 or not changed) and letter_key(core[0]) not in _FEMININE_TOO
        found = Bent(at, "sure" if sure else "unsure", changed)
        if sure:
            return found
        best = best or found
    return best


_LEAST = 3
_FLEETING = frozenset("eoеоє")


def _bent(one: str, other: str, endings: frozenset[str]) -> str:
    """How a word of a text may be one of a name: ``same``, ``sure``, ``unsure``, or "" for not at all."""
    if one == other:
        return "same"
    if endings is _FINNISH:
        return _bent_in_finnish(one, other)
    if endings is _HUNGARIAN:
        usual = other[len(one) :] in endings or other[len(one) :] in (one[-1] + "al", one[-1] + "el")
        return "sure" if other.startswith(one) and len(one) >= _LEAST and usual else ""
    if endings is _TURKISH:
        return "sure" if len(one) >= _LEAST and other.startswith(one) and other[len(one) :] in endings else ""
    if endings is _NORDIC:
        return "sure" if other == one + "s" and len(one) >= _LEAST else ""
    if len(one) > _LEAST and one[-2] in _FLEETING and other.startswith(one[:-2] + one[-1]):
        return "sure" if other[len(one) - 1 :] in endings and len(other) >= len(one) else ""  # Павел, Павла
    common = 0
    for left, right in zip(one, other, strict=False):
        if left != right:
            break
        common += 1
    rest, ending = one[common:], other[common:]
    if common < max(_LEAST, len(one) - 2) or rest not in endings or ending not in endings:
        return ""
    return "sure" if ending or not rest else "unsure"  # a word without an ending is no case of one that has one


def _bent_in_finnish(one: str, other: str) -> str:
    stems = [one]
    if one.endswith("nen"):
        stems = [one[:-3] + "se", one[:-3] + "s"]
    elif one.endswith("si"):
        stems += [one[:-2] + "de", one[:-2] + "t"]
    elif one.endswith("i"):
        stems.append(one[:-1] + "e")
    if any(other.startswith(stem) and other[len(stem) :] in _FINNISH for stem in stems if len(stem) >= _LEAST):
        return "sure"
    alike = other[: max(4, len(one) - 2)] == one[: max(4, len(one) - 2)] and len(one) > 4
    return "unsure" if alike and any(other.endswith(ending) for ending in _FINNISH if len(ending) > 1) else ""
