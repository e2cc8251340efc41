"""Which tests use which tapes, what became of the tests, and so what is written, and what counts as played."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, field

from ..errors import ExtractError, RunError
from .plays import Plays
from .tape import Tape

__all__ = ["Test", "Use", "Watch"]


@dataclass(frozen=True)
class Test:
    """One test as pytest names it.

    Args:
        id: its node id.
        chain: the ids of all nodes that it is in, and its own.
        fixtures: the names of all fixtures that it needs.
    """

    __test__ = False  # pytest would collect it where it is imported

    id: str
    chain: Collection[str]
    fixtures: Collection[str]


@dataclass(eq=False)
class Use:
    """The tapes of one fixture, for one test or for all that share it.

    Args:
        fixture: its name.
        node: the id of the test, class or module that it belongs to.
        tests: the ids of the tests that had it while it was open.
        tapes: what it opened.
        closed: whether the fixture has ended.
    """

    fixture: str
    node: str
    tests: set[str] = field(default_factory=set)
    tapes: list[Tape] = field(default_factory=list)
    closed: bool = False
    failures: list[tuple[str, bool, ExtractError]] = field(default_factory=list)
    """Who asked, whether while it was set up, and why no answer came."""


class Watch:
    """Follows the tests of one process.

    Example:
        >>> watch, test = Watch(), Test("a.py::test", {"a.py", "a.py::test"}, {"replay"})
        >>> use = watch.begin("replay", "a.py::test", test.id)
        >>> watch.of(test) == [use]
        True
        >>> use.closed = True
        >>> watch.settle()
        >>> watch.of(test)
        []
    """

    def __init__(self) -> None:
        self.plays = Plays()
        self._uses: list[Use] = []
        self._passed: set[str] = set()
        self._failed: set[str] = set()

    def begin(self, fixture: str, node: str, test: str) -> Use:
        """A fixture begins, because a test needs it."""
        use = Use(fixture, node, {test})
        self._uses.append(use)
        return use

    def of(self, test: Test) -> list[Use]:
        """What a test uses of what is open."""
        return [
            use
            for use in self._uses
            if test.id in use.tests or (not use.closed and use.node in test.chain and use.fixture in test.fixtures)
        ]

    def enter(self, test: Test) -> None:
        """A test begins, perhaps once more."""
        self._passed.discard(test.id)
        self._failed.discard(test.id)
        for use in self.of(test):
            use.tests.add(test.id)

    def note(self, test: str, *, passed: bool) -> None:
        """A test passed, or did not pass in some phase."""
        (self._passed if passed else self._failed).add(test)

    def failures(self, test: Test, *, in_setup: bool) -> list[ExtractError]:
        """Why requests got no answer: the test's own, and those made while what it shares was set up."""
        found = []
        for use in self.of(test):
            for tape in use.tapes:
                use.failures += [(test.id, in_setup, error) for error in tape.failures]
                tape.failures.clear()
            found += [error for who, shared, error in use.failures if who == test.id or shared]
        return found

    def settle(self) -> None:
        """Write what fixtures that have ended hold, if a test that used them passed and none failed.

        Raises:
            RunError: something cannot be written.
        """
        ended = [use for use in self._uses if use.closed]
        self._uses = [use for use in self._uses if not use.closed]
        errors: list[RunError] = []
        for use in ended:
            good = bool(use.tests & self._passed) and not use.tests & self._failed
            for tape in use.tapes:
                try:
                    if good:
                        self.plays.written.update(map(str, tape.write()))
                except RunError as error:
                    errors.append(error)
                self.plays.dropped += tape.held
                self.plays.played.update(map(str, tape.played))
        if errors:
            raise errors[0]
