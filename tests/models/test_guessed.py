"""A rate that nobody has stated: guessed from what was accepted, and grown while it makes requests wait."""

from __future__ import annotations

import pytest

from llm_extract.models.guessed import GuessedBucket


@pytest.fixture
def guessed() -> GuessedBucket:
    """Ten requests a second were accepted, then one was refused at second 3, with a pause of one second."""
    bucket = GuessedBucket()
    bucket.cut(accepted=10.0, share=0.05, now=3.0, pause=1.0)
    return bucket


def ask_on(bucket: GuessedBucket, since: float, until: float) -> int:
    """How many requests may go between two moments, if there are always more; one in 10 ms at most."""
    now, went = since, 0
    while now < until:
        wait = bucket.wait(1, now)
        if not wait:
            bucket.take(1, now)
            went += 1
        now += max(wait, 0.01)
    return went


def test_a_guess_begins_a_little_below_what_was_accepted(guessed: GuessedBucket) -> None:
    """After the pause 9.8 requests a second may go, and no burst."""
    assert guessed.wait(1, 3.0) == 1.0
    assert 9 <= ask_on(guessed, 4.0, 5.0) <= 10


def test_a_guess_is_held_and_then_grows_faster_and_faster(guessed: GuessedBucket) -> None:
    """For twenty requests it stays; a minute later the limit that it stood for may be many times as high."""
    went = [ask_on(guessed, 4.0 + 10 * part, 14.0 + 10 * part) for part in range(4)]
    assert 97 <= went[0] <= 130
    assert went[0] < went[1] < went[2] < went[3]
    assert went[3] - went[2] > went[2] - went[1]


def test_what_limits_nothing_does_not_grow(guessed: GuessedBucket) -> None:
    """Hours of one request in ten seconds say nothing against the guess."""
    for now in range(100, 40_000, 10):
        assert guessed.wait(1, float(now)) == 0
        guessed.take(1, float(now))
    assert guessed.rate == 9.8


def test_a_process_that_rests_for_days_may_ask_again(guessed: GuessedBucket) -> None:
    """No length of time is too much for it."""
    for now in (40_000.0, 90_000.0, 40_000_000.0):
        assert guessed.wait(1, now) == 0
        guessed.take(1, now)
        guessed.take(1, now)


def test_a_guess_that_is_always_too_low_ends_in_no_limit(guessed: GuessedBucket) -> None:
    """Where nothing is refused any more, nothing waits after some minutes; the next refusal begins a new guess."""
    now = 4.0
    while guessed.rate is not None:
        guessed.take(3000, now)
        now += guessed.wait(1, now) or 1.0
    assert now < 300.0
    guessed.cut(accepted=50.0, share=0.1, now=now, pause=1.0)
    assert guessed.wait(1, now) == 1.0


def test_a_rate_that_was_not_used_up_is_cut_by_little(guessed: GuessedBucket) -> None:
    """Six accepted in a second, most of it waiting, do not mean that a limit of six was met: 9.8 becomes 7.9."""
    guessed.cut(accepted=6.0, share=0.05, now=9.0, pause=1.0)
    assert guessed.rate == pytest.approx(9.8 * 0.85 * 0.95)


@pytest.mark.parametrize("accepted", [0.0, float("inf"), 1e9])
def test_what_cannot_be_measured_makes_no_guess(accepted: float) -> None:
    """Too few requests, or all in one moment."""
    guessed = GuessedBucket()
    guessed.cut(accepted=accepted, share=1.0, now=0.0, pause=1.0)
    assert guessed.rate is None
