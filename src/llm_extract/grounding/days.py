"""The check of dates against words: no more precise than the words, with the publication date, give them."""

from __future__ import annotations

import re
from datetime import timedelta
from functools import cache

from ..values.date_mentions import DateMention, find_dates
from ..values.dates import EdtfDate, as_date
from ..values.dates_ago import UNITS
from ..values.field_roles import FieldRole, field_words, read_role
from ..values.lazy_patterns import lazily
from ..values.number_lexicon import ONES, small_numbers
from ..values.relative_days import as_day
from .hedging import clause_before, find_hedge
from .plain_figures import find_plain_year
from .verdicts import SUPPORTED, Support, Words

__all__ = ["check_date", "names_year"]


_MOMENT = re.compile(r"\s*([0-9]{4}-[0-9]{2}-[0-9]{2})[T ][0-9]{2}:[0-9]{2}")


def _check_moment(day: str, words: Words) -> Support:
    """A day with a time: the day must be the words' own, or a neighbour in another time zone; the time stays open."""
    date = as_day(as_date(day))
    if date is None:
        return Support("unchecked", f"{day!r} is no day.")
    around = [check_date(str(date + timedelta(shift)), words) for shift in (0, -1, 1)]
    if any(verdict.state != "unsupported" for verdict in around):
        return Support("unchecked", "The words are held against the day alone, not against the time.")
    return around[0]


def check_date(value: object, words: Words) -> Support:
    """A date no more precise than the words, with the publication date, give it."""
    date = as_date(str(value).strip())
    if date is None and (moment := _MOMENT.match(str(value))):
        return _check_moment(moment.group(1), words)
    if date is None:
        return Support("unchecked", f"{value!r} is no date of the form 2018-04-09.")
    text, start, end = words.window()
    role = read_role(words.field) if words.field else _NO_ROLE
    particular = role.done or bool(role.edge)
    if date.month is None and not particular and find_plain_year(str(date), text, start, end):
        return SUPPORTED
    mentions = [m for m in find_dates(text, words.published_on) if m.start < end and m.end > start]
    if verdict := _said(date, mentions):
        open_ended = any(m.relative and len(m.readings) > 1 for m in mentions)
        return _said_of_field(date, mentions, words, role) if particular or open_ended else verdict
    if doubt := _doubt_of_reckoning(words.quote):
        return doubt
    if edge := _doubt_of_edge(date, mentions, words.quote):
        return edge
    said = [m.readings[0] for m in mentions if m.readings]
    if said:
        return Support("unsupported", f"The words say {', '.join(said[:3])}.")
    if mentions:
        return Support("unsupported", f"{text[mentions[0].start : mentions[0].end]!r} needs a publication date.")
    return Support("unsupported", "The words hold no date.")


_NO_ROLE = FieldRole()


@cache
def _edges() -> tuple[re.Pattern[str], re.Pattern[str]]:
    """Words for the beginning of a month or a year, and for its end."""
    first = (
        r"(?<!\w)(?:first|start|beginning|begins?|ersten?|anfang|beginn|1er|premier|début|primero|principios?|comienzos"
        r"|primo|inizio|primeiro|início|eerste|begin|första|början|første|begyndelsen|starten|pierwsz\w+|początk\w+"
        r"|první\w*|začátk\w+|перв\w+|начал\w*|початк\w*|αρχ\w+|alku\w*|elej\w+|başı\w*)(?!\w)|أول|الأول|مطلع|بداية|初"
        r"|頭|초"
    )
    last = (
        r"(?<!\w)(?:end|ends|ended|ending|close|last|ende|letzten?|fin|finales?|último|final|fine|ultimo|eind(?:e)?"
        r"|slutet|slutning\w*|udgang\w*|utgang\w*|utgången|slutten|koniec|końc\w+|konec|konce|koncem|кон[еэ]ц|конц\w+"
        r"|кінц\w+|τέλ\w+|loppu\w*|lopus\w+|lopul\w+|vég\w+|sonu\w*|sfârșit\w*|akhir)(?!\w)|نهاية|末|底|末日|月期|年度"
        r"|말"
    )
    return re.compile(first, re.IGNORECASE), re.compile(last, re.IGNORECASE)


