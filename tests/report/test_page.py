"""The page in a browser: finding where a value comes from, and who says otherwise."""

from __future__ import annotations

import http.server
import json
import threading
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from llm_extract.documents import SavedDocuments
from llm_extract.evaluation import Gold, evaluate, to_json
from llm_extract.report import write_report
from llm_extract.schemas.funding import FundingNews
from llm_extract.schemas.sources import ClassSchema

OpenReport = Callable[..., Any]
MakeRecord = Callable[..., dict[str, Any]]

COUNT = "document.querySelectorAll('*').length"
CHOSEN = "[...document.querySelectorAll('mark.chosen')].map(piece => piece.textContent)"


def numbered(make_record: MakeRecord, count: int) -> list[dict[str, Any]]:
    """Records of which every hundredth has an unsupported value."""
    records = []
    for number in range(count):
        text = f"Acme {number} raised money.\nIt was a lot, and more was promised."
        support = "unsupported" if number % 100 == 7 else "supported"
        told = [("/name", f"Acme {number}", support), ("/what", "raised money", "supported")]
        data = {"name": f"Acme {number}", "what": "raised money"}
        records.append(make_record(text, data, told, key=f"{number:05}.txt"))
    return records


def test_where_does_this_number_come_from_in_two_clicks(open_report: OpenReport, five: dict[str, Any]) -> None:
    """From the events that a new reader sees first: a click on a sum shows its words, another one the article."""
    page = open_report(five["records"], five["texts"], events=five["events"])
    claim = page.locator("button.claim", has_text="$3 million")
    claim.click()
    words = page.locator(".claim-quotes.first mark").all_text_contents()
    assert words == ["a valuation reportedly higher than $3 million"]
    page.locator(".claim-quotes.first a", has_text="Open in the article").click()
    assert page.evaluate(CHOSEN) == words
    assert page.locator(".inspector .big").text_content() == "more than $3 million"


def test_who_says_otherwise_in_one_click(open_report: OpenReport, five: dict[str, Any]) -> None:
    """A click on a sum shows the words of all other claims beside its own, with why they differ."""
    page = open_report(five["records"], five["texts"], events=five["events"])
    page.locator("button.claim", has_text="$3 million").click()
    heads = page.locator(".claim-quotes h4").all_text_contents()
    told = [one for event in five["events"] for one in event["fields"] if one["field"] == "valuations"]
    assert len(heads) == max(len(one["claims"]) for one in told)
    assert heads[0].endswith("more than $3 million")
    assert "magnitude" in page.locator(".claim-quotes").nth(1).text_content()
    quotes = page.locator(".claim-quotes blockquote mark").all_text_contents()
    assert "now worth somewhere in the region of $4.5 billion" in quotes


def test_a_value_of_a_record_says_who_says_otherwise(open_report: OpenReport, five: dict[str, Any]) -> None:
    """The same is told beside the value in its record, with a way to all quotes."""
    key = five["records"][1]["document"]["key"]
    page = open_report(
        five["records"], five["texts"], f"#view=records&record={key}&at=%2Frounds%2F0%2Fvaluations%2F0",
        events=five["events"],
    )  # fmt: skip
    assert "more than $4 billion" in page.locator(".others").text_content()
    page.keyboard.press("o")
    assert "view=events" in page.url
    assert page.locator(".quotes").is_visible()


def test_every_highlight_is_its_evidence(open_report: OpenReport, five: dict[str, Any]) -> None:
    """Of each cited value in the five articles, the words lit up in the page are the spans of the record."""
    page = open_report(five["records"], five["texts"], "#view=records")
    for number, record in enumerate(five["records"]):
        text = five["texts"][record["document"]["key"]]
        shown = page.evaluate(
            """(number) => {
            const record = readRecord(number);
            go({ view: "records", record: record.key, at: null });
            return record.evidence.map((_, at) => [...document.querySelectorAll("mark")]
                .filter((piece) => piece.dataset.marks.split(" ").includes(String(at)))
                .map((piece) => piece.textContent).join(""));
        }""",
            number,
        )
        assert shown == ["".join(text[start:end] for start, end in one["spans"]) for one in record["evidence"]]
        assert page.evaluate("document.querySelector('.text').textContent") == text


def test_the_keyboard_is_enough(open_report: OpenReport, five: dict[str, Any]) -> None:
    """Records and fields are walked, searched and reviewed without a mouse, and the address follows."""
    page = open_report(five["records"], five["texts"], "#view=records")
    first, second = (record["document"]["key"] for record in five["records"][:2])
    page.keyboard.press("j")
    assert f"record={second}" in page.url
    page.keyboard.press("k")
    assert f"record={first}" in page.url
    page.keyboard.press("n")
    assert "at=%2Frounds%2F0%2Fcompany" in page.url
    assert page.evaluate(CHOSEN) != []
    page.keyboard.press("n")
    page.keyboard.press("p")
    assert "at=%2Frounds%2F0%2Fcompany" in page.url
    page.keyboard.press("/")
    page.keyboard.type("001_602")
    page.wait_for_selector("text=1 of 5 records")
    page.keyboard.press("Escape")
    page.keyboard.press("?")
    assert page.locator("#keys").is_visible()
    page.keyboard.press("Escape")
    page.keyboard.press("2")
    assert page.locator("nav a[aria-current]").get_attribute("data-view") == "problems"


