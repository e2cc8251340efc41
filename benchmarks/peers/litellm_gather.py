"""LiteLLM's acompletion, its answer validated by pydantic, one task per article behind a semaphore."""

from __future__ import annotations

import asyncio

import litellm
from measuring import PROMPT, Clock, read_arguments, read_articles
from pydantic import BaseModel


class Cited(BaseModel):
    quote: str
    value: str


class Company(BaseModel):
    name: Cited


async def run(options, articles):  # type: ignore[no-untyped-def]
    gate = asyncio.Semaphore(options.concurrency)

    async def one(text):  # type: ignore[no-untyped-def]
        async with gate:
            messages = [{"role": "system", "content": PROMPT}, {"role": "user", "content": text}]
            answer = await litellm.acompletion(
                model="openai/m", messages=messages, api_base=options.url, api_key="none", response_format=Company
            )
            return Company.model_validate_json(answer.choices[0].message.content)

    return await asyncio.gather(*map(one, articles))


def main() -> None:
    litellm.telemetry = False
    options = read_arguments()
    articles = read_articles(options)
    clock = Clock()
    clock.stop(len(asyncio.run(run(options, articles))))


main()
