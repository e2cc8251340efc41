"""Hold a whole file of records against gold, by several processes where it is long."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from contextlib import closing
from pathlib import Path
from typing import Any, NamedTuple

from ..comparison import Shape
from ..errors import ExtractError
from .assessing import Assessed, Assessor, Texts
from .gold import Gold
from .labels import Labels
from .line_parts import Part, parts_of, read_part
from .scores import Evaluation
from .tally import Prices, Tally
from .working import Processes, available_cores

__all__ = ["evaluate_file", "suitable_processes"]

ReadRecord = Callable[[bytes, Path, int], Mapping[str, Any]]
_LONG = 20_000_000
"""Bytes from which on starting further processes costs less than it saves."""


def suitable_processes(*files: Path) -> int:
    """How many processes should read files: all that the machine has room for where they are long, else one.

    Args:
        files: what will be read.

    Returns:
        Their number, at least 1.

    Example:
        >>> suitable_processes(Path("fixtures/gold/funding_news.jsonl"))
        1
    """
    return available_cores() if sum(path.stat().st_size for path in files if path.is_file()) >= _LONG else 1


def evaluate_file(
    records: Path,
    gold: Gold,
    schema: Mapping[str, Any],
    *,
    read: ReadRecord,
    texts: Texts | None = None,
    prices: Prices | None = None,
    samples: int = 1000,
    seed: int = 0,
    most_findings: int | None = None,
    workers: Processes | None = None,
) -> Evaluation:
    """Score a file of records against gold; the result does not depend on the number of workers.

    Args:
        records: a JSON Lines file.
        gold: what the records must hold.
        schema: the JSON schema of the records' data.
        read: gives the record of a line, by the line, the file and the line's number; raises what is told of a line
            that is no record. It and ``texts`` are sent to the workers, so both must be found in a module.
        texts: the documents' texts, as for :func:`~.tally.evaluate`.
        prices: of a million prompt tokens and a million completion tokens, in one currency.
        samples: draws of the bootstrap.
        seed: of the bootstrap.
        most_findings: how many errors are listed, further ones only counted; None lists all.
        workers: processes that share the work; None does it here.

    Returns:
        The evaluation.

    Raises:
        ConfigError: two different records are about one gold document, or what ``read`` raises.

    Example:
        >>> import json, tempfile
        >>> path = Path(tempfile.mkdtemp()) / "records.jsonl"
        >>> _ = path.write_text('{"document": {"key": "a.txt"}, "status": "ok", "data": {"name": "Ada"}}')
        >>> gold = Gold.from_dicts([{"document": "a", "data": {"name": "Ada"}}])
        >>> schema = {"properties": {"name": {"type": "string"}}}
        >>> evaluate_file(path, gold, schema, read=lambda line, path, number: json.loads(line)).overall.counts
        Counts(right=1, false=0, missed=0)
    """
    labels = gold.labels(schema)
    given = (records, read, gold, schema, labels, texts, most_findings)
    tally = Tally(gold, seed=seed, most_findings=most_findings)
    with closing(parts_of(records)) as parts:
        for found in (workers or Processes()).work(_FileAssessor, given, parts):
            for one in found.assessed:
                tally.add(one)
            if found.fault is not None:
                raise found.fault
    shape = Shape.from_schema(schema)
    return tally.finish(Assessor(gold, shape, labels, None), shape, prices=prices, samples=samples)


class _Found(NamedTuple):
    """What a part of a file says: its records, up to the first that is none."""

    assessed: list[Assessed]
    fault: ExtractError | None


class _FileAssessor:
    def __init__(
        self, path: Path, read: ReadRecord, gold: Gold, schema: Mapping[str, Any], labels: Labels,
        texts: Texts | None, most_findings: int | None,
    ) -> None:  # fmt: skip
        self._path, self._read, self._most = path, read, most_findings
        self._assessor = Assessor(gold, Shape.from_schema(schema), labels, texts)

    def __call__(self, part: Part) -> _Found:
        assessed: list[Assessed] = []
        listed = 0
        try:
            with closing(read_part(self._path, part)) as lines:
                for _, number, line in lines:
                    one = self._assessor.assess(self._read(line, self._path, number))
                    if self._most is not None and one.judgement is not None and one.judgement.errors:
                        findings = one.judgement.findings[: max(0, self._most - listed)]
                        listed += len(findings)
                        one = one._replace(judgement=one.judgement._replace(findings=findings))
                    assessed.append(one)
        except ExtractError as error:
            return _Found(assessed, error)
        return _Found(assessed, None)
