"""Measures `reportedly read` against the bare spaCy pass on the same texts, in one run, on one core.

    python benchmarks/speed.py [TEXT ...] [--words 20000] [--rounds 3]

Without texts it reads the example and test reports, repeated. Prints a Markdown table: words a second of either pass
(the median round), their ratio, the peak memory, the time to import the command line, and one article in a fresh
process.
"""

from __future__ import annotations

import argparse
import gc
import itertools
import os
import platform
import resource
import statistics
import subprocess
import sys
import time
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

ROOT = Path(__file__).parent.parent
REPORTS = (*sorted((ROOT / "examples").glob("*.txt")), *sorted((ROOT / "tests/reports").glob("*.txt")))
ARTICLE = ROOT / "examples/river.txt"
COMMAND = str(Path(sys.executable).parent / "reportedly")


def main() -> None:
    options = parse_options()
    stay_on_one_core()
    cold = list(cold_rows())
    texts = list(repeated([path.read_text(encoding="utf-8") for path in options.texts], options.words))
    print(f"{platform.python_version()}, {processor()}, one core\n")
    print("| what | figure |\n| --- | --- |")
    for name, figure in itertools.chain(warm_rows(texts, options.rounds), cold):
        print(f"| {name} | {figure} |")


def parse_options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("texts", nargs="*", type=Path, default=list(REPORTS), help="plain text files")
    parser.add_argument("--words", type=int, default=20_000, help="repeat the texts up to about so many words")
    parser.add_argument("--rounds", type=int, default=3, help="how often each pass is timed")
    return parser.parse_args()


def warm_rows(texts: list[str], rounds: int) -> Iterator[tuple[str, str]]:
    """The two passes in turns, so that a slow minute of the machine slows both; the first text warms them up."""
    bare, whole = bare_pass(), whole_pass()
    bare(texts[:1])
    before = peak_memory()
    whole(texts[:1])
    timed = [(seconds(bare, texts), seconds(whole, texts)) for _ in range(rounds)]
    words = sum(len(text.split()) for text in texts)
    bare_time, whole_time = (statistics.median(column) for column in zip(*timed, strict=True))
    yield "texts, words", f"{len(texts)}, {words:,}"
    yield "bare spaCy pass", f"{words / bare_time:,.0f} words/s"
    yield "reportedly read", f"{words / whole_time:,.0f} words/s"
    yield "time against bare spaCy", f"{whole_time / bare_time:.2f} times"
    yield "memory with spaCy's model loaded", f"{before:,.0f} MB"
    yield "peak memory after all passes", f"{peak_memory():,.0f} MB"


def cold_rows() -> Iterator[tuple[str, str]]:
    """What a person waits for at the prompt, each in fresh processes."""
    bare = fresh([sys.executable, "-c", "pass"])
    door = fresh([sys.executable, "-c", "import reportedly.cli"])
    shown = fresh([COMMAND, "--help"])
    yield "import of the command line", f"{door - bare:.2f} s"
    yield "`reportedly --help`, and without Python's own start", f"{shown:.2f} s, {shown - bare:.2f} s"
    yield "one article, cold", f"{fresh([COMMAND, 'read', str(ARTICLE)]):.2f} s"


def bare_pass() -> Callable[[Iterable[str]], None]:
    from reportedly.parsing.language import load

    nlp = load()

    def run(texts: Iterable[str]) -> None:
        for text in texts:
            nlp(text)

    return run


def whole_pass() -> Callable[[Iterable[str]], None]:
    from reportedly.model import Document
    from reportedly.pipeline import read_document

    def run(texts: Iterable[str]) -> None:
        for number, text in enumerate(texts):
            read_document(Document(id=f"sha256:{number:064x}", name="report", text=text, language="en"))

    return run


def seconds(run: Callable[[Iterable[str]], None], texts: list[str]) -> float:
    gc.collect()
    start = time.perf_counter()
    run(texts)
    return time.perf_counter() - start


def fresh(command: list[str], times: int = 5) -> float:
    """The median wall time of a command in seconds, after one run that fills the disk's cache."""
    taken = []
    for _ in range(times + 1):
        start = time.perf_counter()
        subprocess.run(command, check=True, capture_output=True)
        taken.append(time.perf_counter() - start)
    return statistics.median(taken[1:])


def repeated(texts: list[str], words: int) -> Iterator[str]:
    """The texts in turn until they hold so many words."""
    if not any(text.split() for text in texts):
        raise SystemExit("no words in these texts")
    for text in itertools.cycle(texts):
        if words <= 0:
            return
        words -= len(text.split())
        yield text


def stay_on_one_core() -> None:
    """Comes before the first import of numpy, which reads the thread counts once."""
    for threads in ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS", "BLIS_NUM_THREADS"):
        os.environ[threads] = "1"
    if hasattr(os, "sched_setaffinity"):
        os.sched_setaffinity(0, {min(os.sched_getaffinity(0))})


def peak_memory() -> float:
    """The largest resident set so far in MB."""
    unit = 1 if sys.platform == "darwin" else 1024
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * unit / 1e6


def processor() -> str:
    """The processor's name as the system gives it."""
    try:
        lines = Path("/proc/cpuinfo").read_text(encoding="utf-8").splitlines()
    except OSError:
        return platform.processor() or "unknown processor"
    return next((line.split(": ")[1] for line in lines if line.startswith("model name")), platform.machine())


if __name__ == "__main__":
    main()
