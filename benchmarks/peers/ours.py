"""llm_extract: a whole run with cache, saved texts, grounding and records in order."""

from __future__ import annotations

import aiohttp  # noqa: F401 - what the first request would import counts as start-up, as with the others
import openai  # noqa: F401
from measuring import Clock, read_arguments

from llm_extract import Extractor, read_documents
from llm_extract.batch import run_batch


def main() -> None:
    options = read_arguments()
    with Extractor(
        "company",
        prompts=options.folder / "prompts",
        model="m",
        base_url=options.url,
        cache=options.folder / "cache",
        concurrency=options.concurrency,
    ) as extractor:
        clock = Clock()
        summary = run_batch(
            extractor,
            read_documents([options.articles]),
            options.folder / "records.jsonl",
            limit=options.count,
        )
        clock.stop(summary.statuses["ok"])


main()
