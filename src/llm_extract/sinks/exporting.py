"""Records into a file of another format, by its extension."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from ..errors import ConfigError, ExtractError, RunError, unwritable
from ..plugins import find_plugin, plugin_names
from ..records import to_line
from ..whole_files import replacing
from .csv_file import write_csv
from .fields import read_fields
from .parquet_file import require_pyarrow, write_parquet
from .sqlite_file import write_sqlite
from .tables import choose_table, make_tables

__all__ = ["FORMATS", "check_export", "export_records", "format_of"]

FORMATS = {
    ".jsonl": "jsonl", ".ndjson": "jsonl",
    ".csv": "csv",
    ".sqlite": "sqlite", ".sqlite3": "sqlite", ".db": "sqlite",
    ".parquet": "parquet",
}  # fmt: skip
"""What can be written, by extension."""


def format_of(path: str | os.PathLike[str]) -> str | None:
    """The format that a path names by its extension; that of another package goes by the extension.

    Args:
        path: of the output.

    Returns:
        ``csv``, ``sqlite``, ``parquet``, ``jsonl``, the extension of another package's format, or None.

    Example:
        >>> format_of("a.db"), format_of("a.txt")
        ('sqlite', None)
    """
    suffix = Path(path).suffix.lower()
    known = FORMATS.get(suffix)
    return suffix if known is None and suffix.removeprefix(".") in plugin_names("writers") else known


def check_export(
    path: str | os.PathLike[str],
    schema: Mapping[str, Any] | None = None,
    *,
    rows: str | None = None,
    evidence: bool = False,
) -> str:
    """Find out, before a run, whether records can be exported to a path.

    Args:
        path: the file.
        schema: JSON schema of the records' data, to check ``rows`` against; None leaves that out.
        rows: as in ``export_records``.
        evidence: as in ``export_records``.

    Returns:
        The format: ``jsonl``, ``csv``, ``sqlite``, ``parquet``, or the extension that another package writes.

    Raises:
        ConfigError: the extension is not known, the format's library is not installed, the folder is missing, or an
            option is not one of this format.

    Example:
        >>> check_export("records.csv")
        'csv'
    """
    path = Path(path)
    kind = format_of(path)
    if kind is None:
        known = ", ".join([*FORMATS, *(f".{name}" for name in plugin_names("writers"))])
        what = f"{path.suffix!r} names no format" if path.suffix else "no extension names the format"
        raise ConfigError(f"{path}: {what}", hint=f"End the name with one of {known}.")
    if path.is_dir() or not path.parent.is_dir():
        what = "is a folder" if path.is_dir() else "is in a folder that does not exist"
        raise ConfigError(f"{path} {what}", hint="Give another file with -o.")
    if kind != "csv" and (rows is not None or evidence):
        given = "--rows" if rows is not None else "--evidence"
        raise ConfigError(f"{given} is for CSV, not for {path.suffix}", hint="The other formats hold everything.")
    if kind == "parquet":
        require_pyarrow()
    elif kind.startswith("."):
        _find_writer(kind)
        return kind
    if schema is not None and kind != "jsonl":
        choose_table(make_tables(read_fields(schema)), rows)
    return kind


def export_records(
    records: Iterable[Mapping[str, Any]],
    path: str | os.PathLike[str],
    schema: Mapping[str, Any],
    *,
    rows: str | None = None,
    evidence: bool = False,
    text_of: Callable[[str], str | None] | None = None,
) -> int:
    """Write records to a file of another format.

    A database is updated, document by document, in one transaction; any other file is written beside its place and put
    there when it is complete.

    Args:
        records: as JSON values, the lines of a run's output; read once.
        path: the file; its extension names the format, see ``FORMATS``.
        schema: JSON schema of the records' data: the task's, or ``MySchema.model_json_schema()``, in which a Decimal
            cannot be told from a number that may be text: it is exact in every format, but text in Parquet.
        rows: of a CSV: the list whose items are the rows, e.g. ``rounds`` or ``rounds.investors``, or ``documents`` for
            a row per record; None takes the schema's first list.
        evidence: of a CSV: with columns for quote and support behind each cited value.
        text_of: finds a document's text by its key, for a database; without it texts are null there.

    Returns:
        How many records were written.

    Raises:
        ConfigError: the path or an option is wrong, or the records do not fit the schema.
        RunError: the file cannot be written.

    Example:
        >>> import tempfile
        >>> from llm_extract import Extractor, read_documents
        >>> from llm_extract.schemas.funding import FundingNews
        >>> path = Path(tempfile.mkdtemp()) / "rounds.csv"
        >>> with Extractor("funding_news", replay="fixtures") as extractor:
        ...     records = [one.to_dict() for one in extractor.extract_many(read_documents(["seeds"]))]
        >>> export_records(records, path, FundingNews.model_json_schema())
        5
        >>> path.read_text(encoding="utf-8-sig").split(",")[0]
        '"document_key"'
    """
    path = Path(path)
    kind = check_export(path, schema, rows=rows, evidence=evidence)
    try:
        if kind == "sqlite":
            return write_sqlite(records, path, schema, text_of=text_of)
        if kind.startswith("."):
            return _write_plugged(kind, records, path, schema)
        with replacing(path) as fresh:
            return _write(kind, records, fresh, schema, rows, evidence)
    except OSError as error:
        hint = "Close other programs that use it, check folder and disk, or give another file with -o."
        raise unwritable(path, error, hint=hint) from error
    except UnicodeEncodeError as error:
        raise RunError(
            f"{path}: a record holds half of a character, {error.object[error.start : error.end]!r}, which no file of "
            "this format can hold",
            hint="Correct it in the records file.",
        ) from error


def _write(
    kind: str,
    records: Iterable[Mapping[str, Any]],
    path: Path,
    schema: Mapping[str, Any],
    rows: str | None,
    evidence: bool,
) -> int:
    if kind == "csv":
        return write_csv(records, path, schema, rows=rows, evidence=evidence)
    if kind == "parquet":
        return write_parquet(records, path, schema)
    count = 0
    with path.open("w", encoding="utf-8", newline="\n") as stream:
        for record in records:
            stream.write(to_line(record) + "\n")
            count += 1
    return count


def _find_writer(suffix: str) -> Callable[..., Any]:
    write = find_plugin("writers", suffix)
    if write is None:
        raise ConfigError(f"no installed package writes {suffix} files", hint=f"Use one of {', '.join(FORMATS)}.")
    return write


def _write_plugged(suffix: str, records: Iterable[Mapping[str, Any]], path: Path, schema: Mapping[str, Any]) -> int:
    """Have a file written in a folder of its own, under the name that it will have, and put it in its place."""
    with TemporaryDirectory(prefix=f"{path.name}.", dir=path.parent) as folder:
        fresh = Path(folder) / path.name
        try:
            count = int(_find_writer(suffix)(records, fresh, schema))
        except (ExtractError, OSError, UnicodeEncodeError):
            raise
        except Exception as error:
            raise RunError(
                f"the writer of {suffix} files failed: {type(error).__name__}: {error}",
                hint="Report it to the package that offers it, or use another format.",
            ) from error
        if not fresh.exists():
            raise RunError(
                f"the writer of {suffix} files wrote nothing", hint="Report it to the package that offers it."
            )
        fresh.replace(path)
    return count
