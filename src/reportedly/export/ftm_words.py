"""Values as FollowTheMoney's types want them, and what is packed into its texts to be read back."""

from __future__ import annotations

import json
import re
import unicodedata
from collections.abc import Iterable
from typing import Any
from urllib.parse import urlsplit

from reportedly.export.addresses import web_address
from reportedly.export.precision import days_of
from reportedly.export.rows import Row
from reportedly.export.tables import rows_in

Entity = dict[str, Any]
_LONG = {"description": 65_000, "summary": 65_000, "bodyText": 65_000, "indexText": 65_000, "name": 350, "alias": 350}
_CHUNK = 60_000  # FollowTheMoney's longest text is 65,000 characters
_PACKED = re.compile(r"reportedly/(\w+) (\d+)/(\d+) (.*)\|", re.DOTALL)
_QUOTES = "'\"“”„‘’‚«»‹›`´"
_BREAKS = re.compile(r"[,;\s]*(?:[,;]|<BR/?>|ESQ\.?,)[,;.\s]*")  # an address has one comma between its parts
_WIKIDATA = re.compile(r"Q[1-9]\d*", re.ASCII)


def entity(schema: str, key: str, facts: dict[str, Any]) -> Entity:
    """An entity with its properties as lists of clean values; what holds nothing is left out."""
    found: dict[str, list[str]] = {}
    for name, value in facts.items():
        values = value if isinstance(value, list) else [value]
        clean = [_clean(name, one) for one in values if one]
        kept = list(dict.fromkeys(one for one in clean if one))
        if kept:
            found[name] = kept
    return {"id": entity_id(key), "schema": schema, "properties": found, "datasets": ["reportedly"]}


def entity_id(key: str) -> str:
    """An entity's id from a UUID of ours."""
    return f"reportedly-{key}"


def schema_of(what: str, of: str | None) -> str:
    """The schema of an actor's type or a voice's kind, from data/ftm.tsv."""
    found = {row["of"]: row["schema"] for row in rows_in("ftm.tsv") if row["what"] == what}
    return found.get(of or "", "LegalEntity")


def line_of(text: str) -> str:
    """A text in one line, composed (NFC), without controls, invisible formats and surrounding quotation marks."""
    words = " ".join(text_of(text).split())
    return words.strip(_QUOTES + " ")


def text_of(text: str) -> str:
    """A text composed (NFC), without controls and invisible formats, its line ends as they are."""
    composed = unicodedata.normalize("NFC", text)
    plain = (char if char in "\n\t" else _shown(char) for char in composed)
    return unicodedata.normalize("NFC", "".join(plain)).strip()


def url_of(url: str | None) -> str | None:
    """An address of the web as FollowTheMoney writes it: a scheme in small letters, a path that is at least '/'."""
    address = web_address(url)
    if address is None:
        return None
    parts = urlsplit(address)
    return parts._replace(path=parts.path or "/").geturl()


def date_of(iso: str | None) -> str | None:
    """A date to the day at most, with its precision; None where it is none, or before the year 1000."""
    if not iso or days_of(iso) is None or iso < "1000":
        return None
    return iso[:10]


def country_code(alpha_3: str | None) -> str | None:
    """ISO 3166-1 alpha-2 in small letters."""
    import pycountry

    found = pycountry.countries.get(alpha_3=alpha_3) if alpha_3 else None
    return str(found.alpha_2).lower() if found else None


def language_code(tag: str | None) -> str | None:
    """ISO 639-3 of a BCP 47 tag."""
    import pycountry

    primary = (tag or "").partition("-")[0]
    found = pycountry.languages.get(alpha_2=primary) if len(primary) == 2 else None
    return str(found.alpha_3) if found else None


def codes(words: Iterable[str]) -> str:
    """Several words in one value."""
    return ", ".join(words)


def packed(kind: str, row: Row) -> list[str]:
    """A row as JSON in ASCII, which no cleaning changes, in numbered pieces of a length that FollowTheMoney takes."""
    text = json.dumps(row, ensure_ascii=True, separators=(",", ":"))
    pieces = [text[i : i + _CHUNK] for i in range(0, len(text), _CHUNK)]
    return [f"reportedly/{kind} {i}/{len(pieces)} {piece}|" for i, piece in enumerate(pieces, 1)]


def unpacked(kind: str, texts: Iterable[str]) -> Row | None:
    """The row in some texts, or None where none is there. Raises ValueError where a piece is missing or no JSON."""
    found = [match for text in texts if (match := _PACKED.fullmatch(text)) and match[1] == kind]
    if not found:
        return None
    pieces = {int(match[2]): match[4] for match in found}
    if sorted(pieces) != list(range(1, int(found[0][3]) + 1)):
        raise ValueError(f"a piece of the {kind} is missing")
    row: Row = json.loads("".join(pieces[i] for i in sorted(pieces)))
    return row


def _clean(name: str, value: str) -> str | None:
    if name == "indexText":
        return value
    if name == "wikidataId":
        return value if _WIKIDATA.fullmatch(value) else None
    text = text_of(value) if name in ("description", "summary", "bodyText") else line_of(value)
    if name == "location":
        text = _BREAKS.sub(", ", text).strip(", ")
    longest = _LONG.get(name, 1_000)
    return text if len(text) <= longest else text[: longest - 1].rstrip() + "…"


def _shown(char: str) -> str:
    """The character, a blank for any other space, nothing for controls, formats, surrogates and what is unassigned."""
    kind = unicodedata.category(char)
    if kind in ("Zs", "Zl", "Zp"):
        return " "
    return "" if kind[0] == "C" else char
