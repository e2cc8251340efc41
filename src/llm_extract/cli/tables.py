"""The table of a run whose output is no JSON Lines file: made from one beside it, which is what resumes."""

from __future__ import annotations

import sys
from dataclasses import dataclass
from pathlib import Path

from ..errors import ConfigError
from ..plurals import counted
from .records_file import read_records
from .task_schemas import schema_of_task

__all__ = ["Table"]


@dataclass(frozen=True)
class Table:
    """A CSV, SQLite or Parquet file that a run ends in.

    Args:
        path: the file.
    """

    path: Path

    @classmethod
    def of(cls, output: str) -> Table | None:
        """The table that an output names by its extension; None where it is JSON Lines, as without an extension.

        Raises:
            ConfigError: there is no such format, the library for it is missing, or its folder, or no run made the file
                that is there.
        """
        if output == "-" or Path(output).suffix.lower() in (".jsonl", ""):
            return None  # the common case, for which no exporter is imported
        from ..sinks import check_export, format_of

        if format_of(output) == "jsonl":
            return None
        check_export(Path(output))
        table = cls(Path(output))
        # a database keeps what it holds of other articles, and that of another program is refused
        if format_of(output) != "sqlite" and table._is_of_another():
            raise ConfigError(
                f"{output} is there, and no {table.records.name} beside it that it was made of",
                hint="Give another file with -o, or move this one away: it would be replaced.",
            )
        return table

    def _is_of_another(self) -> bool:
        """Whether no run made what is there: articles in a table, given as the output, would be lost."""
        return self.path.is_file() and self.path.stat().st_size > 0 and not self.records.exists()

    @property
    def records(self) -> Path:
        """The JSON Lines file beside it."""
        return self.path.with_name(f"{self.path.name}.jsonl")

    def write(self, task: str, prompts: Path | None) -> None:
        """Make the table of what the records file holds.

        Args:
            task: whose schema.
            prompts: folder with prompts.
        """
        from ..documents import SavedDocuments, documents_path
        from ..manifest import now
        from ..sinks import export_records
        from .export_account import note_export

        text_of = SavedDocuments(documents_path(self.records)).text_of
        schema, started = schema_of_task(task, prompts), now()
        count = export_records(read_records(self.records), self.path, schema, text_of=text_of)
        note_export(self.path, self.records, count, started)
        print(f"{self.path}: {counted(count, 'record')}, made from {self.records}", file=sys.stderr)
