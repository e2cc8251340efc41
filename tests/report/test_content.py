"""What the page is told about a record, and what is counted over all."""

from __future__ import annotations

from collections.abc import Callable
from itertools import pairwise
from typing import Any

from llm_extract.documents import Document
from llm_extract.report.content import describe_record, find_problems, index_record, title_of
from llm_extract.report.figures import Figures, Prices

TEXT = "Acme of Kyiv raised money. It was a lot."
MakeRecord = Callable[..., dict[str, Any]]


def test_problems_are_found_and_graded(make_record: MakeRecord) -> None:
    """A quote that is not there and a value that its words do not back are problems; a checked one is none."""
    told = [("/name", "Acme", "supported"), ("/city", "Paris", "unsupported"), ("/year", "a lot", "unsupported")]
    notes = [{"code": "lost_items", "path": "/people/1", "message": "One was lost.", "details": {}}]
    record = make_record(TEXT, {"name": "Acme", "city": "Paris", "year": 1}, told, notes=notes, status="partial")
    found = [(problem.gravity, problem.word, problem.path) for problem in find_problems(record)]
    assert found == [
        (1, "partial", ""), (1, "quote not found", "/city"), (1, "unsupported", "/year"),
        (2, "lost items", "/people/1"),
    ]  # fmt: skip


def disagreement(path: str, *values: tuple[Any, list[list[int]]]) -> dict[str, Any]:
    """A note on values that answers disagree on, with the places of their words."""
    said = [{"value": value, "count": 1, "spans": spans} for value, spans in values]
    return {"code": "disagreement", "path": path, "message": "Two things.", "details": {"values": said}}


def test_values_that_answers_disagree_on_are_told_with_their_words(make_record: MakeRecord) -> None:
    """In the list as one line; in the record as highlights behind those of the evidence, and which one is kept."""
    notes = [disagreement("/name", ("Acme", [[0, 4]]), ("Kyiv", [[8, 12]]), ("Oslo", []))]
    record = make_record(TEXT, {"name": "Acme"}, [("/name", "Acme", "supported")], notes=notes)
    (problem,) = problems = list(find_problems(record))
    assert (problem.gravity, problem.line) == (1, "Acme ≠ Kyiv ≠ Oslo: Two things.")
    assert index_record(record, None, problems)[-1] == 1
    page = describe_record(record, Document(TEXT, key="a.txt", source="a.txt"), problems)
    ((*_, said),) = page["problems"]
    assert said == [["Acme", 1, True, 1], ["Kyiv", 1, False, 2], ["Oslo", 1, False, None]]
    assert [(words, marks) for line in page["text"] for _, words, *marks in line if marks] == [
        ("Acme", [[0, 1]]), ("Kyiv", [[2]]),
    ]  # fmt: skip
    ((*_, said),) = describe_record(record, None, problems)["problems"]
    assert [words for *_, words in said] == ["Acme", "characters 8 to 12", None]


def test_a_note_in_another_form_is_only_a_note(make_record: MakeRecord) -> None:
    """Nothing is promised of a note's details, and whatever they are, the page is made."""
    forms = (None, 5, [1], [{"value": 1}], [{"value": 1, "count": 1, "spans": [[1]]}])
    for details in (None, [], {}, *({"values": values} for values in forms)):
        note = {"code": "disagreement", "path": "/name", "message": "?", "details": details}
        (problem,) = find_problems(make_record(TEXT, {"name": "Acme"}, [], notes=[note]))
        assert (problem.line, list(problem.said)) == ("?", [])


def test_a_failed_record_tells_its_error_and_the_remedy(make_record: MakeRecord) -> None:
    """The error's message and hint stand together."""
    error = {"type": "AnswerRefused", "message": "The model declined", "hint": "Try another model."}
    (problem,) = find_problems(make_record(TEXT, None, [], status="refused", error=error))
    assert (problem.gravity, problem.message) == (0, "The model declined. Try another model.")


def test_quotes_are_written_once(make_record: MakeRecord) -> None:
    """Words that stand in the article are not repeated; words that do not are given."""
    record = make_record(TEXT, {"name": "Acme"}, [("/name", "Acme", "supported"), ("/city", "Paris", "unsupported")])
    page = describe_record(record, Document(TEXT, key="a.txt", source="a.txt"), [])
    assert page["evidence"] == [[0, 0], [3, 1, "", "Paris"]]
    assert "Paris" not in str(page["text"])


def test_without_the_article_the_quotes_are_given(make_record: MakeRecord) -> None:
    """A report without texts still shows the words."""
    page = describe_record(make_record(TEXT, {"name": "Acme"}, [("/name", "Acme", "supported")]), None, [])
    assert "text" not in page
    assert page["evidence"] == [[0, 0, "", "Acme"]]


def test_the_first_line_is_the_title_without_its_date(make_record: MakeRecord) -> None:
    """An article without a title is called by its first line; a date in front is shown elsewhere."""
    text = "\n date 2018-04-09 Acme raised money.\nMore."
    record = make_record(text, {}, [])
    dated = Document(text, key="a.txt", source="a.txt", published_on="2018-04-09")
    assert title_of(record, dated) == "Acme raised money."
    assert title_of(record, None) == "a.txt"


def test_the_index_counts_support(make_record: MakeRecord) -> None:
    """The list's line has the counts, the gravest problem, and the tokens."""
    record = make_record(TEXT, {}, [("/name", "Acme", "supported"), ("/city", "Paris", "unsupported")])
    entry = index_record(record, None, list(find_problems(record)))
    assert entry == ["a.txt", "a.txt", "ok", 1, 1, 0, 1, 1000, "company@v1"]


def test_an_answer_that_records_share_costs_once(make_record: MakeRecord) -> None:
    """Two records of one answer: its tokens are counted once, and so is the money."""
    figures = Figures(Prices(read=10, written=20, currency="EUR"))
    for key in ("a.txt", "b.txt"):
        figures.add(make_record(TEXT, {}, [("/people/0/name", "Acme", "supported")], key=key))
    counted = figures.to_dict()
    assert counted["tokens"] == {"read": 900, "written": 100, "cached": 0, "answers": 1}
    assert counted["money"] == [0.011, "EUR"]  # 900 x 10 + 100 x 20 millionths
    assert counted["support"] == [["people[].name", 2, 0, 0, 0]]


def test_bars_hold_every_record(make_record: MakeRecord) -> None:
    """The bars of the token plot do not overlap and leave no record out."""
    figures = Figures()
    for tokens in (0, 10, 999, 1000, 12_345):
        usage = {"prompt_tokens": tokens, "completion_tokens": 0, "cached_tokens": None}
        attempt = {"fingerprint": f"{tokens:064x}", "outcome": "parsed", "usage": usage}
        figures.add(make_record(TEXT, {}, [], attempts=[attempt], usage=usage))
    bars = figures.to_dict()["histogram"]
    assert sum(count for _, _, count in bars) == 5
    assert all(one[1] == other[0] for one, other in pairwise(bars))
    assert len(bars) <= 12
