"""The words around a quote that its check looks at: the rest of its sentence, and no more."""

from __future__ import annotations

from typing import Any

import pytest

from llm_extract.extraction.judgement import Source, judge, rank
from llm_extract.grounding.alignment import ArticleText
from llm_extract.records import Evidence
from llm_extract.schemas.wire import CitedValue, Part
from llm_extract.values.field_units import FieldUnit, read_unit


def value(words: str | None, of: object, kind: str = "text", path: str = "/a") -> CitedValue:
    return CitedValue(path, path, words, of, (Part(path, of, kind),))


def test_a_quote_in_pieces_is_its_pieces_joined() -> None:
    """Several spans, in code points, and the article's own words between three full stops, whatever the model wrote."""
    text = "🙂 Acme’s chief said that, after a long year, it raised $5 million. It left."
    (found,) = judge(Source(ArticleText(text)), [value("Acme's chief said […] it raised $5 million", "Acme", "name")])
    assert found.quote == "Acme’s chief said ... it raised $5 million"
    assert [text[start:end] for start, end in found.spans] == ["Acme’s chief said", "it raised $5 million"]


def test_a_denial_in_front_of_the_quote_counts() -> None:
    """The check sees the rest of the sentence on both sides, and not the neighbouring sentences."""
    for text, support in (
        ("It rained. Acme did not raise $5 million. It left.", "unsupported"),
        ("It did not rain. Acme raised $5 million. It did not leave.", "supported"),
        ("“It did not rain.” Acme raised $5 million. It did not leave.", "supported"),
        ("He did not work for IBM. Acme raised $5 million.", "supported"),
    ):
        money = {"amount": "5000000", "currency": "USD"}
        (found,) = judge(Source(ArticleText(text)), [value("$5 million", money, "money")])
        assert found.support == support


def test_one_contradicted_part_decides_and_is_named() -> None:
    """Of a value with several parts the one that its words contradict gives the verdict and its name."""
    cited = CitedValue(
        "/a", "/a", "Acme raised $5 million", {}, (
            Part("/a/who", "Acme", "name"),
            Part("/a/sum", {"amount": "6000000", "currency": "USD"}, "money"),
        ),
    )  # fmt: skip
    (found,) = judge(Source(ArticleText("Acme raised $5 million.")), [cited])
    assert found.support == "unsupported"
    assert found.reason.startswith("sum: ")


def test_a_value_without_parts_is_unchecked() -> None:
    """Where nothing can be checked against words nothing is claimed."""
    (found,) = judge(Source(ArticleText("Acme.")), [CitedValue("/a", "/a", "Acme", [], ())])
    assert (found.alignment, found.support) == ("exact", "unchecked")


def test_own_words_need_only_be_there() -> None:
    """A verbatim value is its own quote: exact words are supported, words with slips are not."""
    text = ArticleText("“We are delighted with this wonderful outcome,” she said.")
    kinds = {}
    for words in (
        "We are delighted with this wonderful outcome",
        "We are delighted with this wonderfull outcome",
        "No",
    ):
        (found,) = judge(Source(text), [value(words, words, "verbatim")])
        kinds[words] = (found.alignment, found.support)
    assert list(kinds.values()) == [("exact", "supported"), ("fuzzy", "unsupported"), ("missing", "unsupported")]


def test_evidence_is_ranked_by_what_it_is_worth() -> None:
    """Supported before unchecked before found before not found, whatever the support of what is not found."""

    def made(alignment: str, support: str) -> Evidence:
        return Evidence("/a", "x", (), alignment, support)  # type: ignore[arg-type]

    order = [
        made("missing", "unsupported"),
        made("exact", "unsupported"),
        made("fuzzy", "unchecked"),
        made("exact", "supported"),
    ]
    assert [rank(item) for item in order] == [0, 1, 2, 3]


def test_words_that_only_the_title_has_are_checked_there() -> None:
    """A quote from a title that is kept apart has no offsets into the text; it can be backed, and refuted."""
    source = Source(ArticleText("It makes chips."), title="Acme raises $5 million")
    for amount, support in (("5000000", "supported"), ("6000000", "unsupported")):
        cited = value("raises $5 million", {"amount": amount, "currency": "USD"}, "money")
        (found,) = judge(source, [cited])
        assert (found.quote, found.spans, found.alignment, found.support) == (
            "raises $5 million",
            (),
            "missing",
            support,
        )
    (found,) = judge(source, [value("chips", "chips")])
    assert found.alignment == "exact"
    (found,) = judge(source, [value("Bolt raises", "Bolt")])
    assert (found.alignment, found.support) == ("missing", "unsupported")


def test_the_role_of_somebody_else_backs_nothing() -> None:
    """In one cited value a role word beside another name does not back the role."""
    words = "Kestrel led the round, with Harbour participating"
    forms = {"lead": ["led"], "participant": []}
    states = {}
    for name in ("Kestrel", "Harbour"):
        parts = (Part("/a/name", name, "name"), Part("/a/role", "lead", "enum", forms))
        (found,) = judge(Source(ArticleText(f"{words}.")), [CitedValue("/a", "/a", words, {}, parts)])
        states[name] = found.support
    assert states == {"Kestrel": "supported", "Harbour": "unsupported"}