def _doubt_of_edge(date: EdtfDate, mentions: list[DateMention], quote: str) -> Support | None:
    """Why a day may be the first or the last of a month or a year that the words give: "by the end of 2031"."""
    day = as_day(date)
    if day is None:
        return None
    closes = (day + timedelta(1)).day == 1
    if not closes and day.day != 1:
        return None
    for mention in mentions:
        for other in filter(None, map(as_date, mention.readings)):
            whole_year = other.month is None and date.month == (12 if closes else 1)
            if other.day is None and other.year == date.year and (whole_year or other.month == date.month):
                cue = _edges()[closes].search(quote)
                return Support("unchecked", f"It may be meant by {cue.group()!r}.") if cue else None
    return None


_OTHER_EDGE = {
    "end": re.compile(
        r"(?<!\w)(?:from|since|vom|seit|ab|depuis|desde|från|(?:start|begin|effective)\w*(?:\s(?:on|in|from))?"
        r"|(?:began|started)\s(?:on|in))\s(?:the\s|dem\s|le\s|el\s)?$",
        re.IGNORECASE,
    ),
    "start": re.compile(
        r"(?<!\w)(?:until|till|through|bis(?:\szum)?|jusqu['’]au|hasta(?:\sel)?|fino\sal|até|(?:end|expir|terminat)\w*"
        r"\s(?:on|in))\s(?:the\s)?$",
        re.IGNORECASE,
    ),
}
"""By what a field's days are, the words before a day that make it the other end of a time."""


def _said_of_field(date: EdtfDate, mentions: list[DateMention], words: Words, role: FieldRole) -> Support:
    """The verdict on a day that is one end of a time, or that of a deed, which no plan backs."""
    text, first = words.sentence()
    shift = first - words.window()[1]
    doubts = [
        _doubt_of_mention(text, m.start + shift, m.end + shift, role) or _doubt_of_tense(date, m, text, shift, words)
        for m in mentions
    ]
    firm = _said(date, [m for m, doubt in zip(mentions, doubts, strict=True) if doubt is None])
    return firm or next(doubt for m, doubt in zip(mentions, doubts, strict=True) if doubt and _said(date, [m]))


def _doubt_of_mention(text: str, start: int, end: int, role: FieldRole) -> Support | None:
    if role.edge and (other := _OTHER_EDGE[role.edge].search(text, max(0, start - 24), start)):
        return Support("unsupported", f"The words give it as the other end: {text[other.start() : end]!r}.")
    if role.done and (hedge := find_hedge(text, start, end)):
        return Support("unchecked", f"The words leave it open: {hedge!r}.")
    return None


_TO_COME = re.compile(
    r"(?<!\w)(?:will|shall|should(?!\shave)|(?<!was\s)(?<!were\s)to\sbe|(?:is|are)\s(?:to|due|set|scheduled|expected"
    r"|planned|slated)|scheduled|upcoming|wird|werden|soll(?:en)?|aura|auront|tiendr(?:a|ont)|prévue?s?|ser[áa]n?|serão"
    r"|previst[ao]s?|marcad[ao]s?|programad[ao]s?|si\sterr(?:à|anno)|zal|zullen|akan|dijadwalkan|состоится|пройд[её]т"
    r"|sẽ)(?!\w)",
    re.IGNORECASE,
)
_HAS_BEEN = re.compile(
    r"(?<!\w)(?<!\bbe\s)(?<!\bis\s)(?<!\bare\s)(?<!being\s)(?:was|were|(?!need)\w{2,}ed|said|told|began|came|met|went"
    r"|won|lost|took|made|held|left|wrote|sold|bought|fell|rose|struck)\s(?:(?:late|early|only)\s)?(?:on\s|in\s)?$",
    re.IGNORECASE,
)


