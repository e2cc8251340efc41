"""Quotes without the article's markup, marks and accents, and with other ways of writing the same."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from llm_extract.grounding.alignment import ArticleText, align
from llm_extract.grounding.residue import CleanedText


def found(text: str, quote: str) -> tuple[str, str]:
    alignment = align(ArticleText(text), [("/value", quote)])[0]
    return alignment.kind, " ... ".join(text[start:end] for start, end in alignment.spans)


@pytest.mark.parametrize(
    ("text", "quote", "words"),
    [
        ("so <b>Acme</b> raised <i>$5 million</i> today", "Acme raised $5 million today",
         "Acme</b> raised <i>$5 million</i> today"),
        ("Johnson &amp; Johnson said", "Johnson & Johnson said", "Johnson &amp; Johnson said"),
        ("It&#8217;s a deal", "It's a deal", "It&#8217;s a deal"),
        ("each way &pound;12 only", "£12", "&pound;12"),
        ("knapp 6,4&nbsp;% mehr Strom", "knapp 6,4 % mehr Strom", "knapp 6,4&nbsp;% mehr Strom"),
        ("knapp 6,4&nbsp;% mehr Strom", "knapp 6,4 Prozent mehr", "knapp 6,4&nbsp;% mehr"),
        ("rund 2,7&#160;Mrd. Euro teuer", "rund 2,7 Mrd. Euro teuer", "rund 2,7&#160;Mrd. Euro teuer"),
        ("only **31** % of homes", "only 31 % of homes", "only **31** % of homes"),
        ("only <b>31</b> percent of homes", "only 31% of homes", "only <b>31</b> percent of homes"),
        ("lost <em>$9</em>&nbsp;bn on it", "lost $9 billion on it", "lost <em>$9</em>&nbsp;bn on it"),
        ("for 21&nbsp;300 readers", "for 21,300 readers", "for 21&nbsp;300 readers"),
        ("**Acme** raised _five_ million", "Acme raised five million", "Acme** raised _five_ million"),
        ("from [Oak](https://oak.example/a) today", "from Oak today", "from [Oak](https://oak.example/a) today"),
        ("• Acme: $5m\n• Oak: $7m", "Acme: $5m Oak: $7m", "Acme: $5m\n• Oak: $7m"),
        ("Acme | $5m | Oak", "Acme $5m Oak", "Acme | $5m | Oak"),
        ("raised $5 million[1] from Oak", "raised $5 million from Oak", "raised $5 million[1] from Oak"),
        ("the U.S. firm grew", "the US firm grew", "the U.S. firm grew"),
        ("Mr. Smith, the C.E.O., said so", "Mr Smith, the CEO, said so", "Mr. Smith, the C.E.O., said so"),
        ("It grew 48 per cent last year", "It grew 48 percent last year", "It grew 48 per cent last year"),
        ("Exports shrank by 7 percent in May", "shrank by 7% in May", "shrank by 7 percent in May"),
        ("Exports shrank by 7% in May", "shrank by 7 percent in May", "shrank by 7% in May"),
        ("ein Minus von 4,1 % im Mai", "ein Minus von 4,1 Prozent im Mai", "ein Minus von 4,1 % im Mai"),
        ("turun 3,4 persen pada Mei", "turun 3,4% pada Mei", "turun 3,4 persen pada Mei"),
        ("Oak paid $35m for it", "Oak paid $35 million for it", "Oak paid $35m for it"),
        ("Oak paid $3.5 billion for it", "Oak paid $3.5bn for it", "Oak paid $3.5 billion for it"),
        ("kostet 1,3 Milliarden Euro", "kostet 1,3 Mrd. Euro", "kostet 1,3 Milliarden Euro"),
        ("стоит 12 миллионов рублей", "стоит 12 млн рублей", "стоит 12 миллионов рублей"),
        ("employs 17,400 people", "employs 17 400 people", "employs 17,400 people"),
        ("subió un 3,2 por ciento", "subió un 3,2%", "subió un 3,2 por ciento"),
        ("emploie 17 400 personnes", "emploie 17400 personnes", "emploie 17 400 personnes"),
        ("employs 1,200 people", "employs 1200 people", "employs 1,200 people"),
        ("auf 3,5 Mio. Euro", "auf 3.5 Mio. Euro", "auf 3,5 Mio. Euro"),
        ("It costs ½ of it", "It costs 1/2 of it", "It costs ½ of it"),
        ("zahlte 1.250.000 Euro an", "zahlte 1,250,000 Euro an", "zahlte 1.250.000 Euro an"),
        ("Ph.D. students said", "PhD students said", "Ph.D. students said"),
        ("CO₂ emissions fell", "CO2 emissions fell", "CO₂ emissions fell"),
        ("جمعت ٥٠ مليون دولار", "جمعت 50 مليون دولار", "جمعت ٥٠ مليون دولار"),
        ("ने ५० करोड़ जुटाए", "ने 50 करोड़ जुटाए", "ने ५० करोड़ जुटाए"),
        ("ระดมทุน ๑๐๐ ล้านบาท", "ระดมทุน 100 ล้านบาท", "ระดมทุน ๑๐๐ ล้านบาท"),
        ("שָׁלוֹם עוֹלָם טוֹב", "שלום עולם טוב", "שָׁלוֹם עוֹלָם טוֹב"),
        ("דיווח ״כלכליסט״ אתמול", 'דיווח "כלכליסט" אתמול', "דיווח ״כלכליסט״ אתמול"),
        ("ソフトバンク・ビジョン・ファンド", "ソフトバンクビジョンファンド", "ソフトバンク・ビジョン・ファンド"),
        ("Great news 🎉🎉 for the team", "Great news for the team", "Great news 🎉🎉 for the team"),
    ],
)  # fmt: skip
def test_without_residue(text: str, quote: str, words: str) -> None:
    """Markup, marks and another way to write a number or an abbreviation are set aside; offsets are the original's."""
    assert found(text, quote) == ("normalized", words)


