"""The least that a run can cost: plain aiohttp, pydantic, one SQLite commit per answer, workers that pull."""

from __future__ import annotations

import asyncio
import json
import sqlite3

import aiohttp
from measuring import PROMPT, Clock, read_arguments, read_articles
from pydantic import BaseModel


class Cited(BaseModel):
    quote: str
    value: str


class Company(BaseModel):
    name: Cited


async def run(options, articles, done):  # type: ignore[no-untyped-def]
    database = sqlite3.connect(options.folder / "floor.db", isolation_level=None)
    database.execute("PRAGMA journal_mode = WAL")
    database.execute("PRAGMA synchronous = NORMAL")
    database.execute("CREATE TABLE answers (key INTEGER PRIMARY KEY, value BLOB)")
    waiting = iter(enumerate(articles))

    async def work(session):  # type: ignore[no-untyped-def]
        for number, text in waiting:
            messages = [{"role": "system", "content": PROMPT}, {"role": "user", "content": text}]
            async with session.post(
                f"{options.url}/chat/completions", json={"model": "m", "messages": messages}
            ) as got:
                raw = await got.read()
            database.execute("INSERT INTO answers VALUES (?, ?)", (number, raw))
            Company.model_validate_json(json.loads(raw)["choices"][0]["message"]["content"])
            done.append(number)

    connector = aiohttp.TCPConnector(limit=options.concurrency)
    async with aiohttp.ClientSession(connector=connector) as session:
        await asyncio.gather(*(work(session) for _ in range(options.concurrency)))


def main() -> None:
    options = read_arguments()
    articles, done = read_articles(options), []  # type: ignore[var-annotated]
    clock = Clock()
    asyncio.run(run(options, articles, done))
    clock.stop(len(done))


main()
