"""Many articles in one, read in parts: what the articles hold, none doubled, none lost at a seam, whatever they are."""

from __future__ import annotations

import random
import re
from collections.abc import Callable
from decimal import Decimal
from typing import Annotated, Any, Literal

import pytest
from pydantic import BaseModel, ConfigDict, Field

from llm_extract import Cited, Document, Name, Record, Request
from llm_extract.errors import TimedOutError
from llm_extract.extraction.partition import partition
from written_answers import cited

Extract = Callable[..., Record[Any]]


class Backer(BaseModel):
    name: Cited[Name]
    tickets: list[Cited[Decimal]]


class Round(BaseModel):
    model_config = ConfigDict(json_schema_extra={"x-identity": ["company", "millions"]})

    company: Cited[Name]
    millions: Cited[Decimal]
    backers: list[Backer]
    sites: dict[str, Cited[str]]


class Hire(BaseModel):
    kind: Literal["hire"]
    person: Cited[Name]
    firm: Cited[Name]


class Sale(BaseModel):
    kind: Literal["sale"]
    firm: Cited[Name]
    buyer: Cited[Name]


class Vote(BaseModel):
    town: Cited[str]
    ayes: Cited[int]


class News(BaseModel):
    rounds: list[Round]
    events: list[Hire | Sale]
    votes: list[Vote]
    towns: list[Cited[str]]
    lengths: dict[Annotated[str, Field(pattern="^[A-Z]")], int]


ROUND = re.compile(
    r"(?P<company>\w+ Corp) raised (?P<sum>\$(\d+) million) from (?P<backers>[^.]+) for (\w+) in (\w+)\."
)
BACKER = re.compile(r"(\w+ Capital) \(([^)]+)\)")
HIRE = re.compile(r"(?P<person>\w+ \w+) joined (?P<firm>\w+ Corp)\.")
SALE = re.compile(r"(?P<firm>\w+ Corp) was sold to (?P<buyer>\w+ Corp)\.")
VOTE = re.compile(r"(\w+) cast (\d+) ayes\.")
TOWN = re.compile(r"It rained in (\w+)\.")


def read(text: str) -> dict[str, Any]:
    """Answers as a careful model: whatever is said in a whole sentence."""
    rounds = [
        {
            "company": cited(found["company"]),
            "millions": cited(found["sum"], found[3]),
            "backers": [
                {
                    "name": cited(name),
                    "tickets": [cited(ticket, ticket.strip("$m")) for ticket in tickets.split(" and ")],
                }
                for name, tickets in BACKER.findall(found["backers"])
            ],
            "sites": [{"key": found[5], "value": cited(found[6])}],
        }
        for found in ROUND.finditer(text)
    ]
    events = [(kind, one) for kind, pattern in (("hire", HIRE), ("sale", SALE)) for one in pattern.finditer(text)]
    towns = [*dict.fromkeys(TOWN.findall(text))]
    return {
        "rounds": rounds,
        "events": [
            {"kind": kind, **{name: cited(words) for name, words in one.groupdict().items()}}
            for kind, one in sorted(events, key=lambda event: event[1].start())
        ],
        "votes": [{"town": cited(town), "ayes": cited(ayes)} for town, ayes in VOTE.findall(text)],
        "towns": [*map(cited, towns)],
        "lengths": [{"key": town, "value": len(town)} for town in towns],
    }


def word(chance: random.Random, length: int = 3) -> str:
    return "".join(chance.choice("bdfgklmnprst") + chance.choice("aeiou") for _ in range(length)).capitalize()


