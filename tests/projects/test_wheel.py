"""A new project works with the package as it is installed, not only from a checkout."""

from __future__ import annotations

import os
import subprocess
import sys
import sysconfig
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]


def _run(*command: str | Path, cwd: Path) -> str:
    """What a command printed; it must succeed, without settings from outside and without a network to go to."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("PYTHON", "LLM_", "OPENAI_"))}
    nowhere = dict.fromkeys(("HTTP_PROXY", "HTTPS_PROXY", "ALL_PROXY"), "http://127.0.0.1:9")
    done = subprocess.run(
        [str(part) for part in command], cwd=cwd, env={**kept, **nowhere}, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout + done.stderr


@pytest.fixture(scope="module")
def scripts(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of scripts of a fresh environment that has the built wheel, and borrows what it depends on."""
    place = tmp_path_factory.mktemp("wheel")
    _run(sys.executable, "-m", "build", "--wheel", "--no-isolation", "--outdir", place, ROOT, cwd=place)
    (wheel,) = place.glob("*.whl")
    _run(sys.executable, "-m", "venv", "--without-pip", place / "venv", cwd=place)
    scripts = place / "venv" / ("Scripts" if os.name == "nt" else "bin")
    python = scripts / Path(sys.executable).name
    (own,) = {Path(line) for line in _run(python, "-c", _SITE, cwd=place).splitlines()}
    (own / "borrowed.pth").write_text(
        sysconfig.get_path("purelib") + "\n"
    )  # links of editable installs there count not
    _run(sys.executable, "-m", "pip", "--python", python, "install", "--no-deps", "--no-index", wheel, cwd=place)
    assert str(own) in _run(python, "-c", "import llm_extract; print(llm_extract.__file__)", cwd=place)
    return scripts


_SITE = "import sysconfig; print(sysconfig.get_path('purelib'))"


@pytest.mark.slow
@pytest.mark.parametrize("example", ["plain", "news"])
def test_init_run_doctor_and_pytest_pass_from_the_wheel(example: str, scripts: Path, tmp_path: Path) -> None:
    """Templates, shipped files and the fixture replay are in the wheel, and all of it works offline."""
    command, python = scripts / "llm-extract", scripts / Path(sys.executable).name
    _run(command, "init", "new", "--example", example, cwd=tmp_path)
    project = tmp_path / "new"
    assert "2 records: 2 ok" in _run(command, "run", "articles", "-o", "records.jsonl", cwd=project)
    assert "all is well" in _run(command, "doctor", cwd=project)
    assert " passed" in _run(python, "-m", "pytest", "-q", "-p", "no:randomly", "-p", "no:cacheprovider", cwd=project)
