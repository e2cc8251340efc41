"""Words that a slip may drop, add or vary, and words that it may never touch."""

from __future__ import annotations

import re

__all__ = ["DETERMINERS", "FREE_BEFORE_NUMBERS", "is_light", "is_negation", "is_protected"]


def _words(listed: str) -> frozenset[str]:
    return frozenset(listed.split())


DETERMINERS = _words("the a an this its their der die das ein eine le la les un une el los las il lo de het een")
"""Words that may stand for each other."""

_LIGHT = DETERMINERS | _words(
    # English; no prepositions of direction (by, to, from), no passive (was, been), no modality (may, will)
    "of in on at for and that which who as is are has have had also our these those "
    # German, Dutch
    "den dem des einen einem einer eines und im am auch ist sind hat haben van en is heeft "
    # French, Spanish, Italian, Portuguese
    "du des au aux et qui est del al y e que es ha gli i uno una di della dei os as um uma do da dos das em na "
    # Russian, Polish, Turkish
    "и в на что i w ve bir"
)
FREE_BEFORE_NUMBERS = DETERMINERS | {"of", "that", "which", "also", "has", "have", "had", "del", "du", "von", "di"}
"""Light words whose loss before a number or a name leaves the relation between the words as it was."""

_PARTICLES = frozenset("のはがをもと的了地得")
"""The light characters of Japanese and Chinese."""

_NEGATIONS = _words(
    # English
    "no not nor never none nobody nothing nowhere neither without cannot cant dont doesnt didnt isnt arent wasnt "
    "werent wont wouldnt hasnt havent denied denies deny denying refused refuses "
    "rejected rejects failed fails fail unable hardly barely scarcely unlikely lacks lacked lacking except unless "
    # German, Dutch, Swedish, Danish, Norwegian
    "nicht kein keine keinen keinem keiner keines nie niemals nichts niemand ohne weder niet geen nooit inte ingen "
    "aldrig ikke ingen aldri "
    # French, Spanish, Italian, Portuguese, Catalan
    "ne pas jamais aucun aucune rien sans ni nunca jamás ningún ninguna nada sin non mai nessuno nessuna niente senza "
    "não nem nenhum nenhuma sem "
    # Russian, Ukrainian, Polish, Czech, Turkish, Greek, Indonesian, Vietnamese, Hindi, Arabic, Hebrew, Persian
    "не нет ни никогда никто ничего без нельзя немає nie nigdy bez žádný değil hiç yok δεν μην όχι tidak bukan belum "
    "không chưa नहीं न मत لا لم لن ليس غير دون ما לא אין בלי نه نیست"
)
_NUMBER = re.compile(
    r"^(?:(?:zero|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|dozen|half|halves|double[ds]?"
    r"|triple[ds]?|quarters?|thirds?|once|twice|first|second|both|single|couple|several|few|many|most|all|some|any|each"
    r"|more|less|fewer|eins|zwei|drei|vier|fünf|sechs|sieben|acht|neun|zehn|elf|zwölf|uno|dos|tres|cuatro|cinco|seis"
    r"|siete|ocho|nueve|diez|deux|trois|quatre|cinq|sept|huit|neuf|dix|onze|douze|due|tre|quattro|cinque|sei|sette|otto"
    r"|nove|dieci|juni|juli|june|july|junio|julio|junho|julho|juin|juillet|march|marzo|mars|mayo|maggio|percent"
    r"|percentage)$|.*(?:teen|twenty|thirt|fort[yi]|fift|sixt|sevent|eight[yi]|ninet|hundred|thousand|million|milliar"
    r"|billion|trillion|crore|lakh|zwanzig|dreißig|dreissig|vierzig|fünfzig|sechzig|siebzig|achtzig|neunzig|hundert"
    r"|tausend|vingt|trente|quarant|cinquant|soixant|cent[os]?$|veint|treint|cuarent|sesent|setent|ochent|novent"
    r"|miles?$|mill[ei]|тысяч|миллион|миллиард))"
)


def is_light(word: str) -> bool:
    """Whether a word may be missing on one side: an article, a particle, a colourless preposition.

    Args:
        word: case-folded.
    """
    return word in _LIGHT or word in _PARTICLES


def is_negation(word: str) -> bool:
    """Whether a word denies something.

    Args:
        word: case-folded.

    Example:
        >>> is_negation("without"), is_negation("isn't"), is_negation("with")
        (True, True, False)
    """
    return word in _NEGATIONS or word.endswith("n't")


def is_protected(word: str) -> bool:
    """Whether a word says a number or denies something, so that it may not vary by a letter.

    Args:
        word: case-folded.

    Example:
        >>> is_protected("million"), is_protected("doesn't"), is_protected("round")
        (True, True, False)
    """
    return is_negation(word) or _NUMBER.match(word) is not None
