"""A user's own code as a type checker sees it: this file is checked like the package, strictly."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from contextlib import aclosing
from dataclasses import fields
from pathlib import Path
from typing import Any, assert_type

import pytest
from pydantic import BaseModel

from llm_extract import Cited, Extractor, Name, Record, Settings
from llm_extract.extraction.options import Options


class Company(BaseModel):
    name: Cited[Name] | None


def count_usable(records: list[Record]) -> int:
    return sum(record.data is not None for record in records)


def test_an_extractor_without_a_class_needs_no_annotation(
    company: Any, company_prompts: Path, loopback: Callable[..., Any]
) -> None:
    """A strict type checker asks for no type parameter where the prompt file alone names the class."""
    server = loopback(company.answer)
    with Extractor("company", prompts=company_prompts, model="m", base_url=server.url, cache=None) as extractor:
        assert_type(extractor, Extractor[Any])
        assert count_usable([extractor.extract("Acme sells things.")]) == 1


def test_the_class_of_the_data_is_known(company: Any, company_prompts: Path, loopback: Callable[..., Any]) -> None:
    """Given a class, records hold objects of it, also inside of coroutines, and what yields them can be closed."""
    server = loopback(company.answer)

    async def run() -> list[str | None]:
        async with Extractor(
            "company", schema=Company, prompts=str(company_prompts), model="m", base_url=server.url, cache=False
        ) as extractor:
            record = await extractor.aextract("Acme sells things.")
            assert_type(record, Record[Company])
            names = [record.data and record.data.name]
            async with aclosing(extractor.aextract_many(["Bolt sells things.", "Core sells things."])) as records:
                async for record in records:
                    names.append(record.data and record.data.name)
                    break
        return names

    assert asyncio.run(run()) == ["Acme", "Bolt"]


def test_every_setting_is_a_known_keyword() -> None:
    """What can be set can be written as a keyword argument, and checked; the task is the first argument."""
    assert set(Options.__annotations__) == {one.name for one in fields(Settings)} - {"task"}


def test_leaving_a_block_closes_its_connections(
    company: Any, company_prompts: Path, loopback: Callable[..., Any], wait_for: Any
) -> None:
    """``async with`` closes what ``with`` closes, and passes on what is raised in it."""
    server = loopback(company.answer)

    async def run() -> None:
        async with Extractor(
            "company", prompts=company_prompts, model="m", base_url=server.url, cache=None
        ) as extractor:
            await extractor.aextract("Acme sells things.")
            assert server.connections
            raise KeyError("mine")

    with pytest.raises(KeyError, match="mine"):
        asyncio.run(run())
    wait_for(lambda: not server.connections, "the end of all connections")
