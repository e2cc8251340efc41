"""Drafts of gold from records."""

from __future__ import annotations

from llm_extract.evaluation import draft_gold


def test_a_reviewed_record_names_its_reviewer() -> None:
    """What a person has gone through in the report is gold with the person's name, not a draft."""
    record = {"document": {"key": "a"}, "status": "ok", "data": {"name": "Ada"}, "evidence": []}
    (line,) = draft_gold([{**record, "review": {"by": "Ida", "changes": []}}])
    assert line.extra == {"annotator": "Ida"}
    (line,) = draft_gold([{**record, "review": None}])
    assert "draft" in line.extra["note"]
