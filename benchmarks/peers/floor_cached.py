"""The least that a stored run can cost: read a row, validate it, write a line. It follows floor_live."""

from __future__ import annotations

import json
import sqlite3

from measuring import Clock, read_arguments, read_articles
from pydantic import BaseModel


class Cited(BaseModel):
    quote: str
    value: str


class Company(BaseModel):
    name: Cited


def main() -> None:
    options = read_arguments()
    articles = read_articles(options)
    clock = Clock()
    database = sqlite3.connect(options.folder / "floor.db")
    with (options.folder / "floor.jsonl").open("w") as lines:
        for number, _ in enumerate(articles):
            (raw,) = database.execute("SELECT value FROM answers WHERE key = ?", (number,)).fetchone()
            company = Company.model_validate_json(json.loads(raw)["choices"][0]["message"]["content"])
            lines.write(company.model_dump_json() + "\n")
    clock.stop(len(articles))


main()
