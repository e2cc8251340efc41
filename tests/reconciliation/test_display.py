"""Tables and notebook frames: everything an article says stands as text, and nothing of it can run."""

from __future__ import annotations

import html
import io
import re
from collections.abc import Callable
from typing import Any

from rich.console import Console

from llm_extract.frames import record_frame
from llm_extract.reconciliation import reconcile
from llm_extract.reconciliation.tables import event_table, record_table
from llm_extract.schemas.funding import FundingNews

Make = Callable[..., dict[str, Any]]
HOSTILE = "</iframe><script>alert(1)</script>\" onload='x' [bold red]Acme[/] &lt;"


def _hostile(article: Make, tell: Make) -> list[dict[str, Any]]:
    quotes = {"company": HOSTILE, "money_raised": HOSTILE}
    return [
        article("a<b>", tell(HOSTILE, label="series_c", amount="600 USD", quotes=quotes)),
        article("b", tell(HOSTILE, label="series_c", amount="700 USD", on="2018"), published="2018"),
    ]


def _printed(renderable: Any) -> str:
    console = Console(width=250, record=True, file=io.StringIO())
    console.print(renderable)
    return console.export_text()


def _page(frame: str) -> str:
    assert frame.startswith('<iframe sandbox="" ')
    assert frame.count("<") == 2
    found = re.search(r'srcdoc="([^"]*)"></iframe>$', frame)
    assert found is not None
    return html.unescape(found.group(1))


def test_an_event_in_a_notebook_is_inert(article: Make, tell: Make) -> None:
    """The frame allows nothing, its page has no tag that an article brought, and the words are all there."""
    event = reconcile(_hostile(article, tell), FundingNews)[0]
    page = _page(event._repr_html_())
    assert set(re.findall(r"<(/?\w+)", page)) <= {
        "meta", "style", "/style", "h1", "/h1", "p", "/p", "table", "/table", "tr", "/tr", "th", "/th", "td", "/td",
    }  # fmt: skip
    assert "default-src 'none'" in page
    assert html.escape(HOSTILE) in page


def test_a_record_in_a_notebook_is_inert(article: Make, tell: Make) -> None:
    """The same for a record; a failed one shows its error."""
    record = _hostile(article, tell)[0]
    assert html.escape(HOSTILE) in _page(record_frame(record))
    failed = {**record, "data": None, "evidence": [], "error": {"type": "X", "message": "no <answer>", "hint": ""}}
    assert "no &lt;answer&gt;" in _page(record_frame(failed))


def test_tables_print_markup_as_words(article: Make, tell: Make) -> None:
    """Square brackets in a quote are no markup of the terminal."""
    records = _hostile(article, tell)
    assert "[bold red]Acme[/]" in _printed(event_table(reconcile(records, FundingNews)[0].to_dict()))
    assert "[bold red]Acme[/]" in _printed(record_table(records[0]))


def test_a_table_says_how_a_conflict_was_resolved(article: Make, tell: Make) -> None:
    """Verdict, kind, rule and links can be read."""
    events = reconcile(
        [
            article("a", tell(label="series_c", amount="500 USD", status="in_talks"), published="2018-02-01"),
            article("b", tell(label="series_c", amount="600 USD"), published="2018-04-09"),
            article("c", tell(label="series_c", amount="900 USD"), published="2018-12-09"),
        ],
        FundingNews,
    )
    text = " ".join(_printed(event_table(events[0].to_dict())).split())
    assert "conflict (rumour)" in text
    assert "final over rumour" in text
    assert "(rumour)" in text
    assert f"another closing of {events[1].id}" in text


def test_support_is_not_broken_on_a_narrow_terminal(article: Make, tell: Make) -> None:
    """At 60 columns each word on support stands on one line; a failed record's hint is a sentence of its own."""
    record = _hostile(article, tell)[0]
    stream = io.StringIO()
    Console(file=stream, width=60).print(record_table(record))
    assert record["evidence"][0]["support"] in stream.getvalue()
    failed = {**record, "evidence": [], "error": {"type": "X", "message": "a.txt: empty", "hint": "Fill it."}}
    assert "a.txt: empty. Fill it" in _printed(record_table(failed))


