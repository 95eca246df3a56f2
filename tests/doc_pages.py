"""Pages of the documentation as things to run: console sessions in one shell a page, Python sessions, marked blocks.

What differs from run to run (hashes, keys, moments, speed) is compared by its form alone; a date from 2026 on is the
day on which somebody ran it, since the example reports are older. Where a page shows a key and names it in a later
command, the command is given the key that was really printed.
"""

from __future__ import annotations

import doctest
import os
import re
import subprocess
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from difflib import SequenceMatcher
from pathlib import Path
from threading import Timer
from typing import Any

ROOT = Path(__file__).parent.parent
FENCE = re.compile(
    r"^(?:<!-- not run: (?P<reason>[^\n]+) -->\n)?^```(?P<kind>\w*)\n(?P<body>.*?)^```$", re.MULTILINE | re.DOTALL
)
VOLATILE = re.compile(
    r"\b(?:[0-9a-f]{64}|p?[0-9a-f]{16}|[0-9a-f]{12}|[0-9a-f]{8})\b"
    r"|\b20(?:2[6-9]|[3-9]\d)-\d\d-\d\d(?:[T ]\d\d:\d\d(?::\d\d)?(?:\.\d+)?Z?)?"
    r"|in [\d,.]+ s, [\d,]+ words a second|in [\d.]+ s$"
    r"|\b(?:verbs|nouns|ties):[\w-]+:\d+|\bnumber: \d+",  # the line of a table, which each new row moves
    re.MULTILINE,
)
_END, _SECONDS = "--- end of a command with status", 120.0


@dataclass(frozen=True)
class Block:
    """A fenced block: its kind, its text, and, where it is marked as not run, the reason."""

    kind: str
    body: str
    reason: str | None


@dataclass(frozen=True)
class Step:
    """A command of a console block, its later lines behind '> ', and what the page says that it prints."""

    command: str
    expected: str

    @property
    def script(self) -> str:
        return re.sub("^> ?", "", self.command, flags=re.MULTILINE)


def blocks(page: Path) -> list[Block]:
    """The fenced blocks of a page, those in lists and admonitions too where they begin at the line's start."""
    found = FENCE.finditer(page.read_text(encoding="utf-8"))
    return [Block(row["kind"], row["body"], row["reason"]) for row in found]


def steps(block: Block) -> list[Step]:
    """The commands of a console block."""
    found = re.findall(r"^\$ (.*\n(?:> .*\n|>\n)*)((?:(?!\$ ).*\n)*)", block.body, re.MULTILINE)
    return [Step(command, expected) for command, expected in found]


class Keys:
    """Which key of a page stands for which that was printed; the same key is the same wherever the page shows it."""

    def __init__(self) -> None:
        self._shown: dict[str, str] = {}

    def learn(self, shown: str, printed: str) -> None:
        """Takes in the keys of the lines that are alike but for them."""
        self._shown |= {there: here for there, here in _same_places(shown, printed).items() if _is_key(there)}

    def agree(self, shown: str, printed: str) -> bool:
        """Whether the page shows keys that it has shown before as it did then."""
        places = _same_places(shown, printed).items()
        return all(self.shown_for(there, here) == here for there, here in places if _is_key(there))

    def shown_for(self, printed: str, otherwise: str) -> str:
        """The page's key for one that was printed, which may be the first digits of one."""
        return _translated(printed, self._shown, otherwise)

    def meant(self, script: str) -> str:
        """A command of the page with the keys that were really printed."""
        there = {here: there for there, here in self._shown.items()}
        return VOLATILE.sub(lambda key: _translated(key[0], there, key[0]), script)

    def renewed(self, expected: str, printed: str) -> str:
        """The lines to show from now on, with the page's own keys where it has them."""
        known = _same_places(expected, printed)
        lines = "".join(f"{line.rstrip()}\n" for line in printed.strip("\n").split("\n"))
        return VOLATILE.sub(lambda key: self.shown_for(key[0], known.get(key[0], key[0])), lines)


def _is_key(word: str) -> bool:
    return re.fullmatch("p?[0-9a-f]{8,64}", word) is not None


def _translated(key: str, known: dict[str, str], otherwise: str) -> str:
    """What a key, or the key that it is the start of, is known as; also where the start of it is known."""
    if key in known:
        return known[key]
    for one, other in known.items() if _is_key(key) else ():
        if one.startswith(key):
            return other[: len(key)]
        if key.startswith(one) and otherwise != key:
            return other + otherwise[len(one) :]
    return otherwise


