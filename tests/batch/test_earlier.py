"""Lines that earlier runs finished, in one file or in many."""

from __future__ import annotations

import json
from collections.abc import Callable
from contextlib import closing
from typing import Any

from llm_extract.batch.earlier import EarlierLines


def test_lines_are_found_in_any_number_of_files(project: Any, company: Any, loopback: Callable[..., Any]) -> None:
    """An output that was begun anew a hundred times, each time interrupted after one article, has lost none of them."""
    project.number(1)
    project.run(loopback(company.answer).url)
    (record,) = project.records()
    paths, keys = [], []
    for number in range(100):
        key = f"article-{number:03}.txt"
        line = {**record, "document": {**record["document"], "key": key, "id": key}}
        paths.append(project.output.with_name(f"partial-{number}.jsonl"))
        paths[-1].write_text(json.dumps(line) + "\n")
        keys.append(key)
    with closing(EarlierLines(paths)) as earlier:
        found = [earlier.find(key) for key in reversed(keys)]
    assert [line and line[1]["document"]["key"] for line in found] == keys[::-1]
