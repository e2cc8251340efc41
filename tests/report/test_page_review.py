"""Reviewing in the page, and the way of a correction back into records and gold."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from llm_extract.cli import main
from llm_extract.documents import documents_path

OpenReport = Callable[..., Any]
MakeRecord = Callable[..., dict[str, Any]]

TEXT = "\U0001f600 Acme hired Ada. It is said that Acme is large."
DATA = {"name": "Acme", "boss": "Ada", "size": None}
TOLD = [("/name", "Acme", "supported"), ("/boss", "Ada", "supported")]


def select_words(page: Any, words: str) -> None:
    """Select the last place of these words in the article, as a mouse would."""
    page.evaluate("""(words) => {
        const walker = document.createTreeWalker(document.querySelector(".text"), NodeFilter.SHOW_TEXT);
        let found = null;
        while (walker.nextNode()) if (walker.currentNode.data.includes(words)) found = walker.currentNode;
        const start = found.data.lastIndexOf(words);
        getSelection().setBaseAndExtent(found, start, found, start + words.length);
    }""", words)  # fmt: skip


@pytest.fixture
def page(open_report: OpenReport, make_record: MakeRecord) -> Any:
    """A report of one record, at its first value."""
    opened = open_report([make_record(TEXT, DATA, TOLD)], {"a.txt": TEXT}, "#view=records")
    opened.keyboard.press("n")
    return opened


def changes(page: Any) -> list[dict[str, Any]]:
    """What the file would say now."""
    records = page.evaluate("journal.file()")["records"]
    return [one for record in records for one in record["changes"]]


def test_every_decision_is_in_the_file(page: Any) -> None:
    """Accept, edit, pick, note and reject each give their change, with the value they are about."""
    page.keyboard.press("a")
    select_words(page, "Acme is large")
    page.keyboard.press("s")
    page.keyboard.press("n")
    page.keyboard.press("e")
    page.keyboard.type("Bo")
    page.keyboard.press("Enter")
    page.keyboard.press("m")
    page.keyboard.type("See the \U0001f600 page.")
    page.locator(".form button", has_text="Save").click()
    page.keyboard.press("n")
    page.keyboard.press("r")
    start = TEXT.index("Acme is large")
    assert changes(page) == [
        {"action": "accept", "path": "/name", "was": {"/name": "Acme"}},
        {
            "action": "span", "path": "/name", "was": {"/name": "Acme"}, "spans": [[start, start + 13]],
            "words": "Acme is large",
        },
        {"action": "edit", "path": "/boss", "was": {"/boss": "Ada"}, "values": {"/boss": "Bo"}},
        {"action": "note", "path": "/boss", "was": {"/boss": "Ada"}, "note": "See the \U0001f600 page."},
        {"action": "reject", "path": "/size", "was": {"/size": None}},
    ]  # fmt: skip


def test_undo_takes_back_one_decision_after_the_other(page: Any) -> None:
    """The last word counts; taken back, the one before it counts again."""
    page.keyboard.press("a")
    page.keyboard.press("r")
    assert [one["action"] for one in changes(page)] == ["reject"]
    page.keyboard.press("u")
    assert [one["action"] for one in changes(page)] == ["accept"]
    assert "accepted" in page.locator(".fields .row[aria-selected=true]").text_content()
    page.keyboard.press("u")
    assert changes(page) == []
    assert not page.locator("#download").is_visible()
    page.keyboard.press("u")
    assert changes(page) == []


def test_decisions_are_kept_in_the_browser(page: Any) -> None:
    """After a reload the review is still there."""
    page.keyboard.press("r")
    page.reload()
    assert [one["action"] for one in changes(page)] == ["reject"]
    assert "rejected" in page.locator(".fields .row").first.text_content()


def test_a_text_in_brackets_stays_a_text(open_report: OpenReport, make_record: MakeRecord) -> None:
    """What stands in the place of a text is one, whatever it looks like; where nothing stood, JSON is read."""
    page = open_report([make_record("See [1].", {"source": "[1]", "more": None}, [])], {"a.txt": "See [1]."})
    for _ in range(2):
        page.keyboard.press("n")
        page.keyboard.press("e")
        page.locator(".form input").fill("[2]")
        page.keyboard.press("Enter")
    assert [one["values"] for one in changes(page)] == [{"/source": "[2]"}, {"/more": [2]}]


FOCUSED = "document.activeElement.textContent"


def test_deciding_with_tab_and_enter_keeps_the_place(page: Any) -> None:
    """What was pressed has the focus again, though all is drawn anew; a form gives it back to its button."""
    page.locator(".review button", has_text="Reject").focus()
    page.keyboard.press("Enter")
    assert page.evaluate(FOCUSED) == "Rejectr"
    page.keyboard.press("n")
    assert page.evaluate(FOCUSED) == "Rejectr"
    for end in ("Enter", "Escape"):
        page.locator(".review button", has_text="Edit").focus()
        page.keyboard.press("Enter")
        page.locator(".form input").fill("Bo")
        page.keyboard.press(end)
        assert page.evaluate(FOCUSED) == "Edite"
    assert [one["action"] for one in changes(page)] == ["reject", "edit"]
    page.keyboard.press("Tab")
    assert page.evaluate(FOCUSED) == "Use selected wordss"


def test_letters_typed_into_a_field_do_not_act(page: Any) -> None:
    """Writing "area" into a value neither accepts nor rejects it; Escape leaves it as it was."""
    page.keyboard.press("e")
    page.keyboard.type("area")
    page.keyboard.press("Escape")
    assert changes(page) == []
    assert page.locator(".form form").count() == 0


def test_single_letters_can_be_turned_off(page: Any) -> None:
    """Who speaks to the browser or leans on keys can switch the letters off, and on again."""
    page.keyboard.press("?")
    page.locator("#letters").uncheck()
    page.keyboard.press("Escape")
    page.keyboard.press("r")
    assert changes(page) == []
    page.keyboard.press("?")
    page.locator("#letters").check()
    page.keyboard.press("Escape")
    page.keyboard.press("r")
    assert [one["action"] for one in changes(page)] == ["reject"]


def test_corrections_make_the_round_trip(
    open_report: OpenReport, five: dict[str, Any], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Reviewed in the page, downloaded, put into the records by the command, drafted as gold, shown again."""
    records = tmp_path / "records.jsonl"
    records.write_text("".join(json.dumps(one) + "\n" for one in five["records"]), encoding="utf-8")
    key = five["records"][1]["document"]["key"]
    page = open_report(
        five["records"], five["texts"], f"#view=records&record={key}&at=%2Frounds%2F0%2Fvaluations%2F0"
    )  # fmt: skip
    assert documents_path(records).is_file()
    page.keyboard.press("e")
    page.keyboard.type("3000000000")
    page.keyboard.press("Enter")
    select_words(page, "SenseTime is a little-known AI firm")
    page.keyboard.press("n")
    page.keyboard.press("p")
    page.keyboard.press("p")
    investor = page.locator(".inspector h3").text_content()
    page.keyboard.press("r")
    page.locator("#download").click()
    page.locator("#by").fill("Kim")
    with page.expect_download() as download:
        page.keyboard.press("Enter")
    corrections = tmp_path / "corrections.json"
    download.value.save_as(corrections)

    reviewed = tmp_path / "reviewed.jsonl"
    assert main(["review", "apply", str(records), str(corrections), "-o", str(reviewed)]) == 0
    lines = [json.loads(line) for line in reviewed.read_text(encoding="utf-8").splitlines()]
    assert [one["review"] is not None for one in lines] == [False, True, False, False, False]
    before, after = five["records"][1]["data"]["rounds"][0], lines[1]["data"]["rounds"][0]
    assert before["valuations"][0]["money"]["amount"] == "3000000"
    assert after["valuations"][0]["money"]["amount"] == "3000000000"
    assert investor == "round 1 › investor 3"
    assert after["investors"] == before["investors"][:2]
    assert lines[1]["review"]["by"] == "Kim"
    assert {one["action"]: one["was"] for one in lines[1]["review"]["changes"]} == {
        "edit": before["valuations"][0], "reject": before["investors"][2],
    }  # fmt: skip
    text = five["texts"][key]
    for one in lines[1]["evidence"]:
        assert " ... ".join(text[start:end] for start, end in one["spans"]) == one["quote"]

    capsys.readouterr()
    assert main(["gold", "from", str(reviewed)]) == 0
    gold = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    assert gold[1]["data"]["rounds"][0]["valuations"][0]["money"]["amount"] == "3000000000"
    assert main(["report", str(reviewed), "-o", str(tmp_path / "again.html")]) == 0
    page.goto((tmp_path / "again.html").as_uri() + f"#view=records&record={key}")
    assert "Reviewed by Kim" in page.locator(".article-head").text_content()