def test_an_address_leads_to_the_very_value(open_report: OpenReport, five: dict[str, Any]) -> None:
    """What was shown is shown again from its address, and the way back works."""
    page = open_report(five["records"], five["texts"], "#view=records")
    page.keyboard.press("j")
    page.keyboard.press("n")
    value, address = page.locator(".inspector .big").text_content(), page.url
    page.keyboard.press("3")
    page.go_back()
    assert page.url == address
    page.reload()
    assert page.locator(".inspector .big").text_content() == value


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_no_accessibility_violations(open_report: OpenReport, five: dict[str, Any], axe: str, scheme: str) -> None:
    """axe-core finds nothing in any view and dialog, in both colour schemes."""
    records = five["records"]
    damaged = {**records[0], "evidence": [
        {**one, "support": "unsupported", "reason": "Not said."} if at % 3 == 0 else {**one, "support": "unchecked"}
        for at, one in enumerate(records[0]["evidence"])
    ]}  # fmt: skip
    gold = Gold.from_dicts([{"document": records[0]["document"]["key"], "data": {"rounds": []}}])
    scores = evaluate([damaged], gold, ClassSchema(FundingNews).json_schema())
    page = open_report(
        [damaged, *records[1:]], five["texts"], events=five["events"], evaluation=json.loads(to_json(scores)),
        options={"color_scheme": scheme, "reduced_motion": "reduce"},
    )  # fmt: skip
    page.evaluate(axe)
    for keys in ("", "n", "2n", "ne", "3j", "4", "5", "?"):
        for key in keys:
            page.keyboard.press(key)
        if page.locator(".form input").count():
            page.keyboard.press("Escape")
        found = page.evaluate("axe.run()")["violations"]
        problems = [(rule["id"], [node["html"][:120] for node in rule["nodes"][:3]]) for rule in found]
        assert problems == [], f"after {keys!r}"


def test_ten_thousand_records_need_few_elements(open_report: OpenReport, make_record: MakeRecord) -> None:
    """Whatever the number of records, the page holds fewer than 500 elements, at the top and far down."""
    records = numbered(make_record, 10_000)
    page = open_report(records, None, "#view=records")
    assert page.evaluate(COUNT) < 500
    page.locator(".side .window").focus()
    page.keyboard.press("End")
    assert page.evaluate(COUNT) < 500
    assert page.locator(".side .row[aria-selected=true]").get_attribute("aria-posinset") == "10000"
    page.keyboard.press("2")
    assert "100 problems" in page.locator(".found").text_content()
    assert page.evaluate(COUNT) < 500


def test_problems_stand_first_and_open_where_they_are(open_report: OpenReport, make_record: MakeRecord) -> None:
    """The list of records begins with those that have problems, and a problem opens its value."""
    page = open_report(numbered(make_record, 20), None, "#view=problems")
    page.locator(".row", has_text="unsupported").click()
    assert page.locator(".inspector .big").text_content() == "Acme 7"
    assert "00007.txt" in page.locator(".side .row").first.text_content()


def test_without_texts_and_events_the_page_still_works(open_report: OpenReport, make_record: MakeRecord) -> None:
    """Quotes are shown, the missing article is explained, and there is no view of events."""
    page = open_report(numbered(make_record, 2))
    page.keyboard.press("n")
    assert page.locator(".inspector blockquote").text_content() == "Acme 0"
    assert "--documents" in page.locator(".text").text_content()
    assert page.locator("nav a").first.get_attribute("data-view") == "records"


def test_an_empty_run_has_a_page(open_report: OpenReport) -> None:
    """No record is no error."""
    page = open_report([])
    assert "There are no records." in page.locator(".text").text_content()


def test_printing_shows_every_field(open_report: OpenReport, five: dict[str, Any]) -> None:
    """On paper all fields stand, not only those that were in sight."""
    page = open_report(five["records"], five["texts"], "#view=records")
    rows = page.evaluate("readRecord(0).rows.length")
    assert page.locator(".fields .row").count() < rows
    page.evaluate("dispatchEvent(new Event('beforeprint'))")
    assert page.locator(".fields .row").count() == rows
    page.evaluate("dispatchEvent(new Event('afterprint'))")
    assert page.locator(".fields .row").count() < rows


def test_the_page_is_one_request(
    browser: Any, tmp_path: Path, five: dict[str, Any], save_texts: Callable[[dict[str, str]], SavedDocuments]
) -> None:
    """Served over HTTP, the page asks for itself and for nothing else, an icon included."""
    asked: list[str] = []
    write_report(tmp_path / "report.html", five["records"], documents=save_texts(five["texts"]), events=five["events"])

    class Handler(http.server.SimpleHTTPRequestHandler):
        def __init__(self, *arguments: Any) -> None:
            super().__init__(*arguments, directory=str(tmp_path))

        def log_message(self, *_: Any) -> None:
            asked.append(self.path)

    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler) as server:
        thread = threading.Thread(target=server.serve_forever)
        thread.start()
        context = browser.new_context()
        page = context.new_page()
        page.goto(f"http://127.0.0.1:{server.server_port}/report.html", wait_until="networkidle")
        for key in "1234":
            page.keyboard.press(key)
        page.wait_for_load_state("networkidle")
        context.close()
        server.shutdown()
        thread.join()
    assert asked == ["/report.html"]