def sentences(chance: random.Random, count: int) -> list[str]:
    """Sentences on few firms and people, so that many items have much in common; none is told twice."""
    firms, people = ([word(chance, 4) for _ in range(6)] for _ in range(2))

    def backers() -> str:
        tickets = [" and ".join(f"${chance.randint(1, 9)}{digit}m" for digit in (1, 3)) for _ in range(2)]
        return ", ".join(f"{word(chance)} Capital ({ticket})" for ticket in tickets)

    makers: list[Callable[[int], str]] = [
        lambda n: (
            f"{firms[n % 6]} Corp raised ${n + 7} million from {backers()} for {chance.choice(['land', 'labs'])} "
            f"in {word(chance)}."
        ),
        lambda n: f"{people[n % 5]} {word(chance)} joined {firms[n % 6]} Corp.",
        lambda n: f"{firms[n % 6]} Corp was sold to {word(chance)} Corp.",
        lambda n: f"{word(chance)} cast {n + 100} ayes.",
        lambda n: f"It rained in {word(chance)}.",
    ]
    return [makers[number % 5](number) for number in range(count)]


def part_of(request: Request) -> str:
    """What is asked about, without the article's head."""
    return str(request.body["messages"][0]["content"].rpartition("of the article]\n\n")[2])


def check_words(record: Record[Any], text: str) -> None:
    for item in record.evidence:
        assert item.alignment != "missing"
        assert " ... ".join(text[start:end] for start, end in item.spans) == item.quote


@pytest.mark.parametrize(("limit", "passes"), [(10, 1), (1700, 2), (8000, 1)])
@pytest.mark.parametrize("joint", ["\n\n", " ", "\n## More\n"], ids=["paragraphs", "none", "sections"])
def test_parts_hold_what_the_articles_hold(
    make_plan: Any, extract: Extract, joint: str, limit: int, passes: int
) -> None:
    """Lists in items, maps, unions, items without identity: as if the text had been read at once, in its order."""
    chance = random.Random(5)
    told = sentences(chance, 100)
    filler = ["Nobody else commented.", "The market is said to grow, and to grow again.", "It was a long year."]
    text = joint.join(
        " ".join([chance.choice(filler) for _ in range(chance.randint(0, 7))] + [one]) for one in told
    )  # fmt: skip
    whole = extract(make_plan(News, reask=False), text, lambda request: read(part_of(request)))
    plan = make_plan(News, max_chars=limit, passes=passes, reask=False)
    asked: list[Request] = []
    record = extract(plan, text, lambda request: read(part_of(request)), asked=asked)
    assert len(asked) == passes * len(partition(Document.from_text(text), limit)) > passes
    assert [len(whole.bare[name]) for name in ("rounds", "events", "votes", "towns", "lengths")] == [20, 40, 20, 20, 20]
    assert record.bare == whole.bare
    assert [(item.path, item.support) for item in record.evidence] == [
        (item.path, item.support) for item in whole.evidence
    ]
    check_words(record, text)
    assert [note for note in record.notes if note.code != "pass"] == []


class Deal(BaseModel):
    model_config = ConfigDict(json_schema_extra={"x-identity": ["company"]})

    company: Cited[Name]
    lead: Cited[Name]


class Deals(BaseModel):
    deals: list[Deal]


SCRIPTS = {
    "chinese": ("甲乙丙丁戊己庚辛壬癸", "", "市场仍在增长。", "{}公司售船{}，由{}资本领投。", "和更多船",
                r"(?:(?<=[。\n])|\A)([一-鿿]{{4}}公司)售船[^。，]*，由([^。，]{{4}}资本)领投。"),
    "thai": ("กขคงจชซญดต", " ", "ตลาดเติบโต", "บริษัท{}ขายเรือ{}นำโดย{}แคปปิตอล", "และเรือ",
             r"(บริษัท[ก-ฮ]{{4}})ขายเรือ[^ \n]*นำโดย([ก-ฮ]{{4}}แคปปิตอล)"),
    "arabic": ("بتثجحخدذرز", " ", "السوق ينمو.", "باعت شركة{} سفنا{} بقيادة {}كابيتال.", " وسفنا",
               r"باعت (شركة\w{{4}}) سفنا[^.]* بقيادة (\w{{4}}كابيتال)\."),
}  # fmt: skip


