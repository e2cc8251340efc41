"""Countries: their names, the words for their people, and their codes."""

from __future__ import annotations

from functools import cache
from typing import NamedTuple

__all__ = ["Country", "read_country"]


class Country(NamedTuple):
    """How a country and its people are called.

    Args:
        names: the country.
        people: its people, and what is theirs.
        codes: codes of ISO 3166 and of sports.
    """

    names: tuple[str, ...]
    people: tuple[str, ...]
    codes: tuple[str, ...]


_ROWS = """
Argentina|Argentine Argentinian|ARG AR;Australia|Australian Aussie|AUS AU;Austria|Austrian|AUT AT
Belgium|Belgian|BEL BE;Brazil|Brazilian|BRA BR;Britain United_Kingdom UK|British Briton|GBR GB UK
Bulgaria|Bulgarian|BUL BGR BG;Canada|Canadian|CAN CA;Chile|Chilean|CHI CHL CL;China|Chinese|CHN CN
Colombia|Colombian|COL CO;Croatia|Croatian Croat|CRO HRV HR;Czech_Republic Czechia|Czech|CZE CZ
Denmark|Danish Dane|DEN DNK DK
Ecuador|Ecuadorian Ecuadorean|ECU EC;Egypt|Egyptian|EGY EG;England|English Englishman Englishwoman|ENG
Estonia|Estonian|EST EE
Ethiopia|Ethiopian|ETH ET;Finland|Finnish Finn|FIN FI;France|French Frenchman Frenchwoman|FRA FR
Germany|German|GER DEU DE
Ghana|Ghanaian|GHA GH;Greece|Greek|GRE GRC GR;Hungary|Hungarian|HUN HU;Iceland|Icelandic Icelander|ISL IS
India|Indian|IND IN
Indonesia|Indonesian|INA IDN ID;Iran|Iranian|IRI IRN IR;Iraq|Iraqi|IRQ IQ;Ireland|Irish Irishman Irishwoman|IRL IE
Israel|Israeli|ISR IL;Italy|Italian|ITA IT;Jamaica|Jamaican|JAM JM;Japan|Japanese|JPN JP;Kenya|Kenyan|KEN KE
South_Korea|South_Korean|KOR KR;Latvia|Latvian|LAT LVA LV;Lithuania|Lithuanian|LTU LT;Luxembourg|Luxembourgish|LUX LU
Malaysia|Malaysian|MAS MYS MY;Mexico|Mexican|MEX MX;Morocco|Moroccan|MAR MA
Netherlands Holland|Dutch Dutchman Dutchwoman|NED NLD NL
New_Zealand|New_Zealander Kiwi|NZL NZ;Nigeria|Nigerian|NGR NGA NG;Norway|Norwegian|NOR NO;Pakistan|Pakistani|PAK PK
Peru|Peruvian|PER PE;Philippines|Filipino Filipina Philippine|PHI PHL PH;Poland|Polish Pole|POL PL
Portugal|Portuguese|POR PRT PT
Romania|Romanian|ROU RO;Russia|Russian|RUS RU;Saudi_Arabia|Saudi Saudi_Arabian|KSA SAU SA
Scotland|Scottish Scot Scotsman|SCO
Serbia|Serbian Serb|SRB RS;Singapore|Singaporean|SGP SG;Slovakia|Slovak Slovakian|SVK SK
Slovenia|Slovenian Slovene|SLO SVN SI
South_Africa|South_African|RSA ZAF ZA;Spain|Spanish Spaniard|ESP ES;Sweden|Swedish Swede|SWE SE
Switzerland|Swiss|SUI CHE CH
Thailand|Thai|THA TH;Turkey Türkiye|Turkish Turk|TUR TR;Uganda|Ugandan|UGA UG;Ukraine|Ukrainian|UKR UA
United_States America USA US|American|USA US;Uruguay|Uruguayan|URU URY UY;Venezuela|Venezuelan|VEN VE
Vietnam|Vietnamese|VIE VNM VN
Wales|Welsh Welshman Welshwoman|WAL
"""


@cache
def _countries() -> dict[str, Country]:
    table: dict[str, Country] = {}
    for row in _ROWS.replace(";", "\n").split("\n"):
        if not row:
            continue
        names, people, codes = (tuple(word.replace("_", " ") for word in part.split()) for part in row.split("|"))
        country = Country(names, people, codes)
        table |= {word.casefold(): country for word in (*names, *people)} | dict.fromkeys(codes, country)
    return table


def read_country(text: str) -> Country | None:
    """The country that a text is the name of, or a word for its people, or its code; None where it is none.

    Example:
        >>> read_country("Irish").names, read_country("ITA").names, read_country("ita") is None
        (('Ireland',), ('Italy',), True)
    """
    table = _countries()
    return table.get(text) if len(text) < 4 and text.isupper() else table.get(text.casefold())
