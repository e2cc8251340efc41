"""Evaluations as JSON, JUnit XML, test cases, tables and a page."""

from __future__ import annotations

import io
import json
from dataclasses import replace
from html.parser import HTMLParser
from typing import Any
from xml.etree import ElementTree as Xml

from rich.console import Console

from llm_extract.evaluation import (
    Evaluation,
    Floors,
    Gold,
    evaluate,
    field_scores,
    to_html,
    to_json,
    to_junit,
    to_rich,
    to_text,
)

SCHEMA: dict[str, Any] = {
    "properties": {
        "name": {"type": "string"},
        "tags": {"type": "array", "items": {"properties": {"w": {"type": "string"}}}},
    }
}
NASTY = "<script>alert(1)</script> & [bold]\x00\x1b"


def evaluation() -> Evaluation:
    gold = Gold.from_dicts(
        [
            {"document": "a", "data": {"name": "Ada", "tags": [{"w": "x"}]}, "quotes": {"/name": ["Ada"]}},
            {"document": "b", "nothing": True},
            {"document": "c", "data": {"name": "Cy"}},
        ]
    )
    evidence = [{"path": "/name", "quote": NASTY, "support": "unsupported"}]
    usage = {"prompt_tokens": 10, "completion_tokens": 5}
    records = [
        {"document": {"key": "a"}, "status": "ok", "data": {"name": NASTY, "tags": [{"w": "x"}]}, "evidence": evidence,
         "usage": usage},
        {"document": {"key": "b"}, "status": "ok", "data": {"tags": [{"w": "y"}]}, "evidence": []},
        {"document": {"key": "z"}, "status": "ok", "data": {}},
    ]  # fmt: skip
    return evaluate(records, gold, SCHEMA, samples=20, prices=(1.0, 2.0))


def test_json_holds_every_figure() -> None:
    """Scores, errors, shares, strays and breaches can be read back."""
    content = json.loads(to_json(evaluation(), floors=Floors({"name": 0.9})))
    assert content["fields"]["name"] == {
        **content["fields"]["name"], "right": 0, "false": 1, "missed": 2, "f1": 0.0, "recall": 0.0
    }  # fmt: skip
    assert content["errors"][0]["found"] == NASTY
    assert (content["missing"], content["unjudged"]) == (["c"], ["z"])
    assert content["nothing"] == {"documents": 1, "with_findings": 1, "findings": 1}
    assert content["breaches"] == [{"field": "name", "floor": 0.9, "reached": 0.0}]
    assert content["cost"]["money_per_article"] == 2e-05


def test_junit_has_one_case_per_field() -> None:
    """Fields below their floor fail with their errors, also with characters that XML cannot hold."""
    suite = Xml.fromstring(to_junit(evaluation(), floors=Floors({"name": 0.9, "tags[].w": 0.1, "gone": 0.5})))
    cases = {case.get("name"): case.find("failure") for case in suite}
    assert set(cases) == {"name", "tags[].w", "gone"}
    assert (suite.get("tests"), suite.get("failures")) == ("3", "2")
    assert cases["tags[].w"] is None
    failure = cases["name"]
    assert failure is not None
    assert failure.get("message") == "name: 0.0000, floor 0.9000"
    assert "a/name: wrong" in (failure.text or "")


def test_field_cases_without_floors_fail_on_any_error() -> None:
    """Without floors a field passes where it has no error; with them where it reaches its own."""
    plain = {case.field: case.passed for case in field_scores(evaluation())}
    assert plain == {"name": False, "tags[].w": False}
    held = {case.field: case.passed for case in field_scores(evaluation(), Floors({"overall": 0.3, "tags[].w": 0.6}))}
    assert held == {"overall": True, "name": False, "tags[].w": True}


def test_the_page_is_escaped_and_self_contained() -> None:
    """Nothing from a record becomes an element, and the page loads and runs nothing."""
    page = to_html(evaluation(), title="A & <b>")
    tags: set[str] = set()

    class Reader(HTMLParser):
        def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
            tags.add(tag)
            assert not {"src", "href", "onclick"} & {name for name, _ in attrs}

    Reader().feed(page)
    assert tags == {
        "html", "head", "meta", "title", "style", "body", "main", "h1", "h2", "div", "table", "thead", "tbody", "tr",
        "th", "td", "wbr", "p",
    }  # fmt: skip
    assert "&lt;script&gt;alert(1)" in page
    assert "default-src 'none'" in page


def test_the_page_can_be_read_aloud_and_on_a_small_screen() -> None:
    """Columns are explained, rows headed by name, numbers marked; words run as their language, names may be broken."""
    page = to_html(evaluation())
    for word in ("Precision: ", "Recall: ", "F1: ", "95 %: ", "False: ", "Missed: "):
        assert word in page
    assert '<th scope="col">field</th><th scope="col" class="n">precision</th>' in page
    assert '<tr><th scope="row">tags[].<wbr>w</th><td class="n">' in page
    assert '<th scope="row">statuses</th><td dir="auto">' in page
    assert page.count("<table>") == page.count('tabindex="0" role="region" aria-label="')
    assert "color-scheme:light dark" in page


def test_tables_show_the_same_in_both_forms() -> None:
    """Plain text and rich tables name every field and error; markup in values stays text."""
    lines = "\n".join(to_text(evaluation(), floors=Floors({"name": 0.9})))
    stream = io.StringIO()
    Console(file=stream, width=200, color_system=None).print(to_rich(evaluation(), floors=Floors({"name": 0.9})))
    for shown in (lines, stream.getvalue()):
        for words in ("overall", "tags[].w", "Below the floor", "perfect records", "[bold]", "Errors, 3", "price per"):
            assert words in shown


def test_nothing_commands_the_terminal() -> None:
    """Control characters from a record reach neither table."""
    stream = io.StringIO()
    Console(file=stream, width=200, color_system=None).print(to_rich(evaluation()))
    for shown in ("\n".join(to_text(evaluation())), stream.getvalue(), to_html(evaluation())):
        assert "\x1b" not in shown
        assert "\x00" not in shown


def test_long_error_lists_are_cut_with_their_number() -> None:
    """The table says how many errors there are in all."""
    lines = to_text(evaluation(), most_errors=1)
    assert "Errors, the first 1 of 3" in lines
    whole = evaluation()
    counted = replace(whole, findings=whole.findings[:1], unlisted=2)
    assert to_text(counted, most_errors=1) == lines


def test_an_empty_evaluation_can_be_shown() -> None:
    """Without gold all forms are empty tables, not errors."""
    empty = evaluate([], Gold([]), SCHEMA)
    assert to_text(empty)[0] == "Scores"
    assert json.loads(to_json(empty))["overall"]["f1"] is None
    assert 'tests="0"' in to_junit(empty)
    assert "<table>" in to_html(empty)
