"""Claims of one process at a server: what two threads of it may hold."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from llm_extract.models.stores.leases import Leases


class Server:
    """A keeper that, as servers do, takes a second call of the same holder for a repetition of the first."""

    def __init__(self) -> None:
        self.held: set[str] = set()
        self.meanwhile: Callable[[], object] = bool

    def take(self, key: str) -> bool:
        self.held.add(key)
        self.meanwhile()
        return True

    def renew(self, keys: Iterable[str]) -> Iterable[str]:
        return ()

    def give_up(self, key: str) -> None:
        self.meanwhile()
        self.held.discard(key)


def test_a_claim_that_is_being_given_up_is_not_taken_for_held() -> None:
    """Another thread of the same holder gets it afterwards, not before: else it would hold what the server let go."""
    server = Server()
    leases = Leases(server)
    seen: list[bool] = []
    assert leases.try_lock("k")
    server.meanwhile = lambda: seen.append(leases.try_lock("k"))
    leases.unlock("k")
    server.meanwhile = bool
    assert (seen, server.held) == ([False], set())
    assert leases.try_lock("k")
    leases.close()


def test_a_claim_that_is_being_taken_is_not_taken_twice() -> None:
    """Of two threads that claim one key at once, one gets it."""
    server = Server()
    leases = Leases(server)
    seen: list[bool] = []
    server.meanwhile = lambda: seen.append(leases.try_lock("k"))
    assert leases.try_lock("k")
    assert seen == [False]
    leases.close()