class Shell:
    """One bash for a page: folder, variables and files live on from command to command."""

    def __init__(self, folder: Path, path: str) -> None:
        plain = {"PATH": path, "HOME": str(folder), "COLUMNS": "80", "LANG": "C.UTF-8", "PYTHONUTF8": "1"}
        self._bash = subprocess.Popen(
            ["bash"],
            cwd=folder,
            env=plain | {"USER": "anna", "LOGNAME": "anna"},
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            encoding="utf-8",
        )
        self.keys = Keys()

    def close(self) -> None:
        """Ends it, without a wait for what it may have started."""
        self._bash.kill()
        self._bash.wait()
        for stream in (self._bash.stdin, self._bash.stdout):
            if stream is not None:
                with suppress(OSError):
                    stream.close()

    def run(self, step: Step) -> str:
        """What the command prints, both streams together; a page may not show a failure without saying so."""
        assert self._bash.stdin is not None
        assert self._bash.stdout is not None
        script = self.keys.meant(step.script)
        limit = Timer(_SECONDS, self._bash.kill)
        limit.start()
        self._bash.stdin.write(f"{{ {script}}} </dev/null\nprintf '\\n%s %s\\n' '{_END}' $?\n")
        self._bash.stdin.flush()
        lines = []
        for line in self._bash.stdout:
            if line.startswith(_END):
                break
            lines.append(line)
        limit.cancel()
        printed = "".join(lines).removesuffix("\n")
        assert line.split()[-1] == "0", f"$ {step.command}{printed}{line}"
        return printed


def shows(expected: str, printed: str) -> bool:
    """Whether the page's lines are the printed ones; a line '...' stands for any lines, a key for any of its form."""
    lines = [line.rstrip() for line in expected.strip("\n").split("\n")]
    pattern = "".join(r"(?:.*\n)*?" if line == "..." else f"{_form(line)}\n" for line in lines)
    rows = (_masked(line.rstrip()) for line in printed.strip("\n").split("\n"))
    return re.fullmatch(pattern, "".join(f"{row}\n" for row in rows)) is not None


def _form(line: str) -> str:
    return re.escape(_masked(line))


def _masked(line: str) -> str:
    return VOLATILE.sub(lambda key: _form_of(key[0]), line)


def _form_of(key: str) -> str:
    """What must be alike of what differs: a hash's length; of speed and of a table's line nothing."""
    if key.startswith("in "):
        return "in 0 s"
    return re.sub("[0-9]+$", "0", key) if ":" in key and not key[0].isdigit() else re.sub("[0-9a-f]", "0", key)


def _same_places(expected: str, printed: str) -> dict[str, str]:
    """The keys that were printed, each with the page's key in the same place of the same line."""
    shown, told = ([line.rstrip() for line in text.strip("\n").split("\n")] for text in (expected, printed))
    found: dict[str, str] = {}
    alike = SequenceMatcher(None, [*map(_masked, shown)], [*map(_masked, told)], autojunk=False)
    for start, begin, length in alike.get_matching_blocks():
        for mine, theirs in zip(shown[start : start + length], told[begin : begin + length], strict=True):
            found |= zip(VOLATILE.findall(theirs), VOLATILE.findall(mine), strict=True)
    return found


def write_step(page: Path, step: Step, printed: str, number: int) -> None:
    """Puts what is printed into the page, behind the command of this number."""
    text = page.read_text(encoding="utf-8")
    start = [row.start() for row in re.finditer(r"^\$ ", text, re.MULTILINE)][number] + 2 + len(step.command)
    assert text.startswith(step.expected, start)
    renewed_text = f"{text[:start]}{printed}{text[start + len(step.expected) :]}"
    page.write_text(renewed_text, encoding="utf-8", newline="\n")


def faults_of_python(body: str, names: dict[str, Any]) -> str:
    """What a Python session does otherwise than the page shows; `names` live on from block to block of a page."""
    session = doctest.DocTestParser().get_doctest(body, names, "a page's block", None, None)
    assert session.examples, "Python blocks are sessions with >>>"
    said: list[str] = []
    options = doctest.ELLIPSIS | doctest.NORMALIZE_WHITESPACE
    doctest.DocTestRunner(optionflags=options, verbose=False).run(session, out=said.append, clear_globs=False)
    names.update(session.globs)
    return "".join(said)


def commands_in(body: str) -> Iterator[str]:
    """The lines of a block that call `reportedly`, continued lines put together, without comments and pipes."""
    for line in body.replace("\\\n", " ").splitlines():
        for part in re.split(r"\s(?:#|\||&&|>)\s?|;", line.removeprefix("$ ")):
            if part.strip().startswith("reportedly "):
                yield os.path.expandvars(part.strip())
