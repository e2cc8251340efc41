"""Zero and one without a number: "there were no deaths" backs 0, and "a bridge" may be one of ``bridges``."""

from __future__ import annotations

import re
from itertools import pairwise

from ..values.field_roles import COUNTING, field_words
from ..values.lazy_patterns import lazily
from ..values.names import fold
from ..values.number_lexicon import ONES
from .paraphrases import stem
from .words import is_negation

__all__ = ["names_one", "says_none", "says_none_of"]

_NO = str.split(
    "no kein keine keinen keiner keinem geen aucun aucune nessun nessuno nessuna ningun ninguno ninguna nenhum "
    "nenhuma ingen inga inget intet zaden zadna zadne zadnych zadny zadni никаких жодних"
)
"""Words that deny the noun behind them, folded."""
_WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)?")
_COUNTING = COUNTING | {"no"}
_NARROWED = re.compile(
    r"\s?,?\s(?:among|amongst|in|of|from|for|at|on|since|until|other|beyond|besides|but|except|by|this|last|more|under"
    r"|so|yet|before|after|during|parmi|dans|de|du|des|depuis|unter|in|im|seit|bei|am|vor|nach|entre|en|desde|fra|tra"
    r"|nel|da|por|em|bland|blandt|w|na|od|po|ve|v|za|до|в|на|среди|серед|aboard|outside|inside|within|with)(?!\w)",
    re.IGNORECASE,
)


_nothing = lazily(
    r"(?<!\w)(?:no(?!\slonger|\sdoubt)|nil|un(?:hurt|injured|harmed|scathed|damaged)|kein(?:e[mnrs]?)?|personne"
    r"|niemand|ninguém|ningún|nadie|nessun|ingen|inga|inget|ingenting|intet|brak|nikt|żad\w+|nikdo|žádn\w+"
    r"|ne(?:byl\w*|ní|jsou|má)|никаких|никого|ніхто|жодн\w+|не|ні|senki\w*|egy\ssem|nem|nincs\w*|nélkül|yoktur"
    r"|hiçbir\w*|olmad\w+|yaşanmad\w+|bulunm[au]\w+|\w{2,}m[ae]d[ıi]\w*|ei|eivät|kukaan|ilman|nu|niciun|nicio"
    r"|nimeni|fără|tanpa|nihil|κανείς|κανένας|καμία|κανένα\w*|χωρίς|ουδείς|δε|بدون|عدم|أي|ללא|बिना|بغیر|ikke)(?!\w)"
    r"|ていない|いない|なし|なかった|おらず|はない|がない|没有|沒有|没|未有|无|無|未|없|않|ไม่มี|ไม่พบ|ไม่|ไร้",
)


def says_none(text: str) -> bool:
    """Whether words deny something, in whatever language: a zero may be meant.

    Example:
        >>> says_none("Δεν υπάρχουν"), says_none("nikdo nebyl"), says_none("three bridges")
        (True, True, False)
    """
    return _nothing().search(text) is not None or any(is_negation(word.lower()) for word in _WORD.findall(text))


def says_none_of(text: str, field: str) -> bool:
    """Whether words deny the very noun that a field's name is: "no deaths" for ``deaths``, and nothing narrower.

    Args:
        text: the words.
        field: the field's name, in snake or camel case.

    Example:
        >>> [says_none_of(text, "deaths") for text in ("No deaths.", "no further deaths", "no deaths in May")]
        [True, False, False]
    """
    wanted = [word for word in field_words(field) if word not in _COUNTING]
    words = list(_WORD.finditer(text))
    for at, word in enumerate(words[:-1]):
        if fold(word.group()) not in _NO or len(words) - at <= len(wanted):
            continue
        following = [stem(fold(other.group())) for other in words[at + 1 : at + 1 + len(wanted)]]
        if wanted and following in ([stem(one) for one in wanted], [stem(one) for one in reversed(wanted)]):
            return _NARROWED.match(text, words[at + len(wanted)].end()) is None
    return False


def names_one(text: str, field: str) -> bool:
    """Whether an article stands right before the noun of a field's name: "un pont" for ``ponts``.

    Example:
        >>> names_one("un pont", "ponts"), names_one("un grand pont", "ponts")
        (True, False)
    """
    named = field_words(field)
    wanted, parts = {stem(word) for word in named}, tuple([word for word in named if len(word) >= _LEAST_OF_A_PART])
    words = [match.group() for match in _WORD.finditer(text)]
    pairs = ((one, fold(other)) for one, other in pairwise(words) if one.lower() in ONES)
    return any(stem(noun) in wanted or (bool(parts) and noun.startswith(parts)) for _, noun in pairs)


_LEAST_OF_A_PART = 6  # letters of a word that begins a longer one: a Feuerwehrmann is of the Feuerwehr
