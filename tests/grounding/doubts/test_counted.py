"""Figures beside another noun than their field's."""

from __future__ import annotations

import pytest

from llm_extract.grounding.support import check_support


@pytest.mark.parametrize(
    ("state", "kind", "field", "value", "quote"),
    [
        ("unchecked", "number", "bridges", 35, "a walk of 35 minutes over 8 bridges"),
        ("supported", "number", "bridges", 8, "a walk of 35 minutes over 8 bridges"),
        ("unchecked", "number", "bridges", 7, "seven people built 8 bridges"),
        ("unchecked", "number", "brücken", 35, "in 35 Minuten über 8 Brücken"),
        ("unchecked", "number", "mosty", 35, "35 minut i 8 mostów"),
        ("unchecked", "number", "light_injuries", 2, "Injuries: 9 light, 2 grave"),
        ("supported", "number", "light_injuries", 9, "Injuries: 9 light, 2 grave"),
        ("supported", "number", "bridges", 3, "8 bridges in the north and 3 in the south"),
        ("supported", "number", "bridges", 3, "8 old and 3 new bridges"),
        ("supported", "number", "bridges", 3, "3 bridges in the north and 8 bridges in the south"),
        ("unchecked", "number", "bridges", 35, "8 bridges 35 minutes"),
        ("supported", "number", "bridges", 3, "between 3 and 8 bridges"),
        ("supported", "number", "bridges", 3, "3 of its 8 bridges"),
        ("supported", "number", "bridges", 3, "in 2019 bridges were 3 in number"),
        ("supported", "number", "new_bridges", 3, "3 new and 8 old bridges"),
        ("supported", "percent", "turnout_pct", 61, "a turnout of 61 percent"),
        ("unchecked", "percent", "turnout_pct", 54, "won 54 percent on a turnout of 61 percent"),
        ("supported", "percent", "share_pct", 54, "won 54 percent on a turnout of 61 percent"),
        ("supported", "number", "turnout", 54, "won 54 seats on a turnout of 61 percent"),
        ("unchecked", "number", "限乘人数", 58, "实载58人,限乘人数45人"),
        ("supported", "number", "限乘人数", 45, "实载58人,限乘人数45人"),
    ],
)
def test_the_noun_of_the_field(state: str, kind: str, field: str, value: float, quote: str) -> None:
    """Where the field's noun stands beside another figure and this one has its own, it is left open."""
    assert check_support(kind, value, quote, field=field).state == state
