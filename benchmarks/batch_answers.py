"""What the loopback server answers during ``batch.py``: the company in the article, in the form that is asked for."""

from __future__ import annotations

import json
import re
from typing import Any

_COMPANY = re.compile(r"Company\d+")


def answer(body: dict[str, Any]) -> str:
    """The last company that is named, quoted; as langextract wants it for its model name."""
    name = _COMPANY.findall(json.dumps(body["messages"][-1]))[-1]
    if body["model"] == "gpt-langextract":
        return json.dumps({"extractions": [{"company": name}]})
    return json.dumps({"name": {"quote": name, "value": name}})
