"""What the plugin does around each test: no network, misses as failures, writing what was recorded."""

from __future__ import annotations

import os
import shlex
from collections.abc import Generator
from contextlib import AbstractContextManager, nullcontext
from textwrap import fill
from typing import TYPE_CHECKING, NoReturn

import pytest

from .state import MARKER, WATCH, desk_of, mode_of, names_of, node_of, test_of, watch_of

if TYPE_CHECKING:
    from ..errors import ExtractError

_WIDTH = 78
__all__ = [
    "Unanswered", "block_network", "pytest_runtest_call", "pytest_runtest_makereport", "pytest_runtest_setup",
    "pytest_runtest_teardown", "shown_error",
]  # fmt: skip


@pytest.hookimpl(wrapper=True)
def pytest_runtest_setup(item: pytest.Item) -> Generator[None, None, None]:
    """Fail a test whose fixtures asked for what is not recorded."""
    __tracebackhide__ = True
    watch = item.config.stash.get(WATCH, None)
    if watch is not None:
        watch.enter(test_of(item))
    yield from _followed(item, in_setup=True)


@pytest.hookimpl(wrapper=True)
def pytest_runtest_call(item: pytest.Item) -> Generator[None, None, None]:
    """Keep a test that shares an Extractor off the network, and fail it where nothing was recorded."""
    __tracebackhide__ = True
    watch = item.config.stash.get(WATCH, None)
    uses = watch.of(test_of(item)) if watch is not None else []
    is_closed = uses and mode_of(item.config) == "none" and not desk_of(item, item.config)[1].get("network", False)
    with block_network() if is_closed else nullcontext():
        yield from _followed(item, in_setup=False)


@pytest.hookimpl(wrapper=True)
def pytest_runtest_teardown(item: pytest.Item) -> Generator[None, None, None]:
    """Write what a test recorded, once all of it has ended well."""
    __tracebackhide__ = True
    watch = item.config.stash.get(WATCH, None)
    try:
        yield
    except BaseException:
        if watch is not None:
            watch.note(item.nodeid, passed=False)
            watch.settle()
        raise
    if watch is not None:
        watch.settle()


@pytest.hookimpl(wrapper=True, tryfirst=True)
def pytest_runtest_makereport(
    item: pytest.Item, call: pytest.CallInfo[None]
) -> Generator[None, pytest.TestReport, pytest.TestReport]:
    """Note what became of a test; a miss is a failure even where one is expected."""
    report = yield
    names = names_of(item)
    if not names and item.config.stash.get(WATCH, None) is None:
        return report
    if call.excinfo is not None and isinstance(call.excinfo.value, Unanswered):
        report.outcome = "failed"
        report.longrepr = str(call.excinfo.value)
        vars(report).pop("wasxfail", None)
    watch, was_expected = watch_of(item.config), hasattr(report, "wasxfail")
    if report.when == "call" and (report.passed or was_expected):
        watch.note(item.nodeid, passed=True)
    elif not report.passed:
        watch.note(item.nodeid, passed=False)
    for name in names:
        folder = str(desk_of(node_of(item, name), item.config)[0].folder)
        watch.plays.folders.add(folder)
        if not report.passed and not was_expected:
            watch.plays.unsure.add(folder)
    return report


def _followed(item: pytest.Item, *, in_setup: bool) -> Generator[None, None, None]:
    """Run a phase; where a request was not answered, that is what the test failed of."""
    __tracebackhide__ = True
    try:
        yield
    except (KeyboardInterrupt, SystemExit, pytest.exit.Exception):
        raise
    except BaseException:
        _fail_for_misses(item, in_setup)
        raise
    _fail_for_misses(item, in_setup)


def _fail_for_misses(item: pytest.Item, in_setup: bool) -> None:
    watch = item.config.stash.get(WATCH, None)
    errors = watch.failures(test_of(item), in_setup=in_setup) if watch is not None else []
    if errors:
        raise Unanswered(_explain(item, errors)) from None


class Unanswered(pytest.fail.Exception):  # type: ignore[name-defined,misc]
    """A test got no answer to what it asked for; its message is all there is to show."""

    def __init__(self, message: str) -> None:
        super().__init__(message, pytrace=False)


def _explain(item: pytest.Item, errors: list[ExtractError]) -> str:
    from ..errors import ReplayMiss

    first, *others = {str(error): error for error in errors}.values()
    more = ["", f"Requests without an answer besides this one: {len(others)}"] if others else []
    if not isinstance(first, ReplayMiss):
        return "\n".join([shown_error(first, item.config), *more])
    path, *names = item.nodeid.split("::")
    path = os.path.relpath(item.config.rootpath / path, item.config.invocation_params.dir)
    test = shlex.quote("::".join([path, *names]))
    return "\n".join(
        [
            f"{first.message[:1].upper()}{first.message[1:]}",
            *more,
            "",
            "To record what is missing, with an endpoint at hand (a key in OPENAI_API_KEY;",
            "elsewhere OPENAI_BASE_URL; another model LLM_EXTRACT_MODEL):",
            f"  pytest {test} --llm-record=missing",
        ]
    )


def shown_error(error: ExtractError, config: pytest.Config) -> str:
    """An error as lines for a terminal, paths from the project's folder on."""
    from ..errors import ModelError

    text = str(error).replace(f"{config.rootpath}{os.sep}", "")
    text = f"No answer came: {text}" if isinstance(error, ModelError) else text
    return fill(text, _WIDTH, break_long_words=False, break_on_hyphens=False)


def block_network() -> AbstractContextManager[None]:
    """Refuse connections, with the ways out."""
    from ..recording_care.sockets import block_sockets

    def refuse(address: str) -> NoReturn:
        __tracebackhide__ = True
        pytest.fail(
            f"this test replays answers, and tried to connect to {address}\n"
            "To record answers, run it with --llm-record=missing. Where it needs\n"
            f"the network besides: @pytest.mark.{MARKER}(network=True)"
        )

    return block_sockets(refuse)