def test_a_table_shows_every_value_that_answers_disagree_on(article: Make, tell: Make) -> None:
    """Each with how often it was said and its words in the article; without the article, with their places."""
    text = "Acme raised $5 million. [b]Acme[/b] raised\n$6 million."
    amounts = [("5000000", [[5, 22]]), ("6000000", [[36, 53]]), ("7000000", [])]
    note = {
        "code": "disagreement", "path": "/rounds/0/money_raised/amount", "message": "the answers disagree",
        "details": {"values": [{"value": one, "count": 2, "spans": spans} for one, spans in amounts]},
    }  # fmt: skip
    record = {**article("a", tell("Acme", label="series_c", amount="5 USD")), "notes": [note]}
    shown = _printed(record_table(record, text))
    assert "5000000  in 2 answers, kept  raised $5 million  5:22" in shown
    assert "6000000  in 2 answers  raised $6 million  36:53" in shown
    assert "7000000  in 2 answers  no words found for it" in shown
    assert "6000000  in 2 answers    36:53" in _printed(record_table(record))


def test_names_of_fields_are_not_broken_on_a_terminal_of_eighty_columns(article: Make, tell: Make) -> None:
    """Words of a field's name stand whole, below each other where there is no room."""
    told = [tell(label="series_c", amount="600 USD", on="2018", valuations=[("3000 USD",)]) for _ in range(2)]
    events = reconcile([article(name, one) for name, one in zip("ab", told, strict=True)], FundingNews)
    stream = io.StringIO()
    Console(file=stream, width=80).print(event_table(events[0].to_dict()))
    for word in ("company", "investment", "announced", "valuations", "raised"):
        assert re.search(rf"^ ?{word} ", stream.getvalue(), re.MULTILINE), word


def test_a_table_shows_values_that_nothing_is_cited_for(article: Make) -> None:
    """They follow the cited ones; what stands inside a cited value is said with it, and null is nothing."""
    found = {"quote": "at the lake", "spans": [[0, 5]], "alignment": "exact", "support": "supported", "reason": ""}
    data = {"birds": [{"species": "heron", "seen": {"place": "lake"}, "count": 2}, {"species": "gull", "sex": None}]}
    told = {**article("a"), "data": data, "evidence": [{**found, "path": "/birds/0/seen"}]}
    shown = [line.split() for line in _printed(record_table(told)).splitlines() if "/birds" in line]
    assert [line[:2] for line in shown] == [
        ["/birds/0/seen", "place"],
        ["/birds/0/species", "heron"],
        ["/birds/0/count", "2"],
        ["/birds/1/species", "gull"],
    ]
    assert shown[1][2:] == ["no", "words", "asked", "for"]
    assert "a list" in _printed(record_table({**told, "data": ["a list"], "evidence": []}))
    page = _page(record_frame(told))
    assert "<td>/birds/0/species</td><td>heron</td>" in page
    assert "place" not in re.findall(r"<td>(/\S*)</td>", page)[-1]


def test_a_record_in_a_notebook_says_why_words_do_not_back_a_value(article: Make, tell: Make) -> None:
    """The reason stands below the word, as on a terminal."""
    record = article("a", tell(label="series_c"), support="unsupported")
    record["evidence"][0]["reason"] = "The words say <Bolt>."
    assert "unsupported: The words say &lt;Bolt&gt;." in _page(record_frame(record))


def test_a_note_about_the_whole_record_has_no_gap(article: Make) -> None:
    """A note without a place is its code and its words."""
    note = {"code": "recovered", "path": "", "message": "a code fence", "details": {}}
    assert "recovered: a code fence" in _printed(record_table({**article("a"), "notes": [note]}))
