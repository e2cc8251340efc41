"""Texts that are dates or quarters in figures, and dates that the words let be worked out."""

from __future__ import annotations

import pytest

from llm_extract.grounding.support import check_support

YES, NO, OPEN = "supported", "unsupported", "unchecked"


@pytest.mark.parametrize(
    ("value", "words", "published", "expected"),
    [
        ("2021-03", "filed in March 2021", None, YES),
        ("2021-04", "filed in March 2021", None, NO),
        ("2025-01", "a partire dal gennaio 2025", None, YES),
        ("2024-05", "começa em maio do próximo ano", "2023-10-01", YES),
        ("2023-05", "começa em maio do próximo ano", "2023-10-01", NO),
        ("2022-08-31", "sagte er am Mittwochabend", "2022-09-02", YES),
        ("2022-08-31", "meldde de bank woensdagochtend", "2022-09-02", YES),
        ("2022-08-30", "meldde de bank woensdagochtend", "2022-09-02", NO),
        ("2022-08-31", "trwał od środy do piątku", "2022-09-02", YES),
        ("2022-08-30", "со вторника по пятницу", "2022-09-02", YES),
        ("2024-Q4", "for its fourth quarter ended December 28, 2024", "2025-02-01", YES),
        ("2024-Q3", "for its fourth quarter ended December 28, 2024", "2025-02-01", NO),
        ("Q2 2024", "hat im zweiten Quartal mehr verdient", "2024-08-01", YES),
        ("Q2 2023", "hat im zweiten Quartal mehr verdient", "2024-08-01", OPEN),
        ("Q2 2019", "hat im zweiten Quartal mehr verdient", "2024-08-01", NO),
        ("Q2 2024", "hat im zweiten Quartal mehr verdient", None, OPEN),
        ("2027-Q2", "rusza w drugim kwartale 2027 r.", None, YES),
        ("2023-Q3", "2023年第三季度净利润", None, YES),
        ("FY2025 Q3", "the quarter ended Nov. 2, the third of its fiscal 2025", None, YES),
        ("2025-Q4", "due in the December quarter of 2025-26", "2024-08-01", OPEN),
        ("2022-Q3", "nel terzo trimestre del 2023", None, NO),
        ("2024-H1", "in the first half of 2024", None, YES),
        ("H2 2024", "im ersten Halbjahr 2024", None, NO),
        ("05/11/2022", "on 5 November 2022", None, YES),
        ("06/11/2022", "on 5 November 2022", None, NO),
        ("November 2022", "dated 2022-11", None, YES),
        ("2024-Q1", "rose from the first to the second quarter and the third quarter of 2024", None, NO),
    ],
)
def test_periods(value: str, words: str, published: str | None, expected: str) -> None:
    """A month or a quarter in figures is held against the words as a date."""
    assert check_support("text", value, words, published_on=published).state == expected


@pytest.mark.parametrize(
    ("kind", "value", "words", "field", "expected"),
    [
        ("number", 1955, "settled there four years later", "year_moved", OPEN),
        ("number", 1955, "settled there four years later", "plots", NO),
        ("number", 1955, "settled there this year after a quarrel", "year_moved", NO),
        ("date", "2024-10-18", "an appeal within 30 days of this ruling", "deadline", OPEN),
        ("date", "2024-10-18", "an appeal of 30 pages", "deadline", NO),
        ("number", 1974, "erschien sieben Jahre später", "erscheinungsjahr", OPEN),
        ("number", 1974, "翌年に出版された", "出版年", OPEN),
    ],
)
def test_reckoning(kind: str, value: object, words: str, field: str, expected: str) -> None:
    """A date that must be worked out from a span of time is left open."""
    assert check_support(kind, value, words, field=field).state == expected
