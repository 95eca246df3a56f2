"""Takes the pictures of the desk that the pages show, into docs/site/static: `python docs/site/screenshots.py`.

They are taken anew by hand after a change of the desk or of the example reports, in this machine's Chromium.
"""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from playwright.sync_api import Page, sync_playwright

import reportedly

ROOT = Path(__file__).parents[2]
PICTURES = ROOT / "docs/site/static"


def main() -> None:
    """Adds the example reports to a casebook, opens its desk, and takes a picture of each page that is shown."""
    with tempfile.TemporaryDirectory() as folder:
        place = Path(folder) / "afmadow.db"
        with reportedly.open_casebook(place, by="anna") as book:
            book.add([ROOT / "examples/afmadow", ROOT / "examples/coast.txt"], workers=0)
            contested = book.support.propositions(support="contested", document="agency.txt")[0].id
        with _served(place) as address, sync_playwright() as player:
            browser = player.chromium.launch(executable_path=shutil.which("chromium"), args=["--no-sandbox"])
            page = browser.new_page(viewport={"width": 1200, "height": 760}, color_scheme="light")
            page.goto(address)
            _take(page, "home")
            page.goto(f"{address.split('?')[0].rstrip('/')}/propositions/{contested}")
            _take(page, "proposition")
            page.goto(f"{address.split('?')[0].rstrip('/')}/reports")
            page.get_by_role("link", name=re.compile("town was never lost")).first.click()
            _take(page, "report")


@contextmanager
def _served(place: Path) -> Iterator[str]:
    command = [Path(sys.executable).with_name("reportedly"), "serve", "--casebook", place, "--port", "0"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, encoding="utf-8") as process:  # noqa: S603 - our own command
        assert process.stdout is not None
        try:
            yield next(found[0] for line in process.stdout if (found := re.search(r"http://\S+", line)))
        finally:
            process.terminate()


def _take(page: Page, name: str) -> None:
    page.wait_for_load_state("networkidle")
    page.screenshot(path=PICTURES / f"desk-{name}.png", animations="disabled")


if __name__ == "__main__":
    main()
