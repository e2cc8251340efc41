"""The page on what stands in a record's notes, and on the values that answers about one article disagree on."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

OpenReport = Callable[..., Any]
MakeRecord = Callable[..., dict[str, Any]]

FILLER = "It grew and grew, and nobody knew why.\n" * 60
TEXT = f"Acme was founded in 2014 by Ann.\n{FILLER}\U0001f600 Founded in 2016, Acme has 300 people.\n"
DATA = {"name": "Acme", "founded": "2014", "staff": {"number": "300", "unit": "people"}}
TOLD = [
    ("/name", "Acme", "supported"),
    ("/founded", "founded in 2014", "supported"),
    ("/staff", "300 people", "supported"),
]
CHOSEN = "[...document.querySelectorAll('mark.chosen')].filter(one => one.closest('.text')).map(one => one.textContent)"
IN_SIGHT = """(node) => {
    const [place, room] = [node.getBoundingClientRect(), document.querySelector(".text").getBoundingClientRect()];
    return place.top >= room.top && place.bottom <= room.bottom;
}"""


def differ(path: str, *values: tuple[Any, str]) -> dict[str, Any]:
    """A note on values that answers disagree on, each with its words."""
    said = [
        {"value": value, "count": 1, "spans": [[TEXT.index(words), TEXT.index(words) + len(words)]] if words else []}
        for value, words in values
    ]
    return {"code": "disagreement", "path": path, "message": "Two things.", "details": {"values": said}}


@pytest.fixture
def record(make_record: MakeRecord) -> dict[str, Any]:
    """A record whose parts say two years and, inside a cited value, two numbers."""
    notes = [
        differ("/founded", ("2014", "founded in 2014"), ("2016", "Founded in 2016")),
        differ("/staff/number", ("300", "300 people"), ("280", "")),
        {"code": "lost", "path": "/deals/3", "message": "taken out", "details": {}},
    ]
    return make_record(TEXT, DATA, TOLD, notes=notes)


def test_both_values_stand_with_both_quotes(open_report: OpenReport, record: dict[str, Any]) -> None:
    """Beside the value that was kept stand the others, each in its words; and a click leads to these in the article."""
    page = open_report(
        [record], {"a.txt": TEXT}, "#view=records&at=%2Ffounded", options={"reduced_motion": "reduce"}
    )  # fmt: skip
    assert page.locator(".others strong").all_text_contents() == ["2014", "2016"]
    assert page.locator(".others li.kept strong").all_text_contents() == ["2014"]
    assert page.locator(".others mark").all_text_contents() == ["founded in 2014", "Founded in 2016"]
    assert page.evaluate(CHOSEN) == ["founded in 2014"]
    page.locator(".others button").last.click()
    assert page.evaluate(CHOSEN) == ["Founded in 2016"]
    assert page.evaluate(f"({IN_SIGHT})(document.querySelector('.text mark.chosen'))")


def test_what_differs_is_seen_before_it_is_looked_for(open_report: OpenReport, record: dict[str, Any]) -> None:
    """The list, the field and the problems name it; words of another value in the article lead to the field."""
    page = open_report([record], {"a.txt": TEXT}, "#view=problems")
    assert "2014 ≠ 2016" in page.locator(".row").first.text_content()
    page.locator(".row").first.click()
    assert page.locator(".inspector .big").text_content() == "2014"
    assert "2 disagreements" in page.locator(".side .row").first.text_content()
    assert "disagreement" in page.locator(".fields .row", has_text="founded").text_content()
    page.keyboard.press("n")
    page.locator(".text mark.differing", has_text="Founded in 2016").click()
    assert page.locator(".inspector .big").text_content() == "2014"
    assert page.evaluate(CHOSEN) == ["Founded in 2016"]


def test_a_note_inside_a_value_stands_beside_it(open_report: OpenReport, record: dict[str, Any]) -> None:
    """What is about a part of a cited value says which part; what is about nothing that is there, above the article."""
    page = open_report([record], {"a.txt": TEXT}, "#view=records&at=%2Fstaff")
    assert "staff › number" in page.locator(".others h4").text_content()
    assert "no words found" in page.locator(".others li").last.text_content()
    assert "lost (deals › 4)" in page.locator(".article-head .trouble").text_content()


def test_values_that_stand_nowhere_are_told_above_the_article(open_report: OpenReport, make_record: MakeRecord) -> None:
    """Of a place that is no longer there both values are named; of data that are one value they stand beside it."""
    gone = make_record(TEXT, DATA, TOLD, notes=[differ("/head", ("Ann", "Ann"), ("Bo", ""))])
    single = make_record(TEXT, "2014", [("", "founded in 2014", "supported")], key="b.txt",
                         notes=[differ("", ("2014", "founded in 2014"), ("2016", "Founded in 2016"))])  # fmt: skip
    page = open_report([gone, single], {"a.txt": TEXT, "b.txt": TEXT}, "#view=records&record=a.txt")
    assert page.locator(".trouble").text_content() == "disagreement (head): Ann ≠ Bo: Two things."
    page.keyboard.press("j")
    assert page.locator(".others mark").all_text_contents() == ["founded in 2014", "Founded in 2016"]


def test_without_the_article_the_places_are_told(open_report: OpenReport, record: dict[str, Any]) -> None:
    """The kept value's quote is known from its evidence, of the other one where it stands."""
    start = TEXT.index("Founded")
    page = open_report([record], None, "#view=records&at=%2Ffounded")
    assert page.locator(".others blockquote").all_text_contents() == [
        "founded in 2014", f"characters {start} to {start + 15}",
    ]  # fmt: skip


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_differing_values_are_accessible(
    open_report: OpenReport, make_record: MakeRecord, axe: str, scheme: str
) -> None:
    """axe-core finds nothing where many values differ, those behind "more" included."""
    values = [(str(year), "founded in 2014") for year in range(2014, 2024)]
    record = make_record(TEXT, DATA, TOLD, notes=[differ("/founded", *values)])
    page = open_report([record], {"a.txt": TEXT}, "#view=records&at=%2Ffounded", options={"color_scheme": scheme})
    page.locator(".others summary").click()
    assert page.locator(".others strong").count() == 10
    page.evaluate(axe)
    found = page.evaluate("axe.run()")["violations"]
    assert [(rule["id"], [node["html"][:120] for node in rule["nodes"][:3]]) for rule in found] == []
