"""The page with articles, notes and contradictions in numbers that nobody expects."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

OpenReport = Callable[..., Any]
MakeRecord = Callable[..., dict[str, Any]]

COUNT = "document.querySelectorAll('*').length"


def test_an_article_of_very_many_lines_opens(open_report: OpenReport, make_record: MakeRecord) -> None:
    """A hundred and fifty thousand lines are shown as they are, by few elements, and words can be picked in them."""
    text = "\n".join(f"line {number} ends" for number in range(150_000))
    told = [("/name", "line 7 ends\nline 8", "supported"), ("/other", "149999", "unsupported")]
    page = open_report([make_record(text, {"name": "8", "other": "149999"}, told)], {"a.txt": text})
    assert page.evaluate("document.querySelector('.text').textContent") == text
    assert page.evaluate(COUNT) < 10_000
    page.keyboard.press("n")
    assert page.evaluate("[...document.querySelectorAll('mark.chosen')].map(piece => piece.textContent).join('')") == (
        "line 7 ends\nline 8"
    )
    last = "[...document.querySelectorAll('.text > p')].at(-1).firstChild.firstChild"
    page.evaluate(f"getSelection().setBaseAndExtent({last}, 0, {last}, 11)")
    start = text.index("line 149950 ends")
    assert page.evaluate("recordsView.article.selection()") == {
        "start": start, "end": start + 11, "words": "line 149950",
    }  # fmt: skip


def test_thousands_of_notes_leave_the_article_in_sight(open_report: OpenReport, make_record: MakeRecord) -> None:
    """The first few notes stand above the article and beside a value, and the others wait to be asked for."""
    notes = [
        {"code": "unanswered", "path": path, "message": f"stretch {number}", "details": {}}
        for path in ("", "/name")
        for number in range(5_000)
    ]
    record = make_record("Acme grew.", {"name": "Acme"}, [("/name", "Acme", "supported")], notes=notes)
    page = open_report([record], {"a.txt": "Acme grew."})
    assert page.locator(".article-head > .trouble").count() == 5
    assert page.locator(".article-head summary").text_content() == "4,995 more"
    page.locator(".article-head summary").click()
    assert page.locator(".article-head .trouble").count() == 5_000
    page.keyboard.press("n")
    assert page.locator(".inspector > .reason").count() == 5
    for place in (".text", ".side .row", ".review button"):
        box = page.locator(place).first.bounding_box()
        assert 0 <= box["y"] < 900 - 20


def test_very_many_claims_are_shown_some_at_a_time(open_report: OpenReport, make_record: MakeRecord) -> None:
    """Fifty claims with their quotes, the chosen one first, and further ones when they are asked for."""
    records, texts, claims = [], {}, []
    for number in range(300):
        key, words = f"{number:04}.txt", f"${number} million"
        texts[key] = f"Acme raised {words}."
        records.append(make_record(texts[key], {"deal": {"sum": words}}, [("/deal/sum", words, "supported")], key=key))
        said = {"document": key, "path": "/deal/sum", "quote": words, "support": "supported"}
        claims.append({"value": words, "voices": 1, "said": [said]})
    event = {
        "id": "e1", "kind": "deal", "title": "Acme", "voices": 300, "articles": [{"key": key} for key in texts],
        "mentions": [{"document": key, "path": "/deal", "stage": "final"} for key in texts],
        "fields": [{"field": "sum", "verdict": "conflict", "kinds": ["amount"], "resolved": None, "claims": claims}],
    }  # fmt: skip
    page = open_report(records, texts, "#view=events&event=e1&field=0&claim=123", events=[event])
    heads = page.locator(".claim-quotes h4")
    assert heads.count() == 50
    assert "$123 million" in heads.first.text_content()
    page.get_by_role("button", name="Show 50 more of 250").click()
    assert heads.count() == 100
    assert "$123 million" in heads.first.text_content()
    focused = "document.activeElement.textContent"
    page.get_by_role("button", name="further").focus()
    page.keyboard.press("Enter")
    assert "further" in page.evaluate(focused)
    page.get_by_role("button", name="earlier").focus()
    page.keyboard.press("Enter")  # and there is none that is earlier
    assert page.evaluate("document.activeElement.className") == "event-top"
    page.locator("button.claim").nth(1).focus()
    page.keyboard.press("Enter")
    assert page.evaluate(focused) == page.locator("button.claim").nth(1).text_content()
    page.get_by_role("button", name="Close").focus()
    page.keyboard.press("Enter")
    assert page.evaluate(focused) == "sum"
    page.keyboard.press("2")
    page.keyboard.press("n")
    assert page.locator(".others li strong").count() == 20
    assert "280 more" in page.locator(".others").text_content()
    assert page.evaluate(COUNT) < 1_500


def test_a_title_from_right_to_left_keeps_its_beginning(open_report: OpenReport, make_record: MakeRecord) -> None:
    """What does not fit into the list's row is cut off at the end of the words, which is on the left."""
    text = "شركة اكمي جمعت خمسة ملايين دولار في جولة تمويل جديدة هذا الاسبوع\n"
    record = make_record(text, {"name": "اكمي"}, [("/name", "اكمي", "supported")])
    page = open_report([record], {"a.txt": text})
    direction = "getComputedStyle(document.querySelector('.side .row-title')).direction"
    assert page.evaluate(direction) == "rtl"


def test_words_of_the_title_are_no_problem(open_report: OpenReport, make_record: MakeRecord) -> None:
    """A value that only the title backs is supported, as its record says, and the page says where its words are."""
    record = make_record("It grew.", {"name": "Acme"}, [("/name", "Acme", "supported")])
    record["evidence"][0]["reason"] = "The words stand in the title, not in the text."
    page = open_report([record], {"a.txt": "It grew."})
    page.keyboard.press("n")
    facts = page.locator(".inspector .facts").first.text_content()
    assert "✓ supported" in facts
    assert "title" in facts
    assert page.locator(".fields .row .badge").text_content() == "✓ supported"
    page.keyboard.press("2")
    assert "None: every record is usable" in page.locator(".lead").text_content()
    page.keyboard.press("3")
    assert "100.0 % supported" in page.locator(".tiles").text_content()


def test_words_far_down_a_long_article_are_brought_into_sight(open_report: OpenReport, make_record: MakeRecord) -> None:
    """Also where scrolling is smooth: the heights of lines that were never seen are only guessed on the way."""
    text = "\n".join(f"Line {number} {'goes on and on for a while, ' * (number % 9 * 3)}" for number in range(2_000))
    told = [(f"/names/{at}", f"Line {number} ", "supported") for at, number in enumerate(range(0, 2_000, 500))]
    record = make_record(text, {"names": [quote for _, quote, _ in told]}, told)
    page = open_report([record], {"a.txt": text}, options={"reduced_motion": "no-preference"})
    for at in (2, 3, 1, 0):
        below, room = page.evaluate(
            """async (at) => {
            go({ at });
            for (let frame = 0; frame < 3; frame += 1) await new Promise(requestAnimationFrame);
            const pane = document.querySelector(".text").getBoundingClientRect();
            return [document.querySelector("mark.chosen").getBoundingClientRect().top - pane.top, pane.height];
        }""",
            f"/names/{at}",
        )
        assert 0 <= below < room
