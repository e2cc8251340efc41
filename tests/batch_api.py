"""The Files and Batches API on the loopback server: jobs are worked on when a test says so, and the bill is kept.

It checks what the real one checks (one model, unique custom_ids, the file's limits), answers in another order than it
was asked, and can fail before or after it has done what a call asked for.
"""

from __future__ import annotations

import json
import re
import threading
import time
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import parse_qs, urlsplit

from batch_jobs import URL, Batch, Outcome, WorkingLoopback
from loopback_replies import Body, Reply, error

_PART = re.compile(rb'name="(\w+)"(?:; filename="([^"]*)")?.*?\r\n\r\n(.*)\r\n', re.DOTALL)


@dataclass
class Row:
    """One call at the API."""

    method: str
    path: str
    status: int


class BatchLoopback(WorkingLoopback):
    """A loopback server with the Batch API.

    Args:
        auto: work a job off as soon as it is created.
        most_requests: that a file may hold.
        most_bytes: of a file.
        page: of lists.
        absent: answer as an endpoint without this API.
        arguments: as for ``Loopback``; ``answer`` answers both live and in batches.
    """

    def __init__(
        self,
        *arguments: Any,
        auto: bool = False,
        most_requests: int = 50_000,
        most_bytes: int = 200_000_000,
        page: int = 3,
        absent: bool = False,
        **options: Any,
    ) -> None:
        super().__init__(*arguments, **options)
        self.auto, self.absent, self._page = auto, absent, page
        self._most_requests, self._most_bytes = most_requests, most_bytes
        self.batches: dict[str, Batch] = {}
        self.calls: list[Row] = []
        self.lag = False  # the list of jobs shows none of them yet
        self.key = ""  # where set, every other one is refused
        self._faults: dict[str, list[tuple[str, Reply]]] = {}
        self._lock = threading.RLock()

    # -- what tests ask for

    def fail_next(self, call: str, reply: Reply | None = None, *, after: bool = False) -> None:
        """The next such call, ``POST /batches`` for instance, fails.

        Args:
            call: method and path behind the base URL; ids are written ``*``.
            reply: what it is answered with; by default the connection is cut.
            after: what it asks for is done all the same.
        """
        self._faults.setdefault(call, []).append(("after" if after else "before", reply or Reply(b"", cut=0.0)))

    def count(self, call: str) -> int:
        """How often a call came."""
        return sum(f"{row.method} {_general(row.path)}" == call for row in self.calls)

    def work(
        self,
        *,
        share: float = 1.0,
        ending: str = "completed",
        outcome: Outcome = lambda body, fingerprint: None,
        twice: bool = False,
        error_file_only: bool = False,
    ) -> None:
        """Work all open jobs off.

        Args:
            share: of the requests; the others are not answered.
            ending: how the jobs end.
            outcome: ``400``, ``500``, ``missing``, ``garbled`` … for a request; None answers it.
            twice: give the first answer twice.
            error_file_only: every request fails with 500.
        """
        with self._lock:
            for batch in self.batches.values():
                if batch.status in ("validating", "in_progress", "cancelling"):
                    done = int(len(batch.requests) * share)
                    verdict = (lambda body, name: "500") if error_file_only else outcome
                    self.work_off(batch, done, ending, verdict, twice)

    # -- the API

    def reply_elsewhere(self, method: str, target: str, raw: bytes, headers: Mapping[str, str]) -> Reply | None:
        parts = urlsplit(target)
        path = parts.path.removeprefix("/v1").rstrip("/")
        if not path.startswith(("/files", "/batches")):
            return None
        with self._lock:
            reply = self._reply(method, path, parse_qs(parts.query), raw, headers)
            self.calls.append(Row(method, path, reply.status))
        return reply

    def _reply(self, method: str, path: str, query: Any, raw: bytes, headers: Mapping[str, str]) -> Reply:
        if self.absent:
            return error(404, f"Invalid URL ({method} {path})")
        if self.key and headers.get("authorization") != f"Bearer {self.key}":
            return error(401, "Incorrect API key provided", "invalid_api_key")
        planned = self._faults.get(f"{method} {_general(path)}")
        moment, fault = planned.pop(0) if planned else ("", Reply())
        if moment == "before":
            return fault
        known = self._dispatch(method, path, query, raw, headers)
        return fault if moment else known

    def _dispatch(self, method: str, path: str, query: Any, raw: bytes, headers: Mapping[str, str]) -> Reply:
        kind, *rest = path.strip("/").split("/")
        call = (method, kind, len(rest))
        if call == ("POST", "files", 0):
            return self._upload(raw, headers)
        if call == ("GET", "files", 0):
            wanted = query.get("purpose", [""])[0]
            rows = [self._file(one) for one, (_, purpose, _) in self.files.items() if wanted in ("", purpose)]
            return self._listed(rows, query)
        if call == ("POST", "batches", 0):
            return self._create(json.loads(raw))
        if call == ("GET", "batches", 0):
            shown = [] if self.lag else [batch.to_dict() for batch in reversed(self.batches.values())]
            return self._listed(shown, query)
        return self._dispatch_one(method, kind, rest)

    def _dispatch_one(self, method: str, kind: str, rest: list[str]) -> Reply:
        if rest[0] not in (self.files if kind == "files" else self.batches):
            return error(404, f"No such {kind}: {rest[0]}")
        if kind == "files":
            if method == "DELETE":
                del self.files[rest[0]]
                return Reply({"id": rest[0], "object": "file", "deleted": True})
            if rest[1:] == ["content"]:
                return Reply(self.files[rest[0]][2], headers={"Content-Type": "application/octet-stream"})
            return Reply(self._file(rest[0]))
        batch = self.batches[rest[0]]
        if rest[1:] == ["cancel"]:
            if batch.status not in ("validating", "in_progress"):
                return error(409, f"Cannot cancel a batch with status {batch.status}")
            batch.status = "cancelling"
        return Reply(batch.to_dict())

    def _upload(self, raw: bytes, headers: Mapping[str, str]) -> Reply:
        boundary = headers["content-type"].partition("boundary=")[2].strip('"').encode()
        fields = {}
        for part in raw.split(b"--" + boundary):
            if found := _PART.search(part):
                fields[found[1].decode()] = (found[2], found[3])
        if fields["purpose"][1] != b"batch":
            return error(400, "purpose must be batch")
        name, content = fields["file"]
        if len(content) > self._most_bytes:
            return error(400, "file too large")
        return Reply(self._file(self.keep(name.decode(), "batch", content.decode())))

    def _create(self, body: Body) -> Reply:
        if body["input_file_id"] not in self.files:
            return error(400, f"No such File object: {body['input_file_id']}")
        if body["endpoint"] != URL or body["completion_window"] != "24h":
            return error(400, "endpoint or window")
        self.made += 1
        batch = Batch(f"batch_{self.made:032x}", body["input_file_id"], body.get("metadata") or {}, int(time.time()))
        self.batches[batch.id] = batch
        self._validate(batch)
        made = batch.to_dict()
        if self.auto and batch.status == "validating":
            self.work_off(batch, len(batch.requests), "completed", lambda body, name: None, False)
        return Reply(made)

    def _validate(self, batch: Batch) -> None:
        batch.requests = [json.loads(line) for line in self.files[batch.file_id][2].decode().splitlines()]
        names = Counter(one["custom_id"] for one in batch.requests)
        problems = [
            ("duplicate_custom_id", max(names.values(), default=0) > 1),
            ("too_many_requests", len(batch.requests) > self._most_requests),
            ("mismatched_model", len({one["body"]["model"] for one in batch.requests}) > 1),
            ("empty_file", not batch.requests),
            ("invalid_url", any(one["method"] != "POST" or one["url"] != URL for one in batch.requests)),
        ]  # fmt: skip
        for code, is_wrong in problems:
            if is_wrong:
                self.fail_batch(batch, code, f"The file is wrong: {code}")

    def fail_batch(self, batch: Batch, code: str, message: str) -> None:
        """End a job before any of its requests was worked on."""
        batch.status = "failed"
        batch.problems.append({"code": code, "message": message, "line": None, "param": None})

    def _file(self, known: str) -> Body:
        name, purpose, content = self.files[known]
        return {
            "id": known, "object": "file", "bytes": len(content), "created_at": int(time.time()), "filename": name,
            "purpose": purpose,
        }  # fmt: skip

    def _listed(self, rows: list[Body], query: Any) -> Reply:
        after, most = query.get("after", [""])[0], min(self._page, int(query.get("limit", ["20"])[0]))
        start = next((place + 1 for place, row in enumerate(rows) if row["id"] == after), 0)
        page = rows[start : start + most]
        return Reply({"object": "list", "data": page, "has_more": start + most < len(rows)})


def _general(path: str) -> str:
    return re.sub(r"(?<=/)(?:file-|batch_)[^/]+", "*", path)
