"""A process of its own for test_ray.py: 120 rows in three kinds of files, read, extracted and written by Ray Data."""

from __future__ import annotations

import json
import sys
from pathlib import Path

import pyarrow
import pyarrow.csv
import pyarrow.parquet

from llm_extract.engines.cluster import connected
from llm_extract.engines.ray import extract_dataset, write_lines


def main(url: str, folder: Path) -> None:
    rows = [{"id": f"n{number}", "text": f"Co{number:03} sells things."} for number in range(120)]
    (folder / "news.jsonl").write_text("".join(json.dumps(row) + "\n" for row in rows))
    pyarrow.parquet.write_table(pyarrow.Table.from_pylist(rows), folder / "news.parquet")
    pyarrow.csv.write_csv(pyarrow.Table.from_pylist(rows), folder / "news.csv")
    with connected() as ray:
        ray.data.DataContext.get_current().enable_progress_bars = False
        lines = ray.data.read_json(f"{folder}/news.jsonl", include_paths=True)
        tables = ray.data.read_parquet(f"{folder}/news.parquet", include_paths=True)
        found = extract_dataset(
            lines.union(tables, ray.data.read_csv(f"{folder}/news.csv", include_paths=True)),
            "company",
            actors=2,
            path_column="path",
            encoding="utf-8",
            prompts=folder / "prompts",
            model="m",
            base_url=url,
            cache=folder / "cache",
            concurrency=16,
        ).materialize()
        write_lines(found, folder / "lines")
        found.write_parquet(f"{folder}/table")


if __name__ == "__main__":
    main(sys.argv[1], Path(sys.argv[2]))
