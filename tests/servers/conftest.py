"""Real model servers, where they are installed: the variable TEST_SERVERS names their folder, see install.sh there.

Without the variable nothing of this folder is collected. Each server is started once, on a free port of loopback, with
a model of random weights.
"""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import pytest

HERE = Path(__file__).parent
FOLDER = Path(os.environ.get("TEST_SERVERS") or "no-servers").resolve()
if not os.environ.get("TEST_SERVERS"):
    collect_ignore_glob = ["*.py"]

_PATIENCE = 120.0
_BINARIES = "Scripts" if sys.platform == "win32" else "bin"
MASTER_KEY = "sk-for-this-machine-only"


@dataclass(frozen=True)
class Server:
    """A running server: its profile, its base URL and the key that it wants."""

    profile: str
    base_url: str
    key: str = ""
    log: Path = Path()


def _command(name: str, *parts: str) -> str:
    path = FOLDER.joinpath(*parts)
    if not path.is_file():
        pytest.skip(f"{name} is not installed here")
    return str(path)


def _free_port() -> int:
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        return int(listener.getsockname()[1])


@contextmanager
def _running(command: list[str], log: Path, ready_url: str, **environment: str) -> Iterator[None]:
    with log.open("wb") as output:
        # in a folder of its own: LiteLLM imports modules from the folder two above the working one
        process = subprocess.Popen(
            command, stdout=output, stderr=output, env={**os.environ, **environment}, cwd=log.parent
        )
        try:
            _await(process, ready_url, log)
            yield
        finally:
            process.terminate()
            try:
                process.wait(20)
            except subprocess.TimeoutExpired:
                process.kill()
                process.wait()


def _await(process: subprocess.Popen[bytes], url: str, log: Path) -> None:
    end = time.monotonic() + _PATIENCE
    while time.monotonic() < end and process.poll() is None:
        try:
            with urllib.request.urlopen(url, timeout=5):
                return
        except OSError:
            time.sleep(0.2)
    pytest.fail(f"the server did not start:\n{log.read_text(errors='replace')[-3000:]}")


@pytest.fixture(scope="session")
def tiny_model(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The model of random weights."""
    path = tmp_path_factory.mktemp("model") / "tiny.gguf"
    python = _command("llama-cpp-python", "llama", _BINARIES, "python")
    subprocess.run([python, str(HERE / "tiny_model.py"), str(path)], check=True, timeout=120)
    return path


@pytest.fixture(scope="session")
def llama_server(tiny_model: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """llama.cpp's own server."""
    command = _command("llama-server", "llama-server")
    port, log = _free_port(), tmp_path_factory.mktemp("llama-server") / "log"
    place = ["-m", str(tiny_model), "--host", "127.0.0.1", "--port", str(port), "--jinja"]
    with _running([command, *place, "-c", "49152", "-np", "3", "-t", "1"], log, f"http://127.0.0.1:{port}/health"):
        yield Server("llamacpp", f"http://127.0.0.1:{port}/v1", log=log)


@pytest.fixture(scope="session")
def llama_cpp_python(tiny_model: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """The server of llama-cpp-python."""
    python = _command("llama-cpp-python", "llama", _BINARIES, "python")
    port, log = _free_port(), tmp_path_factory.mktemp("llama-cpp-python") / "log"
    place = ["--model", str(tiny_model), "--host", "127.0.0.1", "--port", str(port)]
    command = [python, "-m", "llama_cpp.server", *place, "--n_ctx", "16384", "--n_threads", "1", "--verbose", "false"]
    with _running(command, log, f"http://127.0.0.1:{port}/v1/models"):
        yield Server("llama-cpp-python", f"http://127.0.0.1:{port}/v1", log=log)


@pytest.fixture(params=["llama_server", "llama_cpp_python"])
def llama(request: pytest.FixtureRequest) -> Server:
    """Each of the two servers of llama.cpp in turn."""
    server: Server = request.getfixturevalue(request.param)
    return server


@pytest.fixture(scope="session")
def litellm(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """The LiteLLM proxy with its mock responses; it wants a key."""
    command = _command("LiteLLM", "litellm", _BINARIES, "litellm")
    folder = tmp_path_factory.mktemp("litellm")
    port, config = _free_port(), folder / "config.yaml"
    config.write_text((HERE / "litellm.yaml").read_text(encoding="utf-8"), encoding="utf-8")
    place = ["--config", str(config), "--host", "127.0.0.1", "--port", str(port), "--num_workers", "1"]
    with _running(
        [command, *place],
        folder / "log",
        f"http://127.0.0.1:{port}/health/liveliness",
        LITELLM_MASTER_KEY=MASTER_KEY,
        LITELLM_LOCAL_MODEL_COST_MAP="True",  # nothing is fetched
        LITELLM_TELEMETRY="False",
        NO_COLOR="1",
    ):
        yield Server("litellm", f"http://127.0.0.1:{port}", MASTER_KEY, folder / "log")


@pytest.fixture(scope="session")
def chained(llama_server: Server, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """The LiteLLM proxy in front of llama.cpp's server."""
    command = _command("LiteLLM", "litellm", _BINARIES, "litellm")
    folder = tmp_path_factory.mktemp("chained")
    port, config = _free_port(), folder / "config.yaml"
    behind = f"{{model: openai/tiny, api_key: none, api_base: '{llama_server.base_url}'}}"
    config.write_text(f"model_list:\n  - model_name: tiny\n    litellm_params: {behind}\n", encoding="utf-8")
    place = ["--config", str(config), "--host", "127.0.0.1", "--port", str(port), "--num_workers", "1"]
    ready = f"http://127.0.0.1:{port}/health/liveliness"
    settings = {"LITELLM_MASTER_KEY": MASTER_KEY, "LITELLM_LOCAL_MODEL_COST_MAP": "True", "NO_COLOR": "1"}
    with _running([command, *place], folder / "log", ready, **settings):
        yield Server("litellm", f"http://127.0.0.1:{port}", MASTER_KEY, folder / "log")


@pytest.fixture
def task(tmp_path: Path) -> Path:
    """A short prompt; the schema is given beside it."""
    path = tmp_path / "prompts" / "noise" / "v1.md"
    path.parent.mkdir(parents=True)
    path.write_text(
        "---\nschema: builtins:dict\ndescription: Noise.\nparameters:\n  max_output_tokens: 1200\n---\n"
        "# system\nRead the article.\n\n# user\n<{{ boundary }}>\n{{ document.text }}\n</{{ boundary }}>\n",
        encoding="utf-8",
    )
    return path
