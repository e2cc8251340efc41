"""Real servers of Redis and PostgreSQL on free ports of loopback, with their data in a folder that goes with them."""

from __future__ import annotations

import os
import shutil
import signal
import socket
import subprocess
import tempfile
import time
from pathlib import Path
from typing import Any

PASSWORD = "s3cret-w0rd"
_SECONDS = 30.0


def find_program(name: str) -> str | None:
    """A program on the path, or where Debian keeps PostgreSQL's."""
    places = [*map(str, Path("/usr/lib/postgresql").glob("*/bin")), os.environ.get("PATH", "")]
    return shutil.which(name, path=os.pathsep.join(places))


class _Server:
    url: str

    def __init__(self) -> None:
        self.folder = Path(tempfile.mkdtemp(prefix="llm_extract-"))
        with socket.socket() as probe:
            probe.bind(("127.0.0.1", 0))
            self.port = probe.getsockname()[1]
        self._process: subprocess.Popen[bytes] | None = None

    def _command(self) -> list[str]:
        raise NotImplementedError

    def _options(self) -> dict[str, Any]:
        return {}

    def _answers(self) -> bool:
        raise NotImplementedError

    def start(self) -> None:
        """Start it, and wait until it answers."""
        deadline = time.monotonic() + _SECONDS
        while True:
            if self._process is None or self._process.poll() is not None:  # memory of a killed one may be still in use
                self._process = subprocess.Popen(
                    self._command(), stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, start_new_session=True,
                    **self._options(),
                )  # fmt: skip
            if self._answers():
                return
            assert time.monotonic() < deadline, "the server does not start"
            time.sleep(0.05)

    def kill(self) -> None:
        """Kill -9 everything of it."""
        if self._process is not None:
            os.killpg(self._process.pid, signal.SIGKILL)
            self._process.wait()
            self._process = None

    def remove(self) -> None:
        """Kill it and forget its data."""
        self.kill()
        shutil.rmtree(self.folder, ignore_errors=True)


class RedisServer(_Server):
    """Redis that writes each answer to the disk before it acknowledges it."""

    def __init__(self, **settings: str) -> None:
        super().__init__()
        self.settings = {"appendonly": "yes", "appendfsync": "always", "save": "", "requirepass": PASSWORD, **settings}
        self.url = f"redis://:{PASSWORD}@127.0.0.1:{self.port}/0"

    def _command(self) -> list[str]:
        command = [str(find_program("redis-server")), "--port", str(self.port), "--bind", "127.0.0.1"]
        command += ["--dir", str(self.folder)]
        return command + [word for name, value in self.settings.items() for word in (f"--{name}", value)]

    def client(self) -> Any:
        """A client of its own."""
        import redis

        return redis.Redis.from_url(self.url)

    def empty(self) -> None:
        """Forget all that it holds."""
        with self.client() as client:
            client.flushall()

    def _answers(self) -> bool:
        import redis

        with self.client() as client:
            try:
                return bool(client.ping())
            except redis.exceptions.RedisError:
                return False


class PostgresServer(_Server):
    """PostgreSQL as it comes; under root it runs as nobody, for it refuses root."""

    def __init__(self) -> None:
        super().__init__()
        self.url = f"postgresql://writer:{PASSWORD}@127.0.0.1:{self.port}/postgres"
        word = self.folder / "password"
        word.write_text(PASSWORD, encoding="utf-8")
        if self._options():
            shutil.chown(self.folder, "nobody")
            word.chmod(0o644)
        command = [str(find_program("initdb")), "-D", str(self.folder / "data"), "-U", "writer", "--no-sync"]
        command += ["-A", "scram-sha-256", f"--pwfile={word}", "--locale=C", "--encoding=UTF8"]
        subprocess.run(command, check=True, capture_output=True, **self._options())

    def _command(self) -> list[str]:
        command = [str(find_program("postgres")), "-D", str(self.folder / "data"), "-p", str(self.port)]
        return [*command, "-h", "127.0.0.1", "-k", str(self.folder)]

    def _options(self) -> dict[str, Any]:
        return {"user": "nobody", "cwd": "/"} if os.geteuid() == 0 else {}

    def client(self) -> Any:
        """A connection of its own."""
        import psycopg

        return psycopg.connect(self.url, autocommit=True, connect_timeout=5)

    def empty(self) -> None:
        """Forget all that a store made."""
        with self.client() as client:
            client.execute("DROP TABLE IF EXISTS llm_extract_answers, llm_extract_claims, llm_extract_format")

    def _answers(self) -> bool:
        import psycopg

        try:
            self.client().close()
        except psycopg.OperationalError:
            return False
        return True
