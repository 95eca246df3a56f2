"""How fast and in how much memory containers are taken in, not read: python benchmarks/containers.py FOLDER."""

from __future__ import annotations

import argparse
import gzip
import multiprocessing
import sys
import time
from collections.abc import Callable
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent.parent / "tests"))

from intake.packed import SAID, answer, item, mail, mailbox, page, record, rss


def web_archive(path: Path) -> None:
    """A gigabyte, of which 50 pages are documents."""
    picture, one = record(answer(b"\0" * 500_000, "image/png")), record(answer(page()))
    with path.open("wb") as stream:
        stream.writelines([picture] * 2000)
        stream.writelines([one] * 50)


def bomb(path: Path) -> None:
    """Six gigabytes in six megabytes."""
    with gzip.open(path, "wb", 9) as stream:
        stream.write(b"WARC/1.0\r\nWARC-Type: response\r\nContent-Length: 6000000000\r\n\r\n")
        for _ in range(6000):
            stream.write(b"\0" * 1_000_000)


def feed(path: Path) -> None:
    path.write_bytes(rss(*[item(link=f"https://a.example/{i}") for i in range(5000)]))


def hostile_feed(path: Path) -> None:
    path.write_bytes(rss(*["<a>"] * 1_000_000))


def box(path: Path) -> None:
    path.write_bytes(mailbox(*[mail(SAID * 3)] * 5000))


FILES: dict[str, Callable[[Path], None]] = {
    "archive.warc": web_archive,
    "bomb.warc.gz": bomb,
    "feed.rss": feed,
    "hostile.rss": hostile_feed,
    "box.mbox": box,
}


def measure(path: Path) -> None:
    """Prints the file's size, how many documents and failures it gave, seconds, and the most memory held."""
    from reportedly.intake import Failure, receive

    start = time.perf_counter()
    documents = failures = 0
    for found in receive([path]):
        failures += isinstance(found, Failure)
        documents += not isinstance(found, Failure)
    seconds = time.perf_counter() - start
    status = Path("/proc/self/status").read_text(encoding="ascii")  # getrusage would count the parent's memory too
    held = int(status.split("VmHWM:")[1].split()[0]) // 1024
    size = path.stat().st_size / 1e6
    print(f"| {path.name} | {size:,.0f} MB | {documents:,} | {failures:,} | {seconds:.1f} | {held} MB |", flush=True)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path, help="where the files are made; they take 1.1 GB")
    folder = parser.parse_args().folder
    folder.mkdir(exist_ok=True)
    for name, make in FILES.items():
        make(folder / name)
        child = multiprocessing.get_context("spawn").Process(target=measure, args=(folder / name,))
        child.start()
        child.join()


if __name__ == "__main__":
    main()
