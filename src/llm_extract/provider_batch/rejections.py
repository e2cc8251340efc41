"""Requests that an endpoint would not take: they are not submitted again; a run asks them live, and says why."""

from __future__ import annotations

import json
from collections.abc import Iterable
from pathlib import Path

from ..errors import explained
from ..plain_data import parse_json

__all__ = ["Rejections"]


class Rejections:
    """``rejected.jsonl`` among the jobs: the fingerprint of each such request, and what was said.

    Args:
        folder: of the jobs.
        base_url: the endpoint.
    """

    def __init__(self, folder: Path, base_url: str) -> None:
        self._path, self._base_url = folder / "rejected.jsonl", base_url

    def fingerprints(self) -> frozenset[str]:
        """Those that are known."""
        if not self._path.exists():
            return frozenset()
        found = set()
        for line in self._path.read_bytes().splitlines():
            try:
                raw = parse_json(line)
                if raw["base_url"] == self._base_url:
                    found.add(str(raw["fingerprint"]))
            except (ValueError, KeyError, TypeError):
                continue  # torn by a killed process: it is rejected again, at no cost
        return frozenset(found)

    def add(self, rejected: Iterable[tuple[str, str]]) -> None:
        """Note fingerprints, each with what was said; those that are known already are left out.

        Raises:
            RunError: the disk is full or fails.
        """
        known = self.fingerprints()
        lines = [
            json.dumps({"fingerprint": fingerprint, "base_url": self._base_url, "message": message}) + "\n"
            for fingerprint, message in rejected
            if fingerprint not in known
        ]
        if not lines:
            return
        with explained("written", self._path), self._path.open("ab") as stream:
            stream.write(("\n" if stream.tell() else "").encode() + "".join(lines).encode())
