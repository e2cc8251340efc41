"""The shipped schema ``FundingNews``: what one news article says about funding rounds.

Terms follow Crunchbase and PitchBook: a *round* has an *investment type*, *money raised*, *investors* (lead or
participant) and *valuations* (pre- or post-money).
"""

from __future__ import annotations

from decimal import Decimal
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field
from pydantic.config import JsonDict

from .annotations import Cited, Date, Name, SurfaceForms, Verbatim

__all__ = [
    "Figure",
    "FundingNews",
    "FundingReport",
    "Investor",
    "Money",
    "Partnership",
    "Passage",
    "PrintedMoney",
    "Quantity",
    "Quotation",
    "Round",
    "Valuation",
]

_SERIES = "abcdefghij"

INVESTMENT_TYPE_FORMS: dict[str, list[str]] = {
    **{f"series_{x}": [f"series {x}", f"series-{x}", f"round {x}", f"{x} round"] for x in _SERIES},
    "pre_seed": ["pre-seed", "preseed"],
    "seed": ["seed"],
    "angel": ["angel*"],
    "debt": ["debt", "loan*", "credit facility", "venture debt", "credit line"],
    "convertible_note": ["convertible note*", "convertible*"],
    "grant": ["grant*"],
    "secondary": ["secondary", "existing shares", "tender offer"],
    "corporate_round": ["corporate round"],
    "private_equity": ["private equity", "buyout"],
    "equity_crowdfunding": ["crowdfund*", "crowd-fund*"],
    "initial_coin_offering": ["initial coin offering", "ICO", "token sale"],
    "post_ipo": ["post-IPO", "private placement", "PIPE"],
    "undisclosed": ["undisclosed", "not disclosed", "did not disclose", "didn't disclose"],
}

InvestmentType = Annotated[
    Literal[
        "pre_seed", "seed", "angel",
        "series_a", "series_b", "series_c", "series_d", "series_e",
        "series_f", "series_g", "series_h", "series_i", "series_j",
        "debt", "convertible_note", "grant", "secondary", "corporate_round", "private_equity",
        "equity_crowdfunding", "initial_coin_offering", "post_ipo", "undisclosed",
    ],
    SurfaceForms(INVESTMENT_TYPE_FORMS),
]  # fmt: skip

InvestorRole = Annotated[
    Literal["lead", "participant", "unspecified"],
    SurfaceForms(
        {
            "lead": ["led", "lead", "leads", "leading", "co-led", "co-lead*", "headed", "spearhead*", "anchor*"],
            "participant": [],
            "unspecified": [],
        }
    ),
]

Relation = Annotated[
    Literal["exactly", "about", "more_than", "less_than"],
    SurfaceForms(
        {
            "exactly": [],
            "about": [
                "about", "around", "roughly", "approximately", "nearly", "almost", "close to", "some", "region of",
                "estimated", "circa", "~",
            ],
            "more_than": [
                "more than", "over", "above", "higher than", "at least", "exceed*", "upward* of", "north of",
                "in excess of", "greater than", "surpass*", "topp*", "+",
            ],
            "less_than": ["less than", "under", "below", "up to", "at most", "lower than", "no more than"],
        }
    ),
]  # fmt: skip

Timing = Annotated[
    Literal["pre_money", "post_money", "unspecified"],
    SurfaceForms(
        {
            "pre_money": ["pre-money", "premoney", "before the investment", "before the round"],
            "post_money": ["post-money", "postmoney", "after the investment", "including the new money"],
            "unspecified": [],
        }
    ),
]

RoundStatus = Annotated[
    Literal["closed", "partial", "in_talks", "reported"],
    SurfaceForms(
        {
            "closed": [
                "raised", "raises", "raising", "closed", "closes", "closing", "secured", "secures", "received",
                "receives",
                "announced", "announces", "completed", "completes", "landed", "lands", "bagged", "bags", "funding",
                "invested", "backed", "investment", "injection", "round", "netted", "nets", "picked up", "snagged",
                "scored", "scores", "pulled in", "brought in", "took", "taken", "got", "led",
            ],
            "partial": ["first close", "initial close", "first closing", "so far", "first tranche", "tranche*", "of a"],
            "in_talks": [
                "in talks", "talks", "negotiat*", "seek*", "sought", "looking to raise", "plans to raise", "plan*",
                "consider*", "aim*", "discuss*", "in the process of raising",
            ],
            "reported": ["report*", "sources", "people familiar", "said to", "rumour*", "rumor*", "according to"],
        }
    ),
]  # fmt: skip

Currency = Annotated[str, Field(pattern=r"^[A-Z]{3}$")]


class Money(BaseModel):
    """A sum as printed: ``$600 million`` is amount 600000000, currency USD."""

    model_config = ConfigDict(json_schema_extra={"x-kind": "money"})

    amount: Decimal = Field(description="The full number in plain digits, e.g. 600000000.")
    currency: Currency = Field(description="ISO 4217 code, e.g. USD.")


class PrintedMoney(Money):
    """A sum together with the same sum as the article prints it in other currencies."""

    equivalents: list[Cited[Money]] = Field(
        description="The same money printed in another currency, usually in brackets. Empty where there is none."
    )


class Quantity(BaseModel):
    """A number with what it counts."""

    model_config = ConfigDict(json_schema_extra={"x-kind": "quantity"})

    number: Decimal = Field(description="The full number in plain digits; a percentage as printed, e.g. 48.")
    unit: str = Field(description="ISO 4217 code for money, 'percent', or the noun counted, e.g. cameras.")


