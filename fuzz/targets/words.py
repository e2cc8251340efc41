"""Answers of models and words of articles: tolerant parsing, the whole flow, alignment, support, values."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Callable
from contextlib import suppress
from functools import cache
from pathlib import Path
from typing import Any

from llm_extract.documents import Document
from llm_extract.errors import ExtractError
from llm_extract.extraction.driver import drive
from llm_extract.extraction.flow import extract_flow
from llm_extract.extraction.plan import Plan
from llm_extract.grounding.alignment import ArticleText, align
from llm_extract.grounding.injection.instructions import why_instruction
from llm_extract.grounding.support import check_support
from llm_extract.messages import Request, Response
from llm_extract.models.endpoints import Endpoint
from llm_extract.parsing import parse_content, parse_truncated
from llm_extract.records import to_line
from llm_extract.rendering import Renderer
from llm_extract.schemas.loading import load_schema
from llm_extract.schemas.strict import compile_schema
from llm_extract.tasks import Task
from llm_extract.values.date_mentions import find_dates
from llm_extract.values.dates import parse_date
from llm_extract.values.money import find_sums, format_money
from llm_extract.values.name_mentions import find_name
from llm_extract.values.names import same_name
from llm_extract.values.numbers import find_numbers

from ..harness import Target

__all__ = ["SEEDS", "TARGETS"]

_TEXT = "LONDON, April 9, 2018 - Acme raised $5 million from Beta Ventures, it said. “It did not raise €6m.” 6亿美元."
_KINDS = ("text", "name", "date", "money", "quantity", "number", "percent", "enum", "boolean", "verbatim")


@cache
def _plan() -> Plan:
    wire = compile_schema(load_schema("llm_extract.schemas.funding:FundingNews"))
    task = Task("test", 1, Path("test/v1.md"), "", "{{ document.text }}", "x:Y", "", {}, "0" * 64)
    return Plan(Renderer(task, wire.schema, model="m", endpoint=Endpoint("test", needs_key=False)), wire, passes=2)


class _Answering:
    """A model that gives every request the same body."""

    def __init__(self, body: Any) -> None:
        self.body = body

    async def complete(self, request: Request) -> Response:
        return Response(self.body)

    async def aclose(self) -> None: ...


def _flow(body: Any) -> None:
    record = asyncio.run(drive(extract_flow(_plan(), Document(_TEXT, key="a", source="a")), _Answering(body)))
    to_line(record.to_dict()).encode()


def _parse(data: bytes, folder: Path) -> None:
    content = data.decode("utf-8", "replace").replace("\x01", "\ud800")
    for read in (parse_content, parse_truncated):
        try:
            found = read(content)
        except ExtractError:
            continue
        json.dumps(found.value, ensure_ascii=False, allow_nan=False).encode()


def _decoded(run: Callable[[str], None]) -> Target:
    def target(data: bytes, folder: Path) -> None:
        run(data.decode("utf-8", "replace"))

    return target


def _answer(content: str) -> None:
    """The whole flow over what a model wrote."""
    finish = "length" if content[:1] == " " else "stop"
    _flow({"choices": [{"finish_reason": finish, "message": {"role": "assistant", "content": content}}]})


def _body(data: bytes, folder: Path) -> None:
    """The whole flow over a body as it may lie in a cache."""
    try:
        body = json.loads(data)
    except (ValueError, RecursionError):
        return
    if isinstance(body, dict) and isinstance(body.get("choices"), list) and body["choices"]:
        _flow(body)


def _align(text: str) -> None:
    """An article and quotes from it, set apart by a NUL."""
    article, *quotes = text.split("\0")
    prepared = ArticleText(article)
    found = align(prepared, [(f"/{number}", quote) for number, quote in enumerate(quotes[:20])])
    for one in found:
        assert all(0 <= start < end <= len(article) for start, end in one.spans), one
    why_instruction(article[:5000])


def _support(text: str) -> None:
    """A value, as JSON or as it stands, and the words around it, set apart by a NUL."""
    value, quote, before, after, published, *_ = [*text.split("\0"), "", "", "", "", ""]
    values: list[Any] = [value]
    with suppress(ValueError, RecursionError):
        values.append(json.loads(value))
    amount = {"amount": value, "currency": before[:3] or "USD"}
    for one in (*values, amount, {"number": value, "unit": after[:9]}):
        for kind in _KINDS:
            check_support(kind, one, quote, forms={"a": ["A", "first"]}, before=before, after=after,
                          published_on=published or None, name=value[:50])  # fmt: skip


def _values(text: str) -> None:
    for number in find_numbers(text):
        assert text[number.start : number.end]
    for found in find_sums(text):
        for currency in found.currencies:
            format_money(found.amount, currency)
    find_dates(text)
    find_dates(text, "2018-04-09")
    head, _, rest = text.partition("\n")
    find_name(head[:200], rest)
    same_name(head[:200], rest[:200])
    with suppress(ExtractError, ValueError):
        parse_date(head[:200])


TARGETS: dict[str, Target] = {
    "parsing": _parse,
    "answer": _decoded(_answer),
    "body": _body,
    "alignment": _decoded(_align),
    "support": _decoded(_support),
    "values": _decoded(_values),
}

_ANSWERS = (
    '{"rounds": [{"company": {"value": "Acme", "quote": "Acme"}, "amount": {"value": {"amount": "5000000", "currency": '
    '"USD"}, "quote": "$5 million"}, "announced_on": {"value": "2018-04-09", "quote": "April 9, 2018"}, "investors": '
    '[{"name": {"value": "Beta Ventures", "quote": "Beta Ventures"}, "role": '
    '{"value": "participant", "quote": "from"}}]}'
    "]}",
    "Here it is:\n```json\n{'rounds': [], // none\n}\n```",
    "<think>hm</think>{“a”: 1, b: True, \"c\": [1, 2,], 'd': NaN}",
)

SEEDS: dict[str, tuple[bytes, ...]] = {
    "parsing": tuple(answer.encode() for answer in _ANSWERS),
    "answer": tuple(answer.encode() for answer in _ANSWERS),
    "body": tuple(
        json.dumps(
            {
                "model": "m",
                "usage": {"prompt_tokens": 1, "completion_tokens": 2},
                "choices": [{"finish_reason": finish, "message": {"content": _ANSWERS[0], "refusal": None}}],
            }
        ).encode()
        for finish in ("stop", "length")
    ),
    "alignment": (
        f'{_TEXT}\0$5 million\0"It did  not raise"\0Acme … Ventures\0raised $5 milion'.encode(),
        f"{_TEXT * 20}\0said. “It\0Beta Ventures, it sayd".encode(),
    ),
    "support": (
        b"5000000\0raised $5 million\0Acme \0 from Beta\0002018-04-09",
        b"2018-04-09\0last Monday\0on \0.\0002018-04-12",
        b'{"amount": "6E+8", "currency": "USD"}\0005 to 600 million dollars\0\0\0',
        b"Acme\0Acme Inc. did not\0\0\0",
    ),
    "values": (
        _TEXT.encode(),
        "Acme Ltd\n1.234.567,89 € or twenty-five million and a half, 3½ Mrd. 三亿 5-10% FY2018 Q3 last May".encode(),
        b"12,34,567\non 04/05/2018, 5 May, vor drei Jahren, 2018-W03, mid-1990s",
    ),
}