def test_a_decision_leaves_the_article_as_it_is(open_report: OpenReport, make_record: MakeRecord) -> None:
    """Only the fields and what is about the value are drawn anew, and nothing has the page measured for it."""
    text = "\n".join(f"Item {number} costs a lot." for number in range(400))
    told = [(f"/items/{number}/name", f"Item {number} ", "supported") for number in range(400)]
    data = {"items": [{"name": quote.strip()} for _, quote, _ in told]}
    page = open_report([make_record(text, data, told)], {"a.txt": text}, "#view=records&at=%2Fitems%2F7%2Fname")
    session = page.context.new_cdp_session(page)
    session.send("Performance.enable")

    def layouts() -> int:
        return next(
            one["value"] for one in session.send("Performance.getMetrics")["metrics"] if one["name"] == "LayoutCount"
        )

    before = layouts()
    drawn, scrolled = page.evaluate("""() => {
        const article = document.querySelector(".text");
        article.scrollTop = 3000;
        const watch = new MutationObserver(() => {});
        watch.observe(article, { subtree: true, childList: true, attributes: true });
        for (let times = 0; times < 20; times += 1) review.reject();
        return [watch.takeRecords().length, article.scrollTop];
    }""")
    assert (drawn, scrolled) == (0, 3000)
    assert layouts() - before < 20
    assert "rejected" in page.locator(".fields .row[aria-selected=true]").text_content()
    page.keyboard.press("u")
    assert page.evaluate("document.querySelector('.text').scrollTop") > 1000  # item 7 stands above


def test_the_page_goes_on_where_addresses_are_counted(page: Any) -> None:
    """Some browsers refuse to write the address too often: the next value is shown all the same."""
    page.evaluate("() => { history.replaceState = () => { throw new DOMException('too often', 'SecurityError'); }; }")
    page.keyboard.press("n")
    assert page.locator(".inspector .big").text_content() == "Ada"
    page.keyboard.press("p")
    assert page.locator(".inspector .big").text_content() == "Acme"
