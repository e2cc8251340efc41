"""Articles on deals, and a model that reads them with care."""

from __future__ import annotations

import re
from decimal import Decimal
from typing import Any

from pydantic import BaseModel, ConfigDict

from llm_extract import Cited, Name, Request
from written_answers import cited

SENTENCE = re.compile(
    r"(?P<company>[A-Z]\w+ Corp) raised \$(?P<sum>\d+) million(?: led by (?P<lead>[A-Z]\w+ Capital))?"
    r"(?: with (?P<backers>[A-Z]\w+(?:, [A-Z]\w+)*))?\."
)
PARAGRAPH = "Nobody else commented on any of it at the time. " * 6 + "\n\n"
FIRST = "Acme Corp raised $5 million.\n\n"
LAST = "Acme Corp raised $5 million led by Bolt Capital."
LONG = FIRST + PARAGRAPH * 8 + LAST


class Deal(BaseModel):
    model_config = ConfigDict(json_schema_extra={"x-identity": ["company", "millions"]})

    company: Cited[Name]
    millions: Cited[Decimal] | None
    lead: Cited[Name] | None
    backers: list[Cited[Name]]


class Deals(BaseModel):
    topic: Cited[str] | None
    deals: list[Deal]


def deals_in(text: str) -> list[dict[str, Any]]:
    """Each company once, by the last sentence about it."""
    found = {
        found["company"]: {
            "company": cited(found["company"]),
            "millions": cited(f"${found['sum']} million", f"{found['sum']}000000"),
            "lead": cited(found["lead"]) if found["lead"] else None,
            "backers": [cited(name) for name in (found["backers"] or "").split(", ") if name],
        }
        for found in SENTENCE.finditer(text)
    }
    return list(found.values())


def read(request: Request) -> dict[str, Any]:
    """Answers as a careful model: every deal whose whole sentence is in what it was given."""
    return {"topic": None, "deals": deals_in(request.body["messages"][-1]["content"])}
