"""The page with hostile and odd articles."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from llm_extract.report import write_report

OpenReport = Callable[..., Any]
MakeRecord = Callable[..., dict[str, Any]]

HOSTILE = [
    "<script>alert(1)</script>",
    "</script><script>alert(2)</script><!--",
    "<img src=x onerror=alert(3)>",
    "javascript:alert(4)",
    '"><svg onload=alert(5)>',
    "{{constructor.constructor('alert(6)')()}}",
    "\u202e\u2066reversed\u2069",
    "]]><!DOCTYPE html>&lt;b&gt;&#60;i&#62;\u2028\u2029\u0000\ufeff",
    "__proto__",
    "@policy@ @script@ @style@ @data@ @title@",
    "'; DROP TABLE records; --",
]

FAMILY = "\U0001f468\u200d\U0001f469\u200d\U0001f467"

ODD = [
    ("emoji", f"Go {FAMILY} \U0001f600 now", [f"{FAMILY} \U0001f600", "\U0001f600 now"]),
    ("combining", "Cafe\u0301 Ola\u0301 x", ["Cafe\u0301", "e\u0301 Ola", "\u0301 x"]),
    ("cjk", "商汤科技融资6亿美元，阿里巴巴领投。", ["商汤科技", "融资6亿美元", "科技融资"]),
    ("outside the first plane", "\U00020000\U00020001 is \U00020002.", ["\U00020001 is", "\U00020002"]),
    ("newlines", "One\r\n\r\nTwo\nthree\u2028four\tfive  six", ["One\r\n\r\nTwo", "Two\nthree\u2028four", "five  six"]),
    ("overlaps", "one two three four", ["one two three", "two", "two three four", "four", "one two three four"]),
    ("right to left", "قالت شركة Acme إنها جمعت 5 ملايين", ["شركة Acme", "5 ملايين"]),
]  # fmt: skip


@pytest.mark.parametrize("evil", HOSTILE)
def test_hostile_articles_do_nothing(open_report: OpenReport, make_record: MakeRecord, evil: str) -> None:
    """Markup in the text, the key, the title, the values, the quotes and the messages is shown as it is."""
    text = f"{evil} raised money. {evil}"
    about = make_record(text, {}, [], key=f"{evil}.txt")["document"]
    note = {"code": evil, "path": "/name", "message": evil, "details": {}}
    error = {"type": evil, "message": evil, "hint": evil}
    told = [("/name", evil, "supported"), ("/other", f"{evil}!", "unsupported")]
    record = make_record(
        text, {"name": evil, evil: evil, "other": evil}, told, document={**about, "title": evil, "published_on": evil},
        notes=[note], error=error, model=evil, key=f"{evil}.txt",
        task={"name": evil, "version": 1, "prompt_sha256": evil, "schema_sha256": evil},
    )  # fmt: skip
    said = {
        "document": f"{evil}.txt", "path": "/name", "voice": evil, "reported_by": evil, "stage": evil, "quote": evil,
        "published_on": evil, "spans": [], "alignment": "exact", "support": "supported", "equivalents": [],
    }  # fmt: skip
    claims = [
        {"value": value, "relation": None, "timing": evil, "elsewhere": None, "voices": 1, "said": [said]}
        for value in (evil, 5)
    ]
    event = {
        "event_format": 1, "id": evil, "kind": evil, "task": evil, "title": evil, "voices": 1,
        "articles": [{
            "key": f"{evil}.txt", "id": evil, "title": evil, "source": evil, "published_on": evil, "copy_of": evil,
        }],
        "mentions": [{"document": f"{evil}.txt", "path": "", "stage": evil}],
        "fields": [{
            "field": evil, "entity": evil, "kind": "text", "verdict": "conflict", "kinds": [evil], "resolved": None,
            "claims": claims, "conflicts": [{"kind": evil, "claims": [0, 1], "reason": evil, "compatible": False}],
        }],
        "links": [{"kind": evil, "event": evil, "agreed": [evil], "against": [evil]}],
    }  # fmt: skip
    page = open_report([record], {f"{evil}.txt": text}, events=[event], title=evil)
    page.locator("button.claim").first.click()
    for keys in ("2n", "3", "4", "2n"):
        for key in keys:
            page.keyboard.press(key)
    assert page.evaluate("document.querySelector('.text').textContent") == text
    assert page.evaluate("document.querySelectorAll('main script, main img, main svg, main iframe').length") == 0
    # the page's own program, and elements of data
    assert page.evaluate("[...document.scripts].filter(script => script.type !== 'application/json').length") == 1


@pytest.mark.parametrize(("name", "text", "quotes"), ODD, ids=[name for name, _, _ in ODD])
def test_highlights_are_right_whatever_the_letters(
    open_report: OpenReport, make_record: MakeRecord, name: str, text: str, quotes: list[str]
) -> None:
    """Code points are not UTF-16 units, letters may be several, and highlights overlap: each shows its own words."""
    data = {f"value{number}": quote for number, quote in enumerate(quotes)}
    told = [(f"/value{number}", quote, "supported") for number, quote in enumerate(quotes)]
    page = open_report([make_record(text, data, told)], {"a.txt": text}, "#view=records")
    for quote in quotes:
        page.keyboard.press("n")
        assert page.evaluate("[...document.querySelectorAll('mark.chosen')].map(p => p.textContent).join('')") == quote
        assert page.evaluate("document.querySelector('.inspector blockquote').textContent") == quote
    assert page.evaluate("document.querySelector('.text').textContent") == text


def test_nothing_runs_that_is_not_the_pages_own(browser: Any, tmp_path: Path) -> None:
    """Even code that somehow got in could not run, load or build anything: the policy is in force."""
    path = tmp_path / "report.html"
    write_report(path, [])
    context = browser.new_context()
    page = context.new_page()
    page.goto(path.as_uri())
    outcome = page.evaluate("""async () => {
        const script = document.createElement("script");
        script.append("window.ran = true");
        const attempt = (act) => { try { act(); return "taken"; } catch (error) { return error.name; } };
        attempt(() => document.head.append(script));
        const markup = attempt(() => { document.body.innerHTML = "<b>x</b>"; });
        const loaded = await fetch("http://127.0.0.1:9/").then(() => "loaded", (error) => error.name);
        const image = await new Promise((tell) => {
            const node = new Image();
            node.onerror = () => tell("refused");
            node.onload = () => tell("loaded");
            node.src = "http://127.0.0.1:9/x.png";
        });
        return { ran: window.ran ?? false, markup, loaded, image };
    }""")
    context.close()
    assert outcome == {"ran": False, "markup": "TypeError", "loaded": "TypeError", "image": "refused"}
