"""The openai SDK over aiohttp, structured outputs parsed by it, one task per article behind a semaphore."""

from __future__ import annotations

import asyncio

from measuring import PROMPT, Clock, read_arguments, read_articles
from openai import AsyncOpenAI, DefaultAioHttpClient
from pydantic import BaseModel


class Cited(BaseModel):
    quote: str
    value: str


class Company(BaseModel):
    name: Cited


async def run(options, articles):  # type: ignore[no-untyped-def]
    gate = asyncio.Semaphore(options.concurrency)
    async with AsyncOpenAI(base_url=options.url, api_key="none", http_client=DefaultAioHttpClient()) as client:

        async def one(text):  # type: ignore[no-untyped-def]
            async with gate:
                messages = [{"role": "system", "content": PROMPT}, {"role": "user", "content": text}]
                answer = await client.chat.completions.parse(model="m", messages=messages, response_format=Company)
                return answer.choices[0].message.parsed

        return await asyncio.gather(*map(one, articles))


def main() -> None:
    options = read_arguments()
    articles = read_articles(options)
    clock = Clock()
    clock.stop(len(asyncio.run(run(options, articles))))


main()
