"""What tokens cost: the shipped table and the user's own."""

from __future__ import annotations

import tomllib
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from llm_extract import ConfigError
from llm_extract.costs import Price, PriceTable, load_prices
from llm_extract.costs.prices import Rates
from llm_extract.messages import Usage

OPENAI = "https://api.openai.com/v1"


def test_every_shipped_price_has_a_source_and_a_date() -> None:
    """A price is not taken on trust: each row says who published it and when it was read."""
    import llm_extract

    rows = tomllib.loads(Path(llm_extract.__file__).with_name("prices.toml").read_text())["price"]
    assert len({(row["host"], row["model"]) for row in rows}) == len(rows)
    assert all(row["source"].startswith("https://") and row["checked"].year >= 2026 for row in rows)


def test_cached_tokens_are_part_of_the_prompt_and_cost_less() -> None:
    """1,000 tokens of which 400 were cached: 600 at the full price, 400 at the lower one."""
    price = load_prices().find(OPENAI, "gpt-5-mini")
    assert price is not None
    # 600 * 0.25 + 400 * 0.025 + 100 * 2.00 = 360 millionths
    assert price.cost(Usage(1000, 100, 400)) == Decimal("0.000360")
    # in a batch: 600 * 0.125 + 400 * 0.0125 + 100 * 1.00 = 180
    assert price.cost(Usage(1000, 100, 400), "batch") == Decimal("0.000180")


@pytest.mark.parametrize("tier", ["on_demand", "standard"])
def test_the_default_tier_goes_by_other_names(tier: str) -> None:
    """What some endpoints call their ordinary tier has the price of the ordinary one."""
    price = PriceTable([{"model": "m", "default": {"input": 1, "output": 2}}]).find(OPENAI, "m")
    assert price is not None
    assert price.cost(Usage(1_000_000, 1_000_000), tier) == 3


@pytest.mark.parametrize("usage", [Usage(), Usage(10, None), Usage(None, 10)])
def test_an_unknown_count_or_tier_or_model_costs_none_not_zero(usage: Usage) -> None:
    """Not knowing is not the same as free."""
    price = load_prices().find(OPENAI, "gpt-5-mini")
    assert price is not None
    assert price.cost(usage) is None
    assert price.cost(Usage(10, 10), "scale") is None
    assert load_prices().find(OPENAI, "gpt-unheard-of") is None
    assert load_prices().find("http://localhost:8000/v1", "gpt-5-mini") is None


def test_tokens_written_to_the_providers_cache_must_be_known_where_they_cost_more() -> None:
    """A model that charges for cache writes has a cost only where the endpoint counts them."""
    price = load_prices().find(OPENAI, "gpt-6-luna")
    assert price is not None
    assert price.cost(Usage(1000, 100)) is None
    # 200 * 0.10 + 800 * 0.125 + 100 * 0.50 = 170
    assert price.cost(Usage(1000, 100), written=800) == Decimal("0.00017")
    assert price.cost(Usage(300_000, 100), written=0) is None
    # 1000 * 0.125 + 100 * 0.50 = 175
    assert price.dearest(1000, 100, ["default", "flex"]) == Decimal("0.000175")


def test_a_snapshot_has_its_own_price_or_that_of_its_model() -> None:
    """The date at the end of a name is left out only where the dated name has no row."""
    table = load_prices()
    dated, own = table.find(OPENAI, "gpt-4o-2024-08-06"), table.find(OPENAI, "gpt-4o-2024-05-13")
    assert dated == table.find(OPENAI, "gpt-4o")
    assert own is not None
    assert own.tiers["default"].input == 5


def test_own_prices_come_first(tmp_path: Path) -> None:
    """A row of the user's own replaces the shipped one, and one without a host fits everywhere."""
    file = tmp_path / "prices.toml"
    file.write_text(
        '[[price]]\nhost = "api.openai.com"\nmodel = "gpt-4.1"\ndefault = { input = 9, output = 9.5 }\n'
        '[[price]]\nmodel = "mine"\ndefault = { input = 0, output = 0 }\n'
    )
    table = load_prices(file)
    known = table.find(OPENAI, "gpt-4.1")
    assert known is not None
    assert (known.tiers["default"].output, known.cost(Usage(1, 1), "batch")) == (Decimal("9.5"), None)
    free = table.find("http://localhost:1234/v1", "mine")
    assert free is not None
    assert free.cost(Usage(1000, 1000)) == 0


