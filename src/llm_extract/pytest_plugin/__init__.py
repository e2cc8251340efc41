"""pytest plugin: tests over recorded answers, without key or network.

``replay`` is an Extractor over the recordings in ``recordings/`` beside the test's file. See docs/testing.md.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Mapping
from contextlib import ExitStack, contextmanager
from typing import TYPE_CHECKING, Any

import pytest

from .ending import (
    pytest_configure_node,
    pytest_deselected,
    pytest_sessionfinish,
    pytest_sessionstart,
    pytest_terminal_summary,
    pytest_testnodedown,
    pytest_unconfigure,
)
from .following import (
    Unanswered,
    block_network,
    pytest_runtest_call,
    pytest_runtest_makereport,
    pytest_runtest_setup,
    pytest_runtest_teardown,
    shown_error,
)
from .state import MARKER, desk_of, mode_of, watch_of

if TYPE_CHECKING:
    from ..extraction.extractor import Extractor

__all__ = [
    "class_replay", "module_open_replay", "module_replay", "open_replay", "pytest_addoption", "pytest_configure",
    "pytest_configure_node", "pytest_deselected", "pytest_report_header", "pytest_runtest_call",
    "pytest_runtest_makereport", "pytest_runtest_setup", "pytest_runtest_teardown", "pytest_sessionfinish",
    "pytest_sessionstart", "pytest_terminal_summary", "pytest_testnodedown", "pytest_unconfigure", "replay",
]  # fmt: skip


def pytest_addoption(parser: pytest.Parser) -> None:
    """Add ``--llm-record``."""
    parser.getgroup("llm_extract", "recorded answers of language models").addoption(
        "--llm-record",
        choices=("none", "missing", "rewrite"),
        default="none",
        help="What tests with the fixture replay may ask a live endpoint for: nothing (the default, and always where "
        "the environment variable CI is set), what is missing in their recordings, or everything again.",
    )


def pytest_configure(config: pytest.Config) -> None:
    """Announce the marker."""
    config.addinivalue_line(
        "markers",
        f"{MARKER}(folder, *, task=None, network=False, **settings): where the fixture replay finds its recordings "
        "(recordings, beside the test's file), what it extracts, and whether the test may use the network besides.",
    )


def pytest_report_header(config: pytest.Config) -> str | None:
    """Say what is recorded, where anything is."""
    asked, mode = config.getoption("--llm-record"), mode_of(config)
    if asked == "none":
        return None
    if mode != asked:
        return f"llm_extract: --llm-record={asked} is not heeded, because CI is set"
    return f"llm_extract: --llm-record={mode}, so a live endpoint may be asked"


# -- fixtures


@pytest.fixture
def replay(request: pytest.FixtureRequest) -> Iterator[Extractor[Any]]:
    """An Extractor over the recordings beside the test; it makes no connection unless --llm-record says so."""
    __tracebackhide__ = True
    with _shelf(request) as open_one:
        yield open_one()


@pytest.fixture
def open_replay(request: pytest.FixtureRequest) -> Iterator[Callable[..., Extractor[Any]]]:
    """Opens Extractors over the recordings beside the test: open_replay("task@v1", schema=Class, passes=2)."""
    with _shelf(request) as open_one:
        yield open_one


@pytest.fixture(scope="class")
def class_replay(request: pytest.FixtureRequest) -> Iterator[Extractor[Any]]:
    """As replay, one for all tests of a class; what it records is written if all of them pass."""
    __tracebackhide__ = True
    with _shelf(request) as open_one:
        yield open_one()


@pytest.fixture(scope="module")
def module_replay(request: pytest.FixtureRequest) -> Iterator[Extractor[Any]]:
    """As replay, one for all tests of a module; what it records is written if all of them pass."""
    __tracebackhide__ = True
    with _shelf(request) as open_one:
        yield open_one()


@pytest.fixture(scope="module")
def module_open_replay(request: pytest.FixtureRequest) -> Iterator[Callable[..., Extractor[Any]]]:
    """As open_replay, for all tests of a module; what is recorded is written if all of them pass."""
    with _shelf(request) as open_one:
        yield open_one


@contextmanager
def _shelf(request: pytest.FixtureRequest) -> Iterator[Callable[..., Extractor[Any]]]:
    from ..errors import ExtractError
    from ..recording_care.opening import open_extractor

    __tracebackhide__ = True
    config, name = request.config, str(request.fixturename)
    watch, (desk, given) = watch_of(config), desk_of(request.node, config)
    network = given.pop("network", False)
    given.update(_parameter(request))
    use = watch.begin(name, request.node.nodeid, os.environ.get("PYTEST_CURRENT_TEST", "").rpartition(" ")[0])
    watch.plays.folders.add(str(desk.folder))
    with ExitStack() as stack:
        if request.scope == "function" and not network and desk.mode == "none":
            stack.enter_context(block_network())

        def open_one(task: str | None = None, **options: Any) -> Extractor[Any]:
            __tracebackhide__ = True
            settings = {**given, **options, **({} if task is None else {"task": task})}
            try:
                extractor, tape = open_extractor(desk, **settings)
            except ExtractError as error:
                raise Unanswered(shown_error(error, config)) from None
            use.tapes.append(tape)
            stack.callback(extractor.close)
            return extractor

        try:
            yield open_one
        finally:
            use.closed = True


def _parameter(request: pytest.FixtureRequest) -> dict[str, Any]:
    """What indirect parametrization gives: a task, or settings."""
    value = getattr(request, "param", None)
    if value is None:
        return {}
    return dict(value) if isinstance(value, Mapping) else {"task": value}
