"""Long articles: read in parts, united into one record as if the article had been read at once."""

from __future__ import annotations

import asyncio
import json
import random
from collections.abc import Callable
from typing import Any

import pytest

from deals import FIRST, LAST, LONG, PARAGRAPH, SENTENCE, Deals, deals_in, read
from llm_extract import Document, Request, Response
from llm_extract.extraction.driver import drive
from llm_extract.extraction.flow import Together, extract_flow
from llm_extract.extraction.partition import partition
from written_answers import cited

Extract = Callable[..., Any]
FILLER = (
    "Nobody else commented.",
    "The market is said to grow.",
    "Analysts were not surprised.",
    "It was a long year.",
)


def word(chance: random.Random) -> str:
    return "".join(chance.choice("bdfgklmnprst") + chance.choice("aeiou") for _ in range(4)).capitalize()


def news(chance: random.Random, number: int, length: int) -> str:
    """An article of three deals of one company each, in paragraphs of filler."""
    names = [f"{word(chance)}{number}x{n} Corp" for n in range(3)]
    sentences = [
        f"{names[0]} raised ${chance.randint(1, 900)} million led by {word(chance)} Capital.",
        f"{names[1]} raised ${chance.randint(1, 900)} million.",
        f"{names[2]} raised ${chance.randint(1, 900)} million with {word(chance)}, {word(chance)}.",
    ]
    text = f"{names[0]} and others\n\n"
    while len(text) < length:
        part = [chance.choice(FILLER) for _ in range(chance.randint(2, 9))]
        if sentences and chance.random() < 0.4:
            part.insert(chance.randrange(len(part)), sentences.pop(0))
        text += " ".join(part) + "\n\n"
    return text + " ".join(sentences)


@pytest.mark.parametrize("joint", ["\n\n", "\n\n# Next article\n\n", " "])
def test_300_articles_in_one_give_exactly_the_items_of_the_300(make_plan: Any, extract: Extract, joint: str) -> None:
    """A text of a million characters: no item doubled, none lost at a seam, every offset right."""
    chance = random.Random(7)
    articles = [news(chance, number, 3200).replace("\n\n", joint) for number in range(300)]
    text = joint.join(articles)
    assert len(text) > 900_000
    whole = extract(make_plan(Deals), text, read)
    asked: list[Request] = []
    record = extract(make_plan(Deals, max_chars=20_000), text, read, asked=asked)
    assert len(asked) > 50
    assert max(len(request.body["messages"][-1]["content"]) for request in asked) <= 20_000
    assert len(whole.data.deals) == 900
    assert record.data == whole.data
    assert record.status == "ok"
    assert [item.path for item in record.evidence] == [item.path for item in whole.evidence]
    for item in record.evidence:
        assert item.support == "supported"
        assert "".join(text[start:end] for start, end in item.spans) == item.quote
    assert [note for note in record.notes if note.code != "ambiguous"] == []


def test_offsets_are_those_of_the_places_where_the_items_stand(make_plan: Any, extract: Extract) -> None:
    """Each company's quote lies in its own sentence, also where sums and backers are repeated all over the text."""
    chance = random.Random(3)
    text = "\n\n".join(news(chance, number, 1500) for number in range(40))
    record = extract(make_plan(Deals, max_chars=5_000), text, read)
    sentences = {found["company"]: found.span() for found in SENTENCE.finditer(text)}
    assert len(record.data.deals) == len(sentences) == 120
    for number, deal in enumerate(record.data.deals):
        start, end = sentences[deal.company]
        for item in record.evidence.under(f"/deals/{number}"):
            assert all(start <= low < high <= end for low, high in item.spans)


def test_an_item_found_far_apart_is_one_with_all_its_spans(make_plan: Any, extract: Extract) -> None:
    """What only one part says fills what the other leaves out."""
    record = extract(make_plan(Deals, max_chars=1000), LONG, read)
    (deal,) = record.data.deals
    assert (deal.company, deal.lead) == ("Acme Corp", "Bolt Capital")
    evidence = record.evidence["/deals/0/company"]
    assert evidence.spans == ((0, 9), (LONG.rindex("Acme"), LONG.rindex("Acme") + 9))
    assert evidence.quote == "Acme Corp ... Acme Corp"
    assert record.evidence["/deals/0/lead"].spans == ((LONG.index("Bolt"), LONG.index("Bolt") + 12),)