@pytest.mark.parametrize("names", [("gpt-5-mini",), ("gpt-5-mini-2025-08-07",), ("gpt-4o-2024-05-13", "gpt-5-mini")])
def test_own_prices_come_first_however_the_shipped_ones_name_the_model(tmp_path: Path, names: tuple[str, ...]) -> None:
    """A row of one's own without a host, or for another name of the same model, is not passed over."""
    file = tmp_path / "prices.toml"
    file.write_text('[[price]]\nmodel = "gpt-5-mini"\ndefault = { input = 1, output = 3 }\n')
    found = load_prices(file).find(OPENAI, *names)
    assert found is not None
    assert found.tiers["default"].output == 3


@pytest.mark.parametrize("name", ["m-20250929", "m-2025-09-29", "m@20250929"])
def test_the_date_of_a_snapshot_may_be_written_without_hyphens(name: str) -> None:
    """Providers write it in three ways; a number that is no date is part of the name."""
    table = PriceTable([{"model": "m", "default": {"input": 1, "output": 2}}])
    assert table.find(OPENAI, name) is not None
    assert table.find(OPENAI, "m-20251399") is None
    assert table.find(OPENAI, "m-120250929") is None


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("price = 3", "not a list"),
        ("[[price]]\nmodel = 'm'", "needs a model and the rates"),
        ("[[price]]\nmodel = 'm'\ndefault = { input = 1 }", "needs input and output"),
        ("[[price]]\nmodel = 'm'\ndefault = { input = -1, output = 1 }", "0 or more"),
        ("[[price]]\nmodel = 'm'\ndefault = { input = nan, output = 1 }", "0 or more"),
        ("[[price]]\nmodel = 'm'\nprize = 3\ndefault = { input = 1, output = 1 }", "unknown key 'prize'"),
        ("[[price]]\nmodel = 'm'\ndefault = { input = 1e999999, output = 1 }", "0 or more"),
        ("[[price]]\nmodel = 'm'\ndefault = { input = 1e-999999, output = 1 }", "0 or more"),
        ("[[price]]\nmodel = 'm'\nmost_prompt_tokens = 'x'\ndefault = { input = 1, output = 1 }", "a whole number"),
        ("[[price]]\nmodel = 'm'\nmost_prompt_tokens = 0\ndefault = { input = 1, output = 1 }", "a whole number"),
        ("[[price]]\nmodel = 'm'\nhost = 3\ndefault = { input = 1, output = 1 }", "host must be a name"),
        ("[[price", "prices.toml"),
    ],
)
def test_a_wrong_prices_file_is_named_with_its_fault(tmp_path: Path, text: str, said: str) -> None:
    """A slip in a price must not pass as a price."""
    file = tmp_path / "prices.toml"
    file.write_text(text)
    with pytest.raises(ConfigError, match=said):
        load_prices(file)


def test_a_missing_prices_file_is_an_error(tmp_path: Path) -> None:
    """A misspelt path is not taken for no prices."""
    with pytest.raises(ConfigError, match="cannot be read"):
        load_prices(tmp_path / "none.toml")


RATES = st.decimals(0, 200, places=3)


@settings(derandomize=True, deadline=None, max_examples=200)
@given(
    st.builds(Rates, RATES, RATES, st.none() | RATES, st.none() | RATES),
    st.integers(0, 10**6), st.integers(0, 10**5), st.floats(0, 1), st.floats(0, 1),
)  # fmt: skip
def test_any_split_of_the_prompt_costs_between_cheapest_and_dearest(
    rates: Rates, prompt: int, completion: int, cached: float, written: float
) -> None:
    """However many tokens turn out to be cached or written to the cache, the bounds hold."""
    read = int(prompt * cached)
    cost = rates.cost(prompt, completion, read, int((prompt - read) * written))
    assert cost <= rates.dearest(prompt, completion)
    plain = Rates(rates.input, rates.output, rates.cached_input)
    assert plain.cheapest(prompt, completion) <= plain.cost(prompt, completion, read)


def test_the_dearest_of_several_tiers_counts() -> None:
    """Where the account decides on the tier, the dearest known one is set aside."""
    price = Price({"default": Rates(Decimal(1), Decimal(1)), "priority": Rates(Decimal(2), Decimal(2))})
    assert price.dearest(500_000, 500_000, ("default", "flex", "priority")) == 2
    assert PriceTable([]).find(OPENAI, None, "x") is None
