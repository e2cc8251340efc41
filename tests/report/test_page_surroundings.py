"""The page on narrow screens, in the system's own colours, on paper, and with runs and data of unusual forms."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

import pytest

from llm_extract.evaluation import Gold, evaluate, to_json
from llm_extract.schemas.funding import FundingNews
from llm_extract.schemas.sources import ClassSchema

OpenReport = Callable[..., Any]
MakeRecord = Callable[..., dict[str, Any]]

PLANTS = {
    "plants": [
        {"city": "Ulm", "lines": [{"name": "A", "makes": ["motors"]}, {"name": "B", "makes": []}]},
        {"city": "Graz", "lines": [{"name": "A", "makes": ["pumps"]}]},
    ]
}
PLANTS_TEXT = "In Ulm line A makes motors, line B nothing. In Graz pumps are made."
VIOLATIONS = "axe.run().then(({ violations }) => violations.map(({ id, nodes }) => [id, nodes[0].html.slice(0, 150)]))"


@pytest.fixture
def scores(five: dict[str, Any]) -> dict[str, Any]:
    """The scores of the five articles against a gold that says less."""
    told = [(one["document"]["key"], one["data"]) for one in five["records"]]
    gold = Gold.from_dicts(
        [{"document": key, "data": data if number else {"rounds": []}} for number, (key, data) in enumerate(told)]
    )
    found: dict[str, Any] = json.loads(to_json(evaluate(five["records"], gold, ClassSchema(FundingNews).json_schema())))
    return found


def test_a_value_says_what_it_is_inside_of(open_report: OpenReport, make_record: MakeRecord) -> None:
    """Of equal names in nested lists each is told with its items, to those who see the page and who hear it."""
    page = open_report([make_record(PLANTS_TEXT, PLANTS, [])], {"a.txt": PLANTS_TEXT}, "#view=records")
    for place in ("plant 1 › line 1 › name", "plant 1 › line 2 › name", "plant 2 › line 1 › name"):
        path = {"plant 1 › line 1": "/plants/0/lines/0", "plant 1 › line 2": "/plants/0/lines/1"}
        at = f"{path.get(place.rpartition(' › ')[0], '/plants/1/lines/0')}/name"
        page.evaluate("(at) => go({ at })", at)
        assert page.locator(".inspector h3").text_content() == place
        heard = page.locator(".fields .row[aria-selected=true] .label").text_content()
        assert heard == f"name, of {place.removesuffix(' › name').replace(' › ', ', ')}: "


def test_nested_items_stand_further_in(open_report: OpenReport, make_record: MakeRecord) -> None:
    """The heading of an item stands under that of the item around it, and its fields stand under their heading."""
    page = open_report(
        [make_record(PLANTS_TEXT, PLANTS, [])],
        {"a.txt": PLANTS_TEXT},
        options={"viewport": {"width": 1400, "height": 2000}},
    )
    starts = page.evaluate("""Object.fromEntries([...document.querySelectorAll(".fields .label")].reverse()
        .map((label) => [label.firstChild.data, parseFloat(getComputedStyle(label).paddingLeft)]))""")
    assert starts["plant 1"] == starts["city"] < starts["line 1"] == starts["name"] == starts["make 1"]


def test_data_that_are_no_object_are_shown(open_report: OpenReport, make_record: MakeRecord) -> None:
    """A schema may be of a list or of one value: their values stand among the fields, with their words."""
    text = "Acme and Bolt merged."
    told = [("/0", "Acme", "supported"), ("/1", "Bolt", "supported")]
    records = [
        make_record(text, ["Acme", "Bolt"], told),
        make_record(text, "Acme", [("", "Acme", "supported")], key="b.txt"),
    ]
    page = open_report(records, {"a.txt": text, "b.txt": text}, "#view=records&record=a.txt")
    assert page.locator(".fields .value").all_text_contents() == ["Acme", "Bolt"]
    page.keyboard.press("n")
    page.keyboard.press("n")
    assert page.locator(".inspector blockquote").text_content() == "Bolt"
    page.keyboard.press("j")
    assert page.locator(".inspector .big").text_content() == "Acme"
    assert page.locator("mark.chosen").text_content() == "Acme"


@pytest.mark.parametrize("view", ["events", "records", "problems", "summary", "evaluation"])
def test_a_narrow_screen_needs_no_scrolling_sideways(
    open_report: OpenReport, five: dict[str, Any], scores: dict[str, Any], axe: str, view: str
) -> None:
    """At 320 pixels, as at 400 % on a small screen: the page is as wide as the screen, no word is cut to letters."""
    page = open_report(
        five["records"], five["texts"], f"#view={view}", events=five["events"], evaluation=scores,
        options={"viewport": {"width": 320, "height": 640}, "reduced_motion": "reduce"},
    )  # fmt: skip
    assert page.evaluate("document.documentElement.scrollWidth") == 320
    names = page.evaluate(
        "[...document.querySelectorAll('tbody th')].map((name) => name.getBoundingClientRect().width)"
    )
    assert all(width >= 60 for width in names)
    heads = page.evaluate("""[...document.querySelectorAll("table")].map((table) => [...table.querySelectorAll("tr")]
        .map((row) => [...row.children].filter((cell) => getComputedStyle(cell).display !== "none").length))""")
    assert all(len(set(table)) == 1 for table in heads)
    page.evaluate(axe)
    assert page.evaluate(VIOLATIONS) == []


@pytest.mark.parametrize("view", ["events", "records", "problems", "summary", "evaluation"])
def test_on_a_wide_screen_only_the_panes_scroll(
    open_report: OpenReport, five: dict[str, Any], scores: dict[str, Any], view: str
) -> None:
    """The page itself is as high as the screen: nothing that is not seen makes it longer."""
    page = open_report(
        five["records"], five["texts"], f"#view={view}&field=0&at=%2Frounds%2F0%2Fcompany", events=five["events"],
        evaluation=scores, options={"viewport": {"width": 1001, "height": 500}},
    )  # fmt: skip
    assert page.evaluate("[document.documentElement.scrollHeight, document.documentElement.scrollWidth]") == [500, 1001]


def test_on_a_narrow_screen_a_choice_moves_nothing(open_report: OpenReport, five: dict[str, Any]) -> None:
    """Who chooses a value further down the page stays with it, while the article turns to its words."""
    page = open_report(
        five["records"], five["texts"], "#view=records",
        options={"viewport": {"width": 390, "height": 700}, "reduced_motion": "reduce"},
    )  # fmt: skip
    page.locator(".fields .window").scroll_into_view_if_needed()
    page.locator(".fields .row", has_text="company").first.click()
    before = page.evaluate("scrollY")
    assert before > 0
    page.evaluate("recordsView.fields.choose(recordsView.record.rows.findLastIndex((row) => row[4] !== null))")
    assert page.evaluate("scrollY") == before
    assert page.evaluate("document.querySelector('.text').scrollTop") > 0


def test_on_a_narrow_screen_words_lead_to_what_is_about_them(open_report: OpenReport, five: dict[str, Any]) -> None:
    """A tap on highlighted words brings the value into sight, which stands far below the article there."""
    page = open_report(
        five["records"], five["texts"], "#view=records",
        options={"viewport": {"width": 390, "height": 700}, "reduced_motion": "reduce"},
    )  # fmt: skip
    page.locator(".text mark").first.click()
    top = page.evaluate("document.querySelector('.inspector .big').getBoundingClientRect().top")
    assert 0 <= top < 700


def test_on_a_narrow_screen_a_claim_leads_to_its_quotes(open_report: OpenReport, five: dict[str, Any]) -> None:
    """They stand below the whole table there; on a wide screen they are in sight, and nothing moves."""
    page = open_report(
        five["records"], five["texts"], "#view=events", events=five["events"],
        options={"viewport": {"width": 390, "height": 700}, "reduced_motion": "reduce"},
    )  # fmt: skip
    page.locator(".table .claim").first.click()
    assert 0 <= page.evaluate("document.querySelector('.quotes h3').getBoundingClientRect().top") < 700
    page.set_viewport_size({"width": 1400, "height": 900})
    page.locator(".table .claim").nth(1).click()
    assert page.evaluate("scrollY") == 0


def test_colours_of_the_system_hide_nothing(open_report: OpenReport, make_record: MakeRecord) -> None:
    """In high contrast the chosen row, the chosen words, each kind of highlight and the bars can be told apart."""
    text = "Acme grew in Ulm, and in Graz, it is said."
    told = [("/name", "Acme", "supported"), ("/one", "Ulm", "unchecked"), ("/two", "Graz", "unsupported")]
    record = make_record(text, {"name": "Acme", "one": "Ulm", "two": "Graz"}, told)
    page = open_report([record], {"a.txt": text}, "#view=records", options={"forced_colors": "active"})
    looks = """(place) => [...document.querySelectorAll(place)].map((node) => {
        const { backgroundColor, borderBottomStyle, textDecorationLine, outlineStyle } = getComputedStyle(node);
        return [backgroundColor, borderBottomStyle, textDecorationLine, outlineStyle].join(" ");
    })"""
    plain = page.evaluate(looks, ".text mark")
    assert len(set(plain)) == 3
    page.keyboard.press("n")
    assert page.evaluate(looks, ".text mark")[0] not in plain
    chosen, other = page.evaluate(looks, ".fields .row")[:2]
    assert chosen != other
    current, link = page.evaluate(
        "[...document.querySelectorAll('#views a')].map((one) => getComputedStyle(one).borderBottomColor)"
    )[:2]
    assert current != link
    page.keyboard.press("3")
    (bar,) = set(
        page.evaluate("[...document.querySelectorAll('.fill')].map((one) => getComputedStyle(one).backgroundColor)")[:1]
    )
    assert bar != page.evaluate("getComputedStyle(document.querySelector('.bar')).backgroundColor")


def test_all_problems_are_printed(open_report: OpenReport, make_record: MakeRecord) -> None:
    """On paper a list is as long as it is, not as its window."""
    records = [
        make_record("Acme.", {"name": "Bolt"}, [("/name", "Bolt", "unsupported")], key=f"{at}.txt") for at in range(90)
    ]
    page = open_report(records, None, "#view=problems")
    assert page.locator(".row").count() < 90
    page.emulate_media(media="print")
    page.evaluate("dispatchEvent(new Event('beforeprint'))")
    assert page.locator(".row").count() == 90
    assert page.evaluate(
        "document.querySelector('.window').scrollHeight <= document.querySelector('.window').clientHeight"
    )
    page.evaluate("dispatchEvent(new Event('afterprint'))")
    assert page.locator(".row").count() < 90


def test_a_run_without_records_claims_nothing(open_report: OpenReport, axe: str) -> None:
    """Where nothing was read, nothing is said to be in order, and no empty tables stand about."""
    page = open_report([])
    page.evaluate(axe)
    for key, words in (("1", "There are no records."), ("2", "There are no records."), ("3", "0records")):
        page.keyboard.press(key)
        assert words in page.locator("main").text_content()
        assert page.locator("main table").count() == 0
        assert page.evaluate(VIOLATIONS) == []


def test_a_run_of_failures_says_why(open_report: OpenReport, make_record: MakeRecord, axe: str) -> None:
    """Each record says what went wrong and what to do, and shows no empty list of fields."""
    error = {"type": "ReplayMiss", "message": "no recording", "hint": "Record it."}
    failed = {"status": "failed", "error": error, "attempts": []}
    page = open_report([make_record("Acme.", None, [], key=f"{at}.txt", **failed) for at in range(3)], None)
    assert page.locator(".trouble").text_content() == "failed: no recording. Record it."
    assert not page.locator(".fields .window").is_visible()
    assert "no values" in page.locator(".inspector").text_content()
    page.evaluate(axe)
    assert page.evaluate(VIOLATIONS) == []


def test_the_focus_stays_in_the_page_when_a_link_changes_the_view(
    open_report: OpenReport, five: dict[str, Any]
) -> None:
    """A link inside a view goes away with it: the focus then is at the new view, which has a name."""
    page = open_report(five["records"], five["texts"], "#view=events&field=0&claim=0", events=five["events"])
    page.locator(".quote a").first.focus()
    page.keyboard.press("Enter")
    assert page.evaluate("[document.activeElement.id, document.activeElement.ariaLabel]") == ["main", "Records"]


@pytest.mark.parametrize("width", [1100, 1360, 1700])
def test_articles_of_an_event_have_like_columns(open_report: OpenReport, five: dict[str, Any], width: int) -> None:
    """However long their titles and keys are, none has much more room for what it says than another."""
    page = open_report(
        five["records"], five["texts"], "#view=events", events=five["events"],
        options={"viewport": {"width": width, "height": 900}},
    )  # fmt: skip
    widths = page.evaluate(
        "[...document.querySelectorAll('.article-name')].map((name) => name.getBoundingClientRect().width)"
    )
    assert max(widths) < 1.15 * min(widths)


def test_values_without_words_are_shown_all_the_same(open_report: OpenReport, make_record: MakeRecord) -> None:
    """A schema without cited fields: each value can be chosen and reviewed, and nothing counts words that none has."""
    page = open_report([make_record("Acme.", {"name": "Acme"}, [])], {"a.txt": "Acme."})
    assert page.locator(".inspector").text_content().startswith("No value carries words of the article.")
    page.keyboard.press("n")
    assert "not cited" in page.locator(".inspector .facts").first.text_content()
    page.keyboard.press("r")
    assert "rejected" in page.locator(".fields .row").text_content()


def test_long_words_and_values_leave_room(open_report: OpenReport, make_record: MakeRecord) -> None:
    """A key or a note without spaces is broken, and of a long value or quote the beginning stands first."""
    words, key = "word " * 800, f"{'k' * 200}.txt"
    note = {"code": "recovered", "path": "", "message": "m" * 300, "details": {}}
    record = make_record(words, {"text": words.strip()}, [("/text", words.strip(), "supported")], key=key, notes=[note])
    page = open_report([record], {key: words})
    page.keyboard.press("n")
    wider = "(place) => { const at = document.querySelector(place); return at.scrollWidth - at.clientWidth; }"
    for place in (".article-head", ".inspector", ".side .window"):
        assert page.evaluate(wider, place) <= 0
    assert page.locator(".review").bounding_box()["y"] < 900
    page.locator(".inspector summary").first.click()
    assert page.locator(".inspector details .big").text_content() == words.strip()


def test_the_help_begins_at_its_beginning(open_report: OpenReport) -> None:
    """On a small screen the help does not open at its end, and Escape closes it."""
    page = open_report([], options={"viewport": {"width": 320, "height": 400}})
    page.keyboard.press("?")
    assert page.evaluate("document.getElementById('keys').scrollTop") == 0
    assert page.evaluate("document.activeElement.textContent") == "Keys"
    page.keyboard.press("Escape")
    assert not page.locator("#keys").is_visible()


def test_the_quotes_of_an_event_are_one_key_away(open_report: OpenReport, five: dict[str, Any]) -> None:
    """Who chose a value in a table of many need not pass all others to reach its quotes, and hears of them."""
    page = open_report(five["records"], five["texts"], "#view=events", events=five["events"])
    page.locator("button.claim").first.focus()
    page.keyboard.press("Enter")
    assert "quotes" in page.locator("#said").text_content()
    page.keyboard.press("o")
    assert page.evaluate("document.activeElement.className") == "quotes"


def test_a_narrow_header_keeps_all_its_buttons(open_report: OpenReport, five: dict[str, Any]) -> None:
    """With corrections to download there is one button more, and still none beyond the edge."""
    page = open_report(
        five["records"], five["texts"], "#view=records", options={"viewport": {"width": 320, "height": 640}}
    )  # fmt: skip
    page.keyboard.press("n")
    page.keyboard.press("a")
    assert page.locator("#download").is_visible()
    assert page.evaluate("document.documentElement.scrollWidth") == 320