class Investor(BaseModel):
    """One investor in a round."""

    model_config = ConfigDict(json_schema_extra={"x-identity": ["name"], "x-entity": "name"})

    name: Name = Field(description="The investor's name as the article writes it, without descriptions.")
    role: InvestorRole = Field(
        description="lead where the article says so; participant where it says the investor joined, backed or took "
        "part; unspecified otherwise."
    )


class Valuation(BaseModel):
    """What the company is said to be worth in a round."""

    model_config = ConfigDict(
        json_schema_extra={
            "x-identity": ["money"],
            "x-claim": {"value": "money", "relation": "relation", "apart": "timing", "by": "reported_by"},
        }
    )

    money: PrintedMoney
    relation: Relation = Field(description="How the words qualify the sum.")
    timing: Timing = Field(description="pre_money or post_money only where the article says so.")
    reported_by: Cited[Name] | None = Field(
        description="Who gives the figure, where the article names a source: a news agency, a person, the company."
    )


_ROUND_EVENT: JsonDict = {
    "name": "round",
    "same": ["company"],
    "signs": ["investment_type", "money_raised", "announced_on"],
    "enough": ["investment_type", "money_raised"],
    "firm": [["investment_type", "money_raised"], ["investment_type", "announced_on"]],
    "window": 31,
    "rumour_window": 180,
    "vague": {"investment_type": ["undisclosed"]},
    "repeated": {
        "investment_type": [
            "angel", "debt", "convertible_note", "grant", "secondary", "corporate_round", "private_equity",
            "equity_crowdfunding", "post_ipo",
        ]
    },
    "stage": {"field": "status", "rumour": ["in_talks", "reported"], "part": ["partial"]},
    "published": {"context": "subject"},
    "mistaken": {"money_raised": "valuations.money"},
    "ignore": ["context"],
}  # fmt: skip
"""How mentions of one round are known, for reconciliation; a company has one Series C, but may take many loans."""

_FIGURE_EVENT: JsonDict = {"name": "figure", "same": ["measure"], "within": "round", "by": "said_by", "optional": True}


class Round(BaseModel):
    """One funding round."""

    model_config = ConfigDict(
        json_schema_extra={"x-identity": ["company", "investment_type", "money_raised"], "x-event": _ROUND_EVENT}
    )

    company: Cited[Name] = Field(description="The company that raises the money.")
    context: Literal["subject", "background"] = Field(
        description="subject: the round the article reports; background: an earlier, later or other round it mentions."
    )
    investment_type: Cited[InvestmentType] | None = Field(description="Null where the article does not name it.")
    status: Cited[RoundStatus] = Field(
        description="closed: announced or completed; partial: a first close; in_talks: sought or negotiated; reported: "
        "known from unnamed sources only."
    )
    money_raised: Cited[PrintedMoney] | None = Field(description="Null where the article gives no sum for this round.")
    announced_on: Cited[Date] | None = Field(
        description="When the round was announced: YYYY-MM-DD, YYYY-MM or YYYY, no more precise than the words and "
        "the publication date allow; XXXX-MM where the year is not known."
    )
    investors: list[Cited[Investor]]
    valuations: list[Cited[Valuation]]


class Partnership(BaseModel):
    """A business partnership the article states."""

    model_config = ConfigDict(json_schema_extra={"x-identity": ["company", "partner"]})

    company: Cited[Name]
    partner: Cited[Name]
    about: Cited[str] | None = Field(description="What they do together, copied from the article.")


class Quotation(BaseModel):
    """Direct speech: words that the article prints inside quotation marks and ascribes to somebody."""

    model_config = ConfigDict(json_schema_extra={"x-identity": ["words"]})

    speaker: Cited[Name] = Field(description="The speaker's name, without title.")
    speaker_role: Cited[str] | None = Field(description="Position and organisation, copied from the article.")
    words: Cited[Verbatim] = Field(
        description="The words spoken, copied character by character, without the outer quotation marks. Where the "
        "narrator interrupts them, join the pieces with ' ... '."
    )


class Figure(BaseModel):
    """Another sum, count or dated goal worth keeping."""

    model_config = ConfigDict(json_schema_extra={"x-identity": ["measure", "value", "year"], "x-event": _FIGURE_EVENT})

    measure: Cited[str] = Field(description="What is measured or aimed at, copied from the article.")
    value: Cited[Quantity] | None = Field(description="Null for a goal without a number.")
    year: Cited[Date] | None = Field(description="The year or date it holds for or is due by.")
    said_by: Cited[Name] | None = Field(description="Who gives the figure, where the article names a source.")


class Passage(Quotation):
    """One passage of direct speech without interruption."""

    words: Cited[Verbatim] = Field(
        description="The words spoken, copied character by character, without the outer quotation marks, up to where "
        "the quotation marks close."
    )


class FundingNews(BaseModel):
    """What one article says about funding rounds, partnerships, quotations and figures.

    Example:
        >>> FundingNews(rounds=[], partnerships=[], quotes=[], figures=[]).rounds
        []
    """

    rounds: list[Round]
    partnerships: list[Partnership]
    quotes: list[Quotation]
    figures: list[Figure]


class FundingReport(FundingNews):
    """What one article says about funding rounds, partnerships, direct speech (by passages) and figures.

    Example:
        >>> FundingReport(rounds=[], partnerships=[], quotes=[], figures=[]).quotes
        []
    """

    quotes: list[Passage]  # type: ignore[assignment]  # every passage is a quotation
