"""Words of names that say little of whom they name: legal forms, honorifics, particles."""

from __future__ import annotations

import re

__all__ = [
    "CAPITAL_FORMS",
    "CJK_FORMS",
    "DEGREES",
    "ELIDED",
    "GENERIC",
    "HONORIFICS",
    "LEGAL_FORMS",
    "LINKS",
    "OF_FATHERS",
    "PARTICLES",
]

LEGAL_FORMS = frozenset(
    str.split(
        "inc incorporated ltd limited llc llp lp corp corporation co company plc gmbh mbh nv bv oy oyj asa aps kk pte "
        "pty pvt private bhd sdn sarl srl kgaa sca pjsc jsc ojsc ooo oao zao ао ооо пао зао ltda eireli sro doo zrt "
        "kft nyrt ehf cv rl gbr ev berhad tbk pbc lllp srls snc sapi sab uab"
    )
)
"""Removed at a name's end in any spelling."""
CAPITAL_FORMS = frozenset(str.split("ag sa se ab as sas spa sl kg ug ou"))
"""Removed there where they are written in capitals or with dots, as they are words too: AG, S.A., A/S."""
HONORIFICS = frozenset(
    str.split(
        "mr mrs ms miss mx dr prof professor sir dame lord lady herr frau mme mlle monsieur madame senor senora "
        "signor signora dott senhor senhora shri smt"
    )
)
"""Removed before a name of two words or more."""
PARTICLES = "de|del|della|di|da|do|dos|das|von|van|der|den|zu|ter|la|le|du|al|el|af|av"
"""Small words before a family name, as a pattern."""
ELIDED = "[dlnmst]|qu|un|all|dall|dell|nell|sull"
"""Articles and prepositions that French and Italian write onto a word, without their apostrophe, as a pattern."""
OF_FATHERS = "bin|ibn|bint|ben"
"""Words between a name and that of the father, as a pattern."""
DEGREES = frozenset(str.split("phd mba esq obe mbe cbe"))
GENERIC = frozenset(str.split("group holding holdings gruppe groupe grupo gruppo holdco"))
CJK_FORMS = re.compile(
    "股份有限公司|有限责任公司|有限責任公司|有限公司|株式会社|合同会社|주식회사|㈱|\\(주\\)|（株）|集团|集團|グループ"
    "|ホールディングス"
)
LINKS = frozenset(str.split("of and the for de la du des der und et y & in on"))
"""Words between those of a name, for which an acronym need have no letter."""
