"""Evaluation: how good records are, held against gold, and floors under what was reached."""

from __future__ import annotations

from .agreement import Agreement, FieldAgreement, merge_gold
from .checking import check_gold, require_gold
from .drafts import draft_gold
from .exports import FieldCase, field_scores, to_json, to_junit
from .files import evaluate_file, suitable_processes
from .floors import Breach, Floors, check_floors, load_floors, save_floors, told_of_more, update_floors
from .gold import Gold, load_gold
from .gold_lines import GoldLine
from .problems import Problem
from .scores import Counts, DocumentScore, Evaluation, FieldScore, Finding
from .tables import to_html, to_rich, to_text
from .tally import evaluate
from .version_tables import versions_to_text
from .versions import FieldDifference, VersionScores, compare_versions
from .working import Processes

__all__ = [
    "Agreement",
    "Breach",
    "Counts",
    "DocumentScore",
    "Evaluation",
    "FieldAgreement",
    "FieldCase",
    "FieldDifference",
    "FieldScore",
    "Finding",
    "Floors",
    "Gold",
    "GoldLine",
    "Problem",
    "Processes",
    "VersionScores",
    "check_floors",
    "check_gold",
    "compare_versions",
    "draft_gold",
    "evaluate",
    "evaluate_file",
    "field_scores",
    "load_floors",
    "load_gold",
    "merge_gold",
    "require_gold",
    "save_floors",
    "suitable_processes",
    "to_html",
    "to_json",
    "to_junit",
    "to_rich",
    "to_text",
    "told_of_more",
    "update_floors",
    "versions_to_text",
]
