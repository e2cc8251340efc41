"""What was sent between refusals, and how fast, counted over any number of them."""

from __future__ import annotations

from llm_extract.models.waves import Share, Wave, Waves


def test_old_waves_are_counted_as_one() -> None:
    """However many there were: the sums and the pace over all of them stay what they are."""
    waves, later = Waves(), Waves()
    for number in range(150):
        waves.add(Wave(since=1000.0 + number, sent=10, refused=1))
        later.add(Wave(since=1150.0 + number, sent=10, refused=1))
    waves.extend(later)
    assert waves.share() == Share(3000, 300)
    assert waves.share_ended(under_way=4) == Share(2996, 300)
    assert (waves.per_second(1300.0), waves.accepted_per_second(1300.0)) == (10.0, 9.0)
    assert waves.per_second(1300.0, shortest=600.0) == 5.0


def send(wave: Wave, count: int, begin: float, seconds: float) -> float:
    """Admit so many requests at an even pace, as the gate does; returns the time of the last."""
    now = begin
    for number in range(count):
        now = begin + (number + 1) * seconds / count
        wave.sent += 1
        if wave.sent == wave.full:
            wave.roll(now)
    return now


def test_the_pace_is_that_of_the_last_requests() -> None:
    """A long wave that grew slower tells of its end: of more than the last hundred, and of few before them."""
    wave = Wave(since=0.0)
    now = send(wave, 1000, 0.0, 20.0)
    now = send(wave, 450, now, 90.0)
    since, count = wave.recent
    assert 100 <= count <= 300
    assert count / (now - since) == 5.0


def test_a_burst_is_taken_together_with_what_follows() -> None:
    """What goes in less than two seconds tells no pace."""
    wave = Wave(since=0.0)
    now = send(wave, 500, 0.0, 1.0)
    assert wave.recent == (0.0, 500)
    now = send(wave, 500, now, 100.0)
    since, count = wave.recent
    assert count / (now - since) == 5.0


def test_a_rest_is_no_slow_pace() -> None:
    """While nobody waits nothing is learnt of the endpoint."""
    wave = Wave(since=0.0)
    send(wave, 30, 0.0, 3.0)
    wave.rest(1000.0)
    send(wave, 20, 1000.0, 2.0)
    assert wave.recent == (1000.0, 20)


def test_shares_of_nothing_are_above_none() -> None:
    """Nor are those that refuse everything, or nothing, above each other."""
    some, nothing, full = Share(20, 5), Share(0, 0), Share(20, 20)
    assert [some.above(nothing), nothing.above(some), full.above(full), Share(20, 0).above(Share(9, 0))] == [0.0] * 4
    assert nothing.value == 0.0
    assert full.above(some) > 3 > 0 > some.above(full)