@pytest.mark.parametrize(
    ("text", "quote"),
    [
        ("Café Zürich raised money today", "Cafe Zurich raised money today"),
        ("İstanbul merkezli şirket büyüdü", "Istanbul merkezli şirket büyüdü"),
        ("Компания ещё не привлекла", "Компания еще не привлекла"),
        ("Η εταιρεία συγκέντρωσε κεφάλαια", "Η εταιρεια συγκεντρωσε κεφαλαια"),
        ("The colour of the centre", "The color of the center"),
    ],
)
def test_respelled(text: str, quote: str) -> None:
    """Accents may be left out, and British endings may be American ones; that is a slip."""
    assert found(text, quote) == ("fuzzy", text)


@pytest.mark.parametrize(
    ("text", "quote"),
    [
        ("جمعت ٥٠ مليون دولار", "جمعت 5 مليون دولار"),
        ("employs 1,200 people", "employs 12000 people"),
        ("auf 3,5 Mio. Euro", "auf 35 Mio. Euro"),
        ("the café opened today", "the càfe opened today"),
        ("It costs ½ of it", "It costs 12 of it"),
        ("an area of 10² metres", "an area of 102 metres"),
        ("a non-profit organisation", "profit organisation"),
        ("a pre-seed round of money", "seed round of money"),
        ("twenty-five million dollars", "five million dollars"),
        ("a half-billion dollar deal", "billion dollar deal"),
        ("a ratio of 3:1 was used", "a ratio of 3"),
        ("from 5 <b>million</b> not", "from million not"),
        ("Exports shrank by 7 percent in May", "shrank by 17% in May"),
        ("rose 2 percentage points in May", "rose 2% in May"),
        ("Oak paid $35m for it", "Oak paid $35 billion for it"),
        ("the wall is 35m long there", "the wall is 35 million long there"),
        ("in 2019 300 people left", "in 2019300 people left"),
        ("rooms 12 34 56 are free", "rooms 123456 are free"),
    ],
)
def test_never(text: str, quote: str) -> None:
    """No number changes, no accent is exchanged, and no word is cut from what changes its meaning."""
    assert found(text, quote) == ("missing", "")


def test_a_name_is_cut_from_its_prefix() -> None:
    """A name stays a name behind "ex-"."""
    assert found("the ex-Google engineer", "Google engineer") == ("exact", "Google engineer")


MARKS = st.lists(
    st.sampled_from(
        [
            *"ab1é., \n<>&;*_#|[]()½₂٥",
            "</b>",
            "&amp;",
            "[1]",
            "**",
            "U.S.",
            "1,200",
            "😀\u200d",
            "per cent",
            "%",
            "$5m",
            " Mrd.",
        ]
    ),
    max_size=30,
).map("".join)


@settings(derandomize=True, deadline=None, max_examples=300)
@given(MARKS)
def test_every_place_leads_back(text: str) -> None:
    """Each letter of a cleaned copy has its place in the original, in order."""
    for cleaned in (CleanedText.without_residue(text), CleanedText.respelled(text)):
        places = [cleaned.span(at, at + 1) for at in range(len(cleaned.text))]
        assert places == sorted(places)
        assert all(0 <= start < end <= len(text) for start, end in places)


def test_markup_throughout_is_left_alone() -> None:
    """A text that is mostly markup is not cleaned, as that would take too long."""
    text = "<b>" * 5000
    assert CleanedText.without_residue(text).text == text