def test_scalars_that_disagree_are_kept_with_their_places(make_plan: Any, extract: Extract) -> None:
    """The value said more often stands in the data, the other in a note with its offsets; neither's quote is mixed."""
    text = FIRST.replace(".", " led by Cor Capital.") + PARAGRAPH * 4 + LAST + "\n\n" + PARAGRAPH * 4 + LAST
    record = extract(make_plan(Deals, max_chars=1000), text, lambda request: {"topic": None, "deals": deals_in(
        request.body["messages"][-1]["content"].rpartition("of the article]\n\n")[2])})  # fmt: skip
    assert record.data.deals[0].lead == "Bolt Capital"
    (note,) = [note for note in record.notes if note.code == "disagreement"]
    assert note.path == "/deals/0/lead"
    kept, other = note.details["values"]
    assert (kept["value"], other["value"], other["count"]) == ("Bolt Capital", "Cor Capital", 1)
    assert kept["count"] >= 2  # of answers; what stands in an overlap is in two
    assert [text[start:end] for start, end in other["spans"]] == ["Cor Capital"]
    assert {text[start:end] for start, end in record.evidence["/deals/0/lead"].spans} == {"Bolt Capital"}


def test_the_head_gives_context_and_can_be_quoted(make_plan: Any, extract: Extract) -> None:
    """Each part shows the article's beginning; a quote from it leads to the article's beginning."""
    asked: list[Request] = []
    topic = {"topic": cited("Acme Corp raised"), "deals": []}
    text = FIRST + PARAGRAPH * 8
    record = extract(make_plan(Deals, max_chars=1000), text, lambda request: topic, asked=asked)
    assert len(asked) > 2
    assert all(FIRST.strip() in request.body["messages"][-1]["content"] for request in asked)
    assert record.evidence["/topic"].spans == ((0, 16),)


def test_a_quote_of_the_marks_is_no_quote_of_the_article(make_plan: Any, extract: Extract) -> None:
    """The words around a part are ours: a value quoted from them is not in the article."""
    answer = {"topic": cited("[Part 1 of"), "deals": []}
    text = FIRST + PARAGRAPH * 8
    record = extract(make_plan(Deals, max_chars=1000, reask=False), text, lambda request: answer)
    evidence = record.evidence["/topic"]
    assert (evidence.alignment, evidence.support, evidence.spans) == ("missing", "unsupported", ())


def test_parts_are_asked_at_the_same_time(make_plan: Any) -> None:
    """All parts are on their way before the first answer comes."""
    count = len(partition(Document.from_text(LONG), 1000))
    started: list[Request] = []
    all_started = asyncio.Event()

    class Waiting:
        async def complete(self, request: Request) -> Response:
            started.append(request)
            if len(started) == count:
                all_started.set()
            await all_started.wait()
            content = json.dumps(read(request))
            return Response({"choices": [{"finish_reason": "stop", "message": {"content": content}}]})

        async def aclose(self) -> None: ...

    flow = extract_flow(make_plan(Deals, max_chars=1000), Document.from_text(LONG))
    record = asyncio.run(asyncio.wait_for(drive(flow, Waiting()), 30))
    assert 1 < len(started) == count
    assert record.status == "ok"


def test_the_record_does_not_depend_on_the_order_of_answers(make_plan: Any) -> None:
    """The first part answered last gives the same bytes."""
    plan, document = make_plan(Deals, max_chars=1000), Document.from_text(LONG)

    def record(step: int) -> str:
        flow = extract_flow(plan, document)
        together = next(flow)
        assert isinstance(together, Together)
        outcomes: list[Any] = [None] * len(together.flows)
        for number in range(len(outcomes))[::step]:
            inner = together.flows[number]
            content = json.dumps(read(next(inner)))
            try:
                inner.send(Response({"choices": [{"finish_reason": "stop", "message": {"content": content}}]}))
            except StopIteration as stop:
                outcomes[number] = stop.value
        try:
            flow.send(outcomes)
        except StopIteration as stop:
            return str(stop.value.to_json())
        raise AssertionError("the flow asked for more")

    assert record(1) == record(-1)


def test_notes_of_parts_name_their_part_and_lead_to_the_merged_item(make_plan: Any, extract: Extract) -> None:
    """A value corrected in one part is noted under the path that it has in the whole."""
    text = FIRST + PARAGRAPH * 8 + "Bolt Corp raised $7 million."

    def reply(request: Request) -> Any:
        if len(request.body["messages"]) > 1:
            return {"fix_1": cited("$7 million", "7000000")}
        answer = read(request)
        for deal in answer["deals"]:
            if deal["company"]["value"] == "Bolt Corp":
                deal["millions"] = cited("$9 million", "9000000")
        return answer

    record = extract(make_plan(Deals, max_chars=1000), text, reply)
    (note,) = [note for note in record.notes if note.code == "corrected"]
    part = partition(Document.from_text(text), 1000)[-1]
    assert (note.path, note.details["part"]) == ("/deals/1/millions", [part.start, part.end])
    assert record.data.deals[1].millions == 7_000_000
