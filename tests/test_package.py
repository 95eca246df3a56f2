"""The wheel holds all that the package needs at run time: every module, lexicon, template and model file."""

from __future__ import annotations

import subprocess
import sys
import zipfile
from pathlib import Path

ROOT = Path(__file__).parent.parent


def test_the_wheel_holds_every_file_of_the_package(tmp_path: Path) -> None:
    command = [sys.executable, "-m", "hatchling", "build", "--target", "wheel", "--directory", str(tmp_path)]
    subprocess.run(command, cwd=ROOT, check=True, capture_output=True, timeout=120)
    (wheel,) = tmp_path.glob("reportedly-*.whl")
    held = set(zipfile.ZipFile(wheel).namelist())
    listed = subprocess.run(["git", "ls-files", "src"], cwd=ROOT, check=True, capture_output=True, text=True).stdout
    ours = {line.removeprefix("src/") for line in listed.splitlines()}
    assert ours <= held, f"not in the wheel: {sorted(ours - held)}"
    assert "reportedly/py.typed" in held
    assert not [name for name in held if name.startswith("tests")]