@pytest.mark.parametrize("script", SCRIPTS)
@pytest.mark.parametrize("limit", [1000, 4000])
def test_scripts_without_spaces_lose_nothing_at_a_seam(
    make_plan: Any, extract: Extract, script: str, limit: int
) -> None:
    """Sentences of up to a third of a part, in an article without paragraphs."""
    letters, joint, filler, sentence, more, pattern = SCRIPTS[script]
    chance = random.Random(9)
    names = [*dict.fromkeys("".join(chance.choice(letters) for _ in range(4)) for _ in range(120))]
    told = [
        sentence.format(one, more * chance.randint(0, limit // 4 // len(more)), other)
        for one, other in zip(names[::2], names[1::2], strict=False)
    ]
    text = joint.join(part for one in told for part in ([filler] * chance.randint(0, 5) + [one]))
    found = re.compile(pattern.replace("{{", "{").replace("}}", "}"))

    def reply(request: Request) -> Any:
        return {
            "deals": [{"company": cited(one), "lead": cited(other)} for one, other in found.findall(part_of(request))]
        }

    record = extract(make_plan(Deals, max_chars=limit, reask=False), text, reply)
    assert [(deal.company, deal.lead) for deal in record.data.deals] == found.findall(text)
    assert len(record.data.deals) == len(told) > 50
    check_words(record, text)
    assert record.notes == ()


@pytest.mark.parametrize("failing", [{0}, {3, 4, 5}, {2, 6}])
def test_parts_that_fail_cost_what_they_alone_hold(make_plan: Any, extract: Extract, failing: set[int]) -> None:
    """Where parts fail at the beginning or in the middle all else is there, and the rest is told as missing."""
    text = "\n\n".join(sentences(random.Random(2), 100))
    parts = partition(Document.from_text(text), 1000)
    lost = {parts[number].document.text for number in failing}

    def reply(request: Request) -> Any:
        asked = request.body["messages"][0]["content"]
        return TimedOutError("no answer") if asked in lost else read(part_of(request))

    record = extract(make_plan(News, max_chars=1000, reask=False), text, reply)
    there = [range(part.start, part.end) for number, part in enumerate(parts) if number not in failing]
    held = [
        found["company"] + found["sum"]
        for found in ROUND.finditer(text)
        if any(found.start() in part and found.end() - 1 in part for part in there)
    ]
    assert record.status == "partial"
    assert [f"{one.company}${one.millions} million" for one in record.data.rounds] == held
    assert len(held) < 20
    missing = {
        n for note in record.notes if note.code == "missing" for a, b in note.details["spans"] for n in range(a, b)
    }
    assert missing == set(range(len(text))).difference(*there)


def test_an_item_told_again_in_another_spelling_is_one(make_plan: Any, extract: Extract) -> None:
    """The second article spells the firm otherwise, and says who led: one item, with the words of both."""
    chance = random.Random(8)
    names = [word(chance, 5) for _ in range(30)]
    first = [f"{name} Corporation sold boats, led by {name} Capital." for name in names]
    second = [f"{name.upper()} CORP. sold boats, led by {name} Capital." for name in names]
    text = "\n\n".join(f"{one} {'Nobody else commented on it. ' * 9}" for one in (*first, *second))
    found = re.compile(r"(\w+ (?:Corporation|CORP\.)) sold boats, led by (\w+ Capital)\.")

    def reply(request: Request) -> Any:
        return {
            "deals": [{"company": cited(one), "lead": cited(lead)} for one, lead in found.findall(part_of(request))]
        }

    record = extract(make_plan(Deals, max_chars=2000, reask=False), text, reply)
    assert [deal.company for deal in record.data.deals] == [f"{name} Corporation" for name in names]
    assert {len(record.evidence[f"/deals/{number}/lead"].spans) for number in range(30)} == {2}
    check_words(record, text)
    assert record.status == "ok"
