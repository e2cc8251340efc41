"""Allowances that refill with time, reported ones and guessed ones."""

from __future__ import annotations

import pytest

from llm_extract.models.bucket import GuessedBucket


@pytest.fixture
def guessed() -> GuessedBucket:
    """Ten answers a second, then a refusal at second 3 and a pause of one second."""
    bucket = GuessedBucket()
    for number in range(31):
        bucket.answered(number / 10)
    bucket.refused(3.0, pause=1.0)
    return bucket


def test_a_guess_begins_a_little_below_what_was_answered(guessed: GuessedBucket) -> None:
    """After the pause about 9.8 requests a second may go, and no burst."""
    now, went = 4.0, 0
    while now < 5.0:
        now += guessed.wait(1, now)
        guessed.take(1, now)
        went += 1
    assert 9 <= went <= 12


def test_a_process_that_rests_for_days_may_ask_again(guessed: GuessedBucket) -> None:
    """What was guessed has grown until it means nothing; no length of time is too much for it."""
    for now in (40_000.0, 90_000.0, 40_000_000.0):
        assert guessed.wait(1, now) == 0
        guessed.take(1, now)


def test_a_guess_that_grows_while_it_is_used_ends_in_no_limit(guessed: GuessedBucket) -> None:
    """Ten hours of requests without a refusal: none of them waits, and the next refusal begins a new guess."""
    for now in range(100, 40_000, 10):
        assert guessed.wait(1, float(now)) == 0
        guessed.take(1, float(now))
        guessed.answered(float(now))
    guessed.refused(40_000.0, pause=1.0)
    assert guessed.wait(1, 40_001.0) > 0
