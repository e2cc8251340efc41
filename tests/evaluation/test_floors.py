"""Floors rise by themselves and fall only with a reason."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from llm_extract.errors import ConfigError
from llm_extract.evaluation import (
    Counts,
    DocumentScore,
    Evaluation,
    FieldScore,
    Floors,
    check_floors,
    field_scores,
    load_floors,
    save_floors,
    to_text,
    update_floors,
)


def reached(overall: int, **fields: int) -> Evaluation:
    """An evaluation where each number is the right ones of ten."""
    scores = [FieldScore(name, Counts(right, 10 - right, 10 - right)) for name, right in fields.items()]
    return Evaluation(FieldScore("", Counts(overall, 10 - overall, 10 - overall)), scores)


def test_a_run_holds_its_own_floors(tmp_path: Path) -> None:
    """Floors written from a run, also a score like two thirds, are met by the same run."""
    evaluation = Evaluation(FieldScore("", Counts(1, 0, 1)), [FieldScore("name", Counts(2, 1, 1))])
    path = tmp_path / "baseline.json"
    save_floors(update_floors(Floors(), evaluation), path)
    assert check_floors(evaluation, load_floors(path)) == []
    assert json.loads(path.read_text())["f1"] == {"name": 0.6666, "overall": 0.6666}


def test_a_fall_is_a_breach() -> None:
    """Each field below its floor is named, with both figures; one not scored any more too."""
    floors = update_floors(Floors(), reached(9, name=9, age=8))
    found = [str(breach) for breach in check_floors(reached(9, name=7), floors)]
    assert found == ["age: not scored, floor 0.8000", "name: 0.7000, floor 0.9000"]


def test_a_field_called_overall_is_not_all_fields_together() -> None:
    """It has a floor, a case and a row of its own."""
    all_fields, field = FieldScore("", Counts(4, 6, 6)), FieldScore("overall", Counts(9, 1, 1))
    evaluation = Evaluation(all_fields, [field])
    floors = update_floors(Floors(), evaluation)
    assert dict(floors.f1) == {"overall": 0.4, "overall (field)": 0.9}
    assert [(case.field, case.f1) for case in field_scores(evaluation, floors)] == [
        ("overall", 0.4), ("overall (field)", 0.9),
    ]  # fmt: skip
    assert "overall (field)" in "\n".join(to_text(evaluation))


def test_update_raises_floors_and_adds_fields() -> None:
    """A better run lifts its floors; a field scored for the first time gets one."""
    floors = update_floors(update_floors(Floors(), reached(8, name=8)), reached(9, name=9, age=5))
    assert floors.f1 == {"overall": 0.9, "name": 0.9, "age": 0.5}
    assert floors.lowered == ()


@pytest.mark.parametrize("reason", [None, "", "  "])
def test_update_never_lowers_without_a_reason(reason: str | None) -> None:
    """Without a reason the update is refused and says what would fall."""
    floors = update_floors(Floors(), reached(9, name=9))
    with pytest.raises(ConfigError, match=r"name: 0\.8000, floor 0\.9000.*accept_regression"):
        update_floors(floors, reached(9, name=8), accept_regression=reason)


def test_a_reason_stays_in_the_file(tmp_path: Path) -> None:
    """What was lowered, from where to where and why, is kept over later updates."""
    floors = update_floors(Floors(), reached(9, name=9))
    floors = update_floors(floors, reached(9, name=8), accept_regression="gold corrected")
    save_floors(update_floors(floors, reached(10, name=10)), tmp_path / "b.json")
    kept = load_floors(tmp_path / "b.json")
    assert kept.f1 == {"overall": 1.0, "name": 1.0}
    assert kept.lowered == ({"reason": "gold corrected", "floors": {"name": {"from": 0.9, "to": 0.8}}},)


def measured(documents: int) -> Evaluation:
    """An evaluation of so many articles without an error."""
    scores = [DocumentScore(f"a{number}", "ok", Counts(1)) for number in range(documents)]
    return Evaluation(FieldScore("", Counts(documents)), [], documents=scores)


def test_floors_of_more_articles_are_kept_until_there_is_a_reason() -> None:
    """Gold that lost its hard articles scores better; that is no new floor unless somebody says why."""
    floors = update_floors(Floors(), measured(5))
    with pytest.raises(ConfigError, match="measured on 5 articles, and the gold has 4") as caught:
        update_floors(floors, measured(4))
    assert "--accept-regression" in caught.value.hint
    fewer = update_floors(floors, measured(4), accept_regression="one was a copy")
    assert (fewer.documents, fewer.lowered) == (4, ({"reason": "one was a copy", "documents": {"from": 5, "to": 4}},))
    assert update_floors(fewer, measured(6)).documents == 6


def test_files_that_are_no_baseline(tmp_path: Path) -> None:
    """No file means no floors; a broken one is an error with its path."""
    assert load_floors(tmp_path / "none.json") == Floors()
    for text in ("{", "[]", '{"f1": {"a": "high"}}', "{}"):
        path = tmp_path / "broken.json"
        path.write_text(text)
        with pytest.raises(ConfigError, match=r"broken\.json is no baseline"):
            load_floors(path)
