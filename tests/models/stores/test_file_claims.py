"""Claims through a shared folder: by files alone, with every holder's pulse watched by the clock of who waits."""

from __future__ import annotations

import random
import threading
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from llm_extract.models.stores.file_claims import FileClaims

LEASE = 3000.0  # so long that no pulse is ever sent by itself


class Clock:
    """Stands still until it is moved."""

    now = 0.0

    def __call__(self) -> float:
        return self.now


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def join(tmp_path: Path, clock: Clock) -> Any:
    """Makes holders; the dead ones are never closed before the test has ended."""
    made: list[FileClaims] = []

    def make(name: str) -> FileClaims:
        made.append(FileClaims(tmp_path, name, LEASE, clock))
        return made[-1]

    yield make
    for one in made:
        one.close()


Join = Callable[[str], FileClaims]


def files(tmp_path: Path) -> list[str]:
    return sorted(path.name.partition(".")[2] for path in (tmp_path / "claims").iterdir())


def test_a_claim_of_the_living_is_respected(join: Join, clock: Clock) -> None:
    """However long another waits: as long as the pulse changes in time, nobody takes the claim over."""
    holder, other = join("a"), join("b")
    assert holder.try_lock("k")
    for _ in range(5):
        assert not other.try_lock("k")
        clock.now += LEASE * 0.9
        holder._beat()
    assert not other.try_lock("k")


def test_a_claim_of_the_dead_is_taken_over_once(join: Join, clock: Clock, tmp_path: Path) -> None:
    """When a pulse has stood still for a lease, one of those who wait gets the claim, and leaves nothing behind."""
    dead, first, second = join("dead"), join("first"), join("second")
    assert dead.try_lock("k")
    assert not first.try_lock("k")
    assert not second.try_lock("k")
    clock.now += LEASE
    assert [first.try_lock("k"), second.try_lock("k")] == [True, False]
    assert files(tmp_path) == ["0", "1"]
    first.unlock("k")
    assert files(tmp_path) == []
    assert second.try_lock("k")


def test_whoever_comes_late_waits_a_lease(join: Join, clock: Clock) -> None:
    """A pulse that was never looked at before counts as alive at first: clocks of machines are not compared."""
    dead = join("dead")
    assert dead.try_lock("k")
    clock.now += 100 * LEASE
    late = join("late")
    assert not late.try_lock("k")
    clock.now += LEASE
    assert late.try_lock("k")


def test_the_claim_of_a_dead_successor_is_taken_over_too(join: Join, clock: Clock, tmp_path: Path) -> None:
    """Holders may die one after the other."""
    names = ["a", "b", "c"]
    for number, name in enumerate(names):
        holder = join(name)
        assert not holder.try_lock("k") if number else holder.try_lock("k")
        if number:
            for _ in range(number):  # each of the dead is watched in its turn
                clock.now += LEASE
                taken = holder.try_lock("k")
            assert taken
    assert files(tmp_path) == ["0", "1", "2"]
    holder.unlock("k")
    assert files(tmp_path) == []


def test_a_takeover_that_was_overtaken_is_withdrawn(
    join: Join, clock: Clock, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Between seeing a dead claim and creating the next, others may have finished: nothing is left to take over."""
    dead, slow, quick = join("dead"), join("slow"), join("quick")
    assert dead.try_lock("k")
    assert not slow.try_lock("k")
    assert not quick.try_lock("k")
    clock.now += LEASE
    create = slow._create

    def overtaken(path: Path) -> bool:
        if path.name.endswith(".1") and not overtakers:
            overtakers.append(quick)
            assert quick.try_lock("k")
            quick.unlock("k")  # its answer is stored: everything is gone
            assert third.try_lock("k")
        return create(path)

    overtakers: list[FileClaims] = []
    third = join("third")
    monkeypatch.setattr(slow, "_create", overtaken)
    assert not slow.try_lock("k")
    assert files(tmp_path) == ["0"]
    assert not quick.try_lock("k")  # the third one holds it


def test_a_holder_that_died_before_it_wrote_its_name(join: Join, clock: Clock, tmp_path: Path) -> None:
    """An empty claim ends like any other."""
    other = join("other")
    assert other.try_lock("warm up")
    other.unlock("warm up")
    assert join("x").try_lock("k")
    (path,) = (tmp_path / "claims").iterdir()
    path.write_bytes(b"")
    assert not other.try_lock("k")
    clock.now += LEASE - 1
    assert not other.try_lock("k")
    clock.now += 1
    assert other.try_lock("k")


def test_of_many_at_once_one_gets_it(join: Join, clock: Clock) -> None:
    """Eight threads of eight holders, free claims and dead ones: never two winners."""
    dead = join("dead")
    holders = [join(f"h{number}") for number in range(8)]
    for turn in range(20):
        key = f"k{turn}"
        if turn % 2:
            assert dead.try_lock(key)
            dead._beat()
            for holder in holders:
                assert not holder.try_lock(key)
            clock.now += LEASE
        for holder in holders:
            if holder._ticker is not None:
                holder._beat()
        won: list[str] = []
        ready = threading.Barrier(len(holders))

        def race(holder: FileClaims, key: str = key, won: list[str] = won, ready: Any = ready) -> None:
            ready.wait()
            if holder.try_lock(key):
                won.append(holder._name)

        threads = [threading.Thread(target=race, args=(holder,)) for holder in holders]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        assert len(won) == 1


def test_others_at_work_are_seen(join: Join) -> None:
    """A writer is alive from its first claim until it is closed."""
    ours, theirs = join("ours"), join("theirs")
    assert not ours.others_alive()
    theirs.start()
    assert ours.others_alive()
    theirs.close()
    assert not ours.others_alive()


@pytest.mark.slow
def test_holders_and_dead_ones_in_a_crowd(tmp_path: Path, clock: Clock) -> None:
    """Six threads fight for three keys while others die holding them and time runs: never two inside at once."""
    holders = [FileClaims(tmp_path, f"h{number}", LEASE, clock) for number in range(6)]
    ghosts: list[FileClaims] = []
    inside = {f"k{number}": 0 for number in range(3)}
    most, entered, guard, done = [0], [0], threading.Lock(), threading.Event()

    def fight(holder: FileClaims, draw: random.Random) -> None:
        for _ in range(1500):
            key = draw.choice(list(inside))
            if holder.try_lock(key):
                with guard:
                    entered[0] += 1
                    inside[key] += 1
                    most[0] = max(most[0], inside[key])
                with guard:
                    inside[key] -= 1
                holder.unlock(key)

    threads = [
        threading.Thread(target=fight, args=(holder, random.Random(number))) for number, holder in enumerate(holders)
    ]
    for holder in holders:
        holder.start()
    for thread in threads:
        thread.start()
    draw = random.Random(99)
    while any(thread.is_alive() for thread in threads):
        if len(ghosts) < 200 and draw.random() < 0.3:
            ghosts.append(FileClaims(tmp_path, f"ghost{len(ghosts)}", LEASE, clock))
            ghosts[-1].try_lock(draw.choice(list(inside)))
        for holder in holders:
            holder._beat()
        clock.now += LEASE / 4
        done.wait(0.01)
    for one in (*holders, *ghosts):
        one.close()
    assert most == [1]
    assert entered[0] > 100
