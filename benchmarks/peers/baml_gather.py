"""BAML: its generated client, one task per article behind a semaphore."""

from __future__ import annotations

import asyncio
import os
import subprocess
import sys
from importlib.metadata import version
from pathlib import Path

from measuring import Clock, read_arguments, read_articles

SOURCE = """
generator target {
  output_type "python/pydantic"
  output_dir "../"
  version "%s"
  default_client_mode async
}
client<llm> Loop {
  provider "openai-generic"
  options {
    base_url env.BENCHMARK_URL
    model "m"
    api_key "none"
  }
}
class Cited {
  quote string
  value string
}
class Company {
  name Cited
}
function Extract(article: string) -> Company {
  client Loop
  prompt #"
    {{ _.role("system") }}
    Name the company.
    {{ ctx.output_format }}
    {{ _.role("user") }}
    {{ article }}
  "#
}
"""


def main() -> None:
    options = read_arguments()
    os.environ["BENCHMARK_URL"] = options.url
    os.environ["BAML_LOG"] = "off"
    folder = options.folder / "baml"
    (folder / "baml_src").mkdir(parents=True, exist_ok=True)
    (folder / "baml_src" / "main.baml").write_text(SOURCE % version("baml-py"))
    tool = Path(sys.executable).with_name("baml-cli")
    subprocess.run([tool, "generate", "--from", folder / "baml_src"], check=True, stdout=subprocess.DEVNULL)
    sys.path.insert(0, str(folder))
    from baml_client.async_client import b  # type: ignore[import-not-found]

    gate = asyncio.Semaphore(options.concurrency)

    async def one(text: str) -> object:
        async with gate:
            return await b.Extract(text)

    async def run(articles: list[str]) -> list[object]:
        return await asyncio.gather(*map(one, articles))

    articles = read_articles(options)
    clock = Clock()
    clock.stop(len(asyncio.run(run(articles))))


main()
