"""instructor over the openai SDK, in its JSON mode, one task per article behind a semaphore."""

from __future__ import annotations

import asyncio

import instructor
from measuring import PROMPT, Clock, read_arguments, read_articles
from openai import AsyncOpenAI
from pydantic import BaseModel


class Cited(BaseModel):
    quote: str
    value: str


class Company(BaseModel):
    name: Cited


async def run(options, articles):  # type: ignore[no-untyped-def]
    gate = asyncio.Semaphore(options.concurrency)
    plain = AsyncOpenAI(base_url=options.url, api_key="none")
    client = instructor.from_openai(plain, mode=instructor.Mode.JSON)

    async def one(text):  # type: ignore[no-untyped-def]
        async with gate:
            messages = [{"role": "system", "content": PROMPT}, {"role": "user", "content": text}]
            return await client.chat.completions.create(model="m", messages=messages, response_model=Company)

    return await asyncio.gather(*map(one, articles))


def main() -> None:
    options = read_arguments()
    articles = read_articles(options)
    clock = Clock()
    clock.stop(len(asyncio.run(run(options, articles))))


main()
