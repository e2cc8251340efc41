"""The public call: an Extractor turns texts into records."""

from __future__ import annotations

from collections.abc import AsyncGenerator, Callable, Iterable, Iterator
from contextlib import contextmanager
from os import PathLike
from pathlib import PurePosixPath
from typing import TYPE_CHECKING, Any, Generic, Unpack, cast

from pydantic import BaseModel
from typing_extensions import TypeVar

from ..documents import Document, UnreadableDocument, like_column, read_frame
from ..errors import DocumentError, ExtractError, RefusedError, RunError
from ..models.in_flight import ARTICLE
from ..models.stack import Stack, open_stack
from ..records import Record
from ..rendering import Renderer
from ..schemas.examples import load_examples
from ..settings import Settings
from ..tasks import find_prompt_folders, load_task
from .closing import Closing
from .driver import drive, map_in_order
from .flow import extract_flow, failed_record
from .given import as_document, compile_for, merge_settings
from .options import Options
from .plan import Plan, Ungrounded

if TYPE_CHECKING:
    from ..messages import Request
    from ..models.base import Model

__all__ = ["Extractor"]

T = TypeVar("T", bound=BaseModel, default=Any)
R = TypeVar("R")

_CONCURRENCY = 16  # of extract_many, where nothing else is set


class Extractor(Closing, Generic[T]):
    """Extracts typed, cited records from texts with one prompt version.

    Args:
        task: ``name``, ``name@vN``, ``name@alias``, or the path of a prompt file.
        schema: the class of ``Record.data``; by default the one that the prompt file names.
        settings: everything at once; the keyword arguments win over it.
        client: a model of your own instead of the stack that the settings describe, see ``models.base.Model``; or a
            whole ``models.stack.Stack``.
        api_key: by default from the environment variable of the endpoint (``OPENAI_API_KEY``).
        options: any of ``Settings``: ``model``, ``base_url``, ``cache``, ``replay``, ``record``, ``prompts``,
            ``parameters``, ``timeout``, ``concurrency``, ``ungrounded``, ``reask``, ``max_chars``, ``passes`` and so
            on. What is not given comes from the environment and from pyproject.toml.

    Raises:
        ConfigError: a prompt, schema or setting is wrong; nothing was sent.

    Example:
        >>> from llm_extract import Extractor, read_documents
        >>> (document,) = read_documents(["seeds/000_a9b7a494150d6b5a.txt"])
        >>> with Extractor("funding_news", replay="fixtures") as extractor:
        ...     record = extractor.extract(document)
        >>> record.status, record.data.rounds[0].company
        ('ok', 'SenseTime')
    """

    def __init__(
        self,
        task: str | PathLike[str] | None = None,
        *,
        schema: type[T] | None = None,
        settings: Settings | None = None,
        client: Model | Stack | None = None,
        api_key: str | None = None,
        **options: Unpack[Options],
    ) -> None:
        self.settings = merge_settings(task, settings, options)
        self.task = load_task(self.settings.task, find_prompt_folders(self.settings.prompts))
        wire = compile_for(self.task, schema)
        examples = load_examples(self.task.examples_path, wire)
        self.stack: Stack = open_stack(
            self.settings, task=self.task.name, version=self.task.version, api_key=api_key, client=client
        )
        """The model stack with its parts, for those who drive flows themselves."""
        renderer = Renderer(
            self.task, wire.schema, model=self.stack.name, endpoint=self.stack.endpoint, examples=examples,
            parameters={**self.stack.parameters, **self.settings.parameters},
        )  # fmt: skip
        ungrounded = cast(Ungrounded, self.settings.ungrounded)
        self.plan = Plan(
            renderer, wire, ungrounded, self.settings.reask, examples, self.settings.max_chars, self.settings.passes
        )
        # what was handed over may be in use elsewhere
        super().__init__(self.stack.model.aclose if client is None else None)

    def __repr__(self) -> str:
        return f"Extractor({f'{self.task.name}@v{self.task.version}'!r}, model={self.stack.name!r})"

    @property
    def model(self) -> Model:
        """The model stack that answers."""
        return self.stack.model

    @property
    def json_schema(self) -> dict[str, Any]:
        """The JSON schema of the records' data, with its marks, for exports and data frames."""
        return self.plan.schema.source.json_schema()

    async def aextract(self, text: str | Document | UnreadableDocument, *, ordinal: int = 0) -> Record[T]:
        """Extract one text; the same as ``extract`` inside a coroutine."""
        document = as_document(text)
        self._refuse_if_closed()
        flow = extract_flow(self.plan, document, ordinal=ordinal)
        with self.watch(document) as tell:
            record: Record[T] = await drive(flow, self.stack.model, announce=self.announcer(document))
            tell(record)
        return record

    @contextmanager
    def watch(self, document: Document) -> Iterator[Callable[[Record[Any]], None]]:
        """While the block lasts, what is asked is for this document: in the log, the ledger and a span.

        Args:
            document: whose requests are made in the block.

        Yields:
            A function to be told the record.
        """
        before = ARTICLE.set(document.key)
        try:
            if self.stack.telemetry is None:
                yield lambda record: None
            else:
                with self.stack.telemetry.document(document.key, f"{self.task.name}@v{self.task.version}") as tell:
                    yield lambda record: tell(record.status, len(record.attempts))
        finally:
            ARTICLE.reset(before)

    def announcer(self, document: Document) -> Callable[[Request], None] | None:
        """What tells the recorder where the requests for one document belong; None where nothing is recorded.

        Args:
            document: whose requests are made.

        Returns:
            To be called with each request before it is sent; or None.
        """
        label = self.stack.label
        if label is None:
            return None
        from ..models.recording import Place

        place = Place(self.task.name, self.task.version, PurePosixPath(document.key).stem)
        return lambda request: label(request, place)

    def extract(self, text: str | Document | UnreadableDocument, *, ordinal: int = 0) -> Record[T]:
        """Extract one text.

        Args:
            text: the article, or a Document that also carries its key, title and publication date.
            ordinal: 0, or a higher number to ask the same again.

        Returns:
            The record. An answer that cannot be used is a record too: its ``status`` and ``error`` say why.

        Raises:
            DocumentError: the text is empty, or could not be read.
            TypeError: it is no text.
            ModelError: no answer came: ReplayMiss, TransientError, RejectedError, RefusedError.
            RunError: the extractor was closed, or the answer cannot be stored.
        """
        return self.run(self.aextract(text, ordinal=ordinal))

    async def aextract_many(
        self, texts: Iterable[str | Document | UnreadableDocument], *, concurrency: int | None = None
    ) -> AsyncGenerator[Record[T]]:
        """Extract many texts; the same as ``extract_many`` inside a coroutine."""
        if isinstance(texts, str | bytes):  # each of its characters would be asked for, and paid for
            raise TypeError("extract_many() needs several texts; give a list, or call extract() for one")
        limit = self.settings.concurrency or _CONCURRENCY if concurrency is None else concurrency
        async for record in map_in_order(self.attempt, texts, concurrency=limit):
            yield record

    def extract_many(
        self, texts: Iterable[str | Document | UnreadableDocument], *, concurrency: int | None = None
    ) -> Iterator[Record[T]]:
        """Extract many texts lazily, several at once, with the records in the order of the texts.

        Args:
            texts: read only as far ahead as records are being made; what they raise comes after the records of all
                texts before it.
            concurrency: how many are under way at once.

        Yields:
            One record for each text; where no answer came, a record with status ``failed``.

        Raises:
            RefusedError: the endpoint refuses us, so that going on is of no use.
            RunError: answers cannot be stored.
            ConfigError: ``concurrency`` is below 1.
            TypeError: one text was given instead of several, or something that is no text.
        """
        records = self.aextract_many(texts, concurrency=concurrency)
        try:
            while True:
                try:
                    yield self.run(anext(records))
                except StopAsyncIteration:
                    return
        finally:
            if self._left.alive:
                self._loop.run(records.aclose())

    def map(self, frame: Any, text: str | None = None, *, concurrency: int | None = None, **columns: Any) -> Any:
        """Extract every row of a data frame, several at once; works inside a running event loop too.

        Args:
            frame: a pandas or polars DataFrame, a pyarrow Table, or one column of texts (a Series).
            text: the column of the article; by default ``text``.
            concurrency: how many rows are under way at once.
            columns: ``id``, ``published_on``, ``title`` (names of columns) and ``metadata`` (a list of names), as in
                ``documents.read_frame``.

        Returns:
            A record for each row, in their order: for pandas a Series with the frame's index, for polars a Series of
            objects, else a list. A row without text, and one that got no answer, has a record with status ``failed``.
            ``sinks.records_to_frame`` makes columns of them.

        Raises:
            ConfigError: there is no such column, or ``concurrency`` is below 1.
            RefusedError: the endpoint refuses us; the answers so far are in the cache.
            TypeError: this is no data frame.

        Example:
            >>> import pandas
            >>> from llm_extract import Extractor, read_documents
            >>> frame = pandas.DataFrame({"body": [one.text for one in read_documents("seeds")] + [None]})
            >>> with Extractor("funding_news", replay="fixtures") as extractor:
            ...     frame["record"] = extractor.map(frame, text="body")
            >>> [record.status for record in frame["record"]]
            ['ok', 'ok', 'ok', 'ok', 'ok', 'failed']
        """
        documents = read_frame(frame, text, **columns)

        async def collect() -> list[Record[T]]:
            return [record async for record in self.aextract_many(documents, concurrency=concurrency)]

        return like_column(frame, self.run(collect()))

    async def attempt(self, item: str | Document | UnreadableDocument, *, ordinal: int = 0) -> Record[T]:
        """One text in a batch: a record whatever happens, short of what must stop the whole batch.

        Args:
            item: the article, or an input that cannot be read.
            ordinal: 0, or a higher number to ask the same again.

        Returns:
            The record; its status is ``failed`` where no answer came.

        Raises:
            RefusedError: the endpoint refuses us.
            RunError: answers cannot be stored.
        """
        if isinstance(item, UnreadableDocument):
            return failed_record(self.plan, item, item.error)
        if isinstance(item, str):
            try:
                item = Document.from_text(item)
            except DocumentError as error:
                return failed_record(self.plan, UnreadableDocument("text", "text", error), error)
        try:
            return await self.aextract(item, ordinal=ordinal)
        except (RefusedError, RunError):
            raise
        except ExtractError as error:
            return failed_record(self.plan, item, error)

    async def _release(self) -> None:
        await self.stack.model.aclose()