def test_the_unit_of_a_field_counts() -> None:
    """A number of a field in millions is held against the full number of the words."""
    unit = read_unit("revenue_million")
    states = [
        judge(Source(ArticleText(f"Its revenue was {said}.")), [_with_unit(said, 134.1, unit)])[0].support
        for said in ("$134.1 million", "$134.1 billion")
    ]
    assert states == ["supported", "unsupported"]


def _with_unit(words: str, of: float, unit: FieldUnit | None) -> CitedValue:
    return CitedValue("/revenue", "/revenue", words, of, (Part("/revenue", of, "number", None, unit),))


@pytest.mark.parametrize(("unit", "support"), [("million", "supported"), ("billion", "unsupported")])
def test_a_scale_beside_a_number_counts(unit: str, support: str) -> None:
    """A number whose scale stands in a field of its own is held against the full number of the words."""
    parts = (Part("/a/amount", 134.1, "number"), Part("/a/unit", unit, "text"), Part("/a/currency", "USD", "text"))
    cited = CitedValue("/a", "/a", "revenue of $134.1 million", {}, parts)
    assert judge(Source(ArticleText("It had revenue of $134.1 million.")), [cited])[0].support == support


@pytest.mark.parametrize(
    ("data", "support"),
    [
        ({"amount": 7.5, "unit": "million"}, "supported"),
        ({"amount": 7.5, "unit": "million CHF"}, "supported"),
        ({"amount": 7.5, "unit": "billion"}, "unsupported"),
        ({"amount": 7500000, "currency": "CHF"}, "supported"),
        ({"amount": 7500000, "currency": "EUR"}, "unsupported"),
        ({"amount": 7.5, "title": "Million"}, "unsupported"),
        ({"amount": 7500000, "unit": "boats"}, "supported"),
        ({"amount": 7500000, "staff": 12, "currency": "CHF"}, "supported"),
    ],
)
def test_a_unit_that_is_not_cited_with_its_number_counts(data: dict[str, Any], support: str) -> None:
    """What the object says of its number holds, whether and wherever it is cited; other fields say nothing of it."""
    part = Part("/deals/0/amount", data["amount"], "number")
    cited = CitedValue("/deals/0/amount", "", "paid CHF 7.5 million", data["amount"], (part,))
    source = Source(ArticleText("The lake line paid CHF 7.5 million for it."))
    assert judge(source, [cited], {"deals": [data]})[0].support == support


def test_a_unit_belongs_to_the_number_that_it_can_be_of() -> None:
    """Of two numbers in an object it is that of the sum of money, not that of the staff."""
    data = {"revenue": 9, "staff": 9000000, "currency": "EUR", "unit": "million"}
    words = {"revenue": "CHF 9 million in sales", "staff": "staff of 9 million"}
    parts = {name: Part(f"/{name}", data[name], "number") for name in words}
    values = [CitedValue(part.path, "", words[name], part.value, (part,)) for name, part in parts.items()]
    found = judge(Source(ArticleText("It had CHF 9 million in sales and a staff of 9 million.")), values, data)
    assert [item.support for item in found] == ["unsupported", "supported"]


@pytest.mark.parametrize(("currency", "support"), [("JPY", "supported"), ("USD", "unsupported")])
def test_what_a_field_leaves_open_its_neighbours_say(currency: str, support: str) -> None:
    """A field that counts in millions has the currency that stands beside it."""
    part = Part("/amount", 88, "number", None, read_unit("amount", "in millions"))
    source = Source(ArticleText("The bid was worth 88 million yen."))
    cited = CitedValue("/amount", "", "worth 88 million yen", 88, (part,))
    assert judge(source, [cited], {"amount": 88, "currency": currency})[0].support == support


def test_a_quote_may_not_leave_out_its_denial() -> None:
    """A joined quote that skips "did not" backs nothing; one that skips other words does."""
    part = Part("/v", "raised money in May", "text", None)
    value = CitedValue("/v", "/v", "Acme ... raised money in May", "raised money in May", (part,))
    for between, support in ((" has never ", "unsupported"), (", a firm of Oslo, ", "supported")):
        (evidence,) = judge(Source(ArticleText(f"Acme{between}raised money in May.")), [value])
        assert (evidence.alignment, evidence.support) == ("normalized", support)


def test_a_short_name_is_left_open_where_the_article_gives_it_in_full() -> None:
    """The first word of a name, or its letters, may stand for it; another name that begins alike does not."""
    article = ArticleText("Fernmoor Water grew. Fernmoor hired forty. Fernmoor Rovers lost.")
    hired, lost = judge(
        Source(article),
        [value("Fernmoor hired forty", "Fernmoor Water"), value("Fernmoor Rovers lost", "Fernmoor Water", path="/b")],
    )
    assert (hired.support, lost.support) == ("unchecked", "unsupported")


def test_figures_of_a_competitor_and_of_the_other_side() -> None:
    """What a competitor did, and what a figure is held against, is open unless the record speaks of these."""
    article = ArticleText("Oak sold 40 boats, against 70 for barges. Its rival Elm sold 90 boats.")
    said = [value("sold 40 boats", 40, "number"), value("against 70 for barges", 70, "number")]
    said.append(value("Its rival Elm sold 90 boats", 90, "number"))
    for one, state in zip(said, ("supported", "unchecked", "unchecked"), strict=True):
        (found,) = judge(Source(article), [one], {"firm": "Oak", "a": one.value})
        assert found.support == state
    (found,) = judge(Source(article), [said[2]], {"firm": "Elm", "a": 90})
    assert found.support == "supported"
