"""Installed packages against the bounds that this one declares."""

from __future__ import annotations

import pytest

from llm_extract.diagnosis import installation
from llm_extract.diagnosis.findings import Section


@pytest.fixture
def look(monkeypatch: pytest.MonkeyPatch) -> dict[str, str]:
    """Versions to pretend; the requirements are of every form that occurs."""
    versions = {"llm-extract": "1", "openai": "3.3.0", "pyarrow": "20", "colorama": "0.4"}
    lines = ["openai<4,>=3.3", "colorama>=0.4; sys_platform == 'win32'", 'pyarrow>=20; extra == "parquet"',
             "pytest>=9; extra == 'dev'", "trafilatura (>=2.3) ; extra == 'html'"]  # fmt: skip

    def version(name: str) -> str:
        if name not in versions:
            raise installation.metadata.PackageNotFoundError(name)
        return versions[name]

    monkeypatch.setattr(installation.metadata, "version", version)
    monkeypatch.setattr(installation.metadata, "requires", lambda name: lines)
    return versions


def test_what_is_installed_is_listed(look: dict[str, str]) -> None:
    """Requirements with their versions, extras as a whole; what only developers or other systems need is left out."""
    section = Section("packages")
    installation.inspect_packages(section)
    assert {fact.name: fact.value for fact in section.facts} == {
        "llm-extract": "1", "openai": "3.3.0", "extra parquet": "installed",
        "extra html": 'not installed (pip install "llm-extract[html]")',
    }  # fmt: skip
    assert section.problems == []


@pytest.mark.parametrize(
    ("installed", "message"),
    [("4.0", "openai 4.0 is installed, <4,>=3.3 is needed"), (None, "openai is not installed")],
)
def test_a_wrong_version_and_a_missing_package_are_problems(
    look: dict[str, str], installed: str | None, message: str
) -> None:
    """The remedy is the command that installs the right one."""
    del look["openai"]
    if installed:
        look["openai"] = installed
    section = Section("packages")
    installation.inspect_packages(section)
    assert [(one.message, one.remedy) for one in section.problems] == [(message, 'Run: pip install "openai<4,>=3.3"')]


@pytest.mark.parametrize(
    ("version", "bounds", "is_met"),
    [
        ("3.3", ">=3.3.0", True),
        ("3.10.1", ">=3.9,<3.11", True),
        ("3.2.9", ">=3.3", False),
        ("4.0.0rc1", "<4", False),
        ("2", "!=2.0", False),
        ("2.1", "==2.1.0", True),
        ("1", "", True),
        ("unknown", ">=1", False),
    ],
)
def test_versions_are_compared_by_their_numbers(version: str, bounds: str, is_met: bool) -> None:
    """3.10 is later than 3.9, and 3.3 is 3.3.0."""
    assert installation.is_within(version, bounds) is is_met
