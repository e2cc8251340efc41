"""Answers as a model writes them."""

from __future__ import annotations

from typing import Any


def cited(quote: str, value: Any = None) -> dict[str, Any]:
    """A cited value; without one the quote's own words."""
    return {"quote": quote, "value": quote if value is None else value}


def answer() -> dict[str, Any]:
    """An answer of one round, as a model writes it."""
    money = {
        "amount": "600000000",
        "currency": "USD",
        "equivalents": [cited("(€500 million)", {"amount": "500000000", "currency": "EUR"})],
    }
    investors = [("led by Big", "Big"), ("with Lo", "Lo")]
    round_ = {
        "company": cited("Acme said", "Acme"),
        "context": "subject",
        "investment_type": cited("Series A", "series_a"),
        "status": cited("raised", "closed"),
        "money_raised": cited("$600 million", money),
        "announced_on": None,
        "investors": [cited(quote, {"name": name, "role": "lead"}) for quote, name in investors],
        "valuations": [],
    }
    spoken = {"speaker": cited("Jo Doe", "Jo Doe"), "speaker_role": None, "words": "We did it"}
    return {"rounds": [round_], "partnerships": [], "quotes": [spoken], "figures": []}
