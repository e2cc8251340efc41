"""Ranges of tokens and cost, before anything is asked."""

from __future__ import annotations

from decimal import Decimal

from hypothesis import given, settings
from hypothesis import strategies as st

from llm_extract.costs.estimate import Experience, Range, cost_range
from llm_extract.costs.prices import Rates
from llm_extract.messages import Usage


def test_without_experience_the_range_is_what_cannot_be_passed() -> None:
    """A character is at most four bytes and a token at least one; answers are held by their limit alone."""
    prompt, answer = Experience().read(1200, 50, reask=False)
    assert (prompt.high, answer.low, answer.high) == (4800, 0, 50)
    assert answer.likely is None
    assert Experience().read(1200, None, reask=False)[1].high is None
    assert Experience().read(1200, None, reask=True)[0].high is None


@settings(derandomize=True, deadline=None, max_examples=100)
@given(st.lists(st.tuples(st.integers(50, 5000), st.integers(1, 1000), st.integers(0, 500)), min_size=5, max_size=30))
def test_answers_like_those_seen_lie_in_the_range(seen: list[tuple[int, int, int]]) -> None:
    """What was seen before lies in the range that it gives rise to, likely value included."""
    experience = Experience()
    for chars, prompt, written in seen:
        experience.add(chars, Usage(prompt, written))
    for chars, prompt, written in seen:
        read, answer = experience.read(chars, None, reask=False)
        assert read.low <= prompt <= (read.high or 0)
        assert answer.low <= written <= (answer.high or 0)
    total = sum((experience.read(chars, None, reask=False)[0] for chars, _, _ in seen), Range())
    assert total.likely is not None
    assert round(total.likely) == sum(prompt for _, prompt, _ in seen)


def test_cost_lies_between_a_cached_prompt_and_the_dearest_tier() -> None:
    """The lower end has the prompt in the provider's cache, the upper one the dearest rates."""
    normal, fast = Rates(Decimal(1), Decimal(4), Decimal("0.5")), Rates(Decimal(2), Decimal(8))
    cost = cost_range(Range(10**6, 10**6, 10**6 - 1), Range(10**6, 10**6, 10**6 - 1), normal, fast)
    assert (cost.low, cost.likely, cost.high) == (4.5, 5.0, 10.0)
    assert cost_range(Range(1, 1, None), Range(1, 1, 1), normal, fast).high is None
