"""The parts of an order to a reading machine, by language, and how a language is told."""

from __future__ import annotations

from .addresses_eastern import EASTERN
from .addresses_in_scripts import IN_SCRIPTS
from .addresses_western import WESTERN

__all__ = ["ROWS", "SMALL_WORDS", "UNSPACED"]

ROWS = {**WESTERN, **EASTERN, **IN_SCRIPTS}
UNSPACED = frozenset(IN_SCRIPTS)
"""Languages that join words to others."""
_IN_ANY_SENTENCE = {
    "de": (
        "bitte ein der und nicht ist für von mit sie du den eine einen das zu im auf diese diesen dieser dieses wird"
        " wenn dies als nur"
    ),
    "nl": "het een van en niet voor met zijn deze dit je uw dat wordt op te als aan dan geen",
    "sv": "och att som är det en för av på inte till den du med er ikke og ikkje af denna detta dette hvis om når",
    "fr": "le les des et est une pour dans vous ce cette que qui du tu sur votre la ne de si cet au aux en",
    "es": "el los las una por para que este esta con del en su la no y es de se si un lo al",
    "pt": "os uma para que este esta com não em um da do de se na no seu é ao à por",
    "it": "l dell il gli una per che questo questa con non di della del tu lo la le un in si è se i",
    "ro": "și pentru este în cu nu acest un la de să ca din dacă acestui o pe către",
    "pl": "i w na nie że do z jest się to ten dla tego jako jeśli jeżeli tym o",
    "cs": "a v na se že je pro tento do jako ne s z si pokud ak tohoto nie",
    "hu": "a az és nem ez hogy egy ezt meg ha vagy ne",
    "fi": "ja on ei tämä että tämän tai se jos ole älä älkää kaikille",
    "tr": "bir ve bu için ile da de olarak eğer ise bunu",
    "ru": "и в не на что для с это этот эту по как из если ты вы к при",
    "uk": "і в не на що для з це цей цю та як якщо ти ви у до цього",
    "bg": "и в не на за че от този тази е да ако си към до",
    "hr": "i u na ne za je da ovaj se od kao ako si ovog",
    "el": "και το την του να τη δεν για στο αυτό τα τις των αν μην μη στα προς τους",
    "id": "dan yang ini untuk dengan di dari tidak pada jika jangan adalah",
    "vi": "và của này là cho trong hãy không nếu về các",
}
_ENGLISH_TOO = frozenset(
    str.split(
        "a i in no o is me do to on at as an or by be he se de da u s v y z die war man van si la le en un al e la"
    )
)
SMALL_WORDS = {language: frozenset(words.split()) - _ENGLISH_TOO for language, words in _IN_ANY_SENTENCE.items()}
"""Words that tell a language, and are none of English."""