def _doubt_of_tense(date: EdtfDate, mention: DateMention, text: str, shift: int, words: Words) -> Support | None:
    """Why a weekday, or a date without its year, is not this one: it is still to come and this lies behind, or so."""
    known = as_date(words.published_on) if words.published_on else None
    if known is None or not mention.relative or len(mention.readings) < 2 or date.year is None or date.month is None:
        return None
    told, now = date[: 2 if date.day is None else 3], known[: 2 if date.day is None else 3]
    if None in now or told == now:
        return None
    clause = clause_before(text, mention.start + shift)
    if clause.endswith(("the ", "The ")) or text.startswith(("'s", "’s"), mention.end + shift):
        return None  # "will appeal against Monday's ruling"
    been = _HAS_BEEN.search(clause) is not None
    if told < now and not been and (cue := _TO_COME.search(clause)):
        return Support("unsupported", f"The words say that it is still to come: {cue.group()!r}.")
    if told > now and been and not _TO_COME.search(clause):
        return Support("unchecked", "The words may say that it has been.")
    return None


_LENGTHS = "|".join(word for unit, row in UNITS.items() if unit != "hour" for word in row.split())
_SPAN = rf"([0-9]{{1,3}}|[^\W\d_]+)\s(?:{_LENGTHS})"


_reckoned = lazily(
    rf"(?<!\w){_SPAN}\s(?:later|after|earlier|before|from\s(?:now|the)|of\s(?:this|the|its|receipt)|später|danach"
    r"|darauf|zuvor|davor|nach|plus\st(?:ard|ôt)|après|después|más\starde|antes|dopo|più\stardi|prima|depois"
    r"|mais\starde|daarna|eerder|później|wcześniej|спустя|позже|назад|temu|geleden|siden|sedan|senare|sonra|önce)(?!\w)"
    rf"|(?<!\w)(?:через|спустя|po|nach|after|within)\s{_SPAN}(?!\w)"
    r"|(?<!\w)the\s(?:following|next|previous)\s(?:year|month|week|day|morning)(?!\w)|(?<!\w)l['’](?:année"
    r"|anno)\s(?:suivante|précédente|successivo|seguente|precedente)|(?<!\w)(?:al|el)\saño\s(?:siguiente|anterior)"
    r"|im\sjahr\s(?:darauf|davor)|[0-9一二三四五六七八九十]+\s?(?:年|か月|カ月|个月|個月|日|天|週間|周|년|개월|일"
    r"|주)\s?(?:後|后|之后|以内|내|뒤|후)|翌年|翌月|翌日|次年|次日|이듬해|다음\s?해",
)


_YEARS = frozenset(str.split("year jahr annee ano anno anio rok год yil"))


def names_year(field: str) -> bool:
    """Whether a field's name speaks of a year: ``year_moved``, ``erscheinungsjahr``."""
    return any(word in _YEARS or word.endswith(("jahr", "年")) for word in field_words(field))


def _doubt_of_reckoning(quote: str) -> Support | None:
    """Why a date may be one that the words let be worked out: "four years later", "within 30 days of this"."""
    for found in _reckoned().finditer(quote[:400]):
        count = (found[1] or found[2] or "1").lower()
        if count.isdecimal() or count in ONES or count in small_numbers():
            return Support("unchecked", f"It may be worked out from {found.group()!r}.")
    return None


def _said(date: EdtfDate, mentions: list[DateMention]) -> Support | None:
    """Whether a mention is this date, or a more precise one within it; None where none is."""
    doubt = None
    for mention in mentions:
        for reading in mention.readings:
            other = as_date(reading)
            if other and all(x is None or x == y for x, y in zip(date, other, strict=True)):
                if not mention.doubtful or date.day is None:
                    return SUPPORTED
                doubt = Support("unchecked", "The weekday printed beside it is another one.")
    return doubt
