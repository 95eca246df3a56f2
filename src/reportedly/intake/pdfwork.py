"""How much a PDF would have to be read: what its pages draw is weighed first, forms as often as they are drawn.

A form can draw another many times, which draws another: a file of four kilobytes can ask for hours. pypdf bounds the
count of forms on a page and the size of each, not the product, so that is done here, before anything is parsed.
"""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from pypdf import PdfReader

_DRAWN = re.compile(rb"/([^\s/<>\[\](){}%]{1,127})\s+Do\b")
_ESCAPED = re.compile("#([0-9a-fA-F]{2})")
_TEXT = re.compile(rb"T[jJ]|Do|['\"]")  # pypdf passes over content that has none of these
_DEEPEST = 30


def weight_of(reader: PdfReader, most: int) -> int:
    """The bytes of content that text would be looked for in; counting ends where it is more than `most`."""
    weight = 0
    known: dict[int, int] = {}
    for page in reader.pages:
        contents = page.get_contents()
        data = contents.get_data() if contents is not None else b""
        weight += _weight(data, page.get("/Resources"), known, 0)
        if weight > most:
            break
    return weight


def _weight(data: bytes, resources: Any, known: dict[int, int], depth: int) -> int:
    own = len(data) if _TEXT.search(data) else 0
    if b"Do" not in data or depth > _DEEPEST:
        return own
    drawn = Counter(found[1].decode("latin-1") for found in _DRAWN.finditer(data))
    objects = _resolved(_resolved(resources or {}).get("/XObject")) or {}
    return own + sum(times * _form(_named(objects, name), resources, known, depth) for name, times in drawn.items())


def _named(objects: Any, name: str) -> Any:
    """The thing that content draws by a name, which may be written with escapes ('#20')."""
    plain = _ESCAPED.sub(lambda found: chr(int(found[1], 16)), name)
    return next((objects[f"/{called}"] for called in (name, plain) if f"/{called}" in objects), None)


def _form(form: Any, resources: Any, known: dict[int, int], depth: int) -> int:
    """The weight of a form with all that it draws; each is weighed once, and one within itself weighs nothing."""
    if id(form) in known:
        return known[id(form)]
    known[id(form)] = 0
    if getattr(form, "get", None) is None or form.get("/Subtype") != "/Form":
        return 0
    known[id(form)] = _weight(form.get_data(), form.get("/Resources") or resources, known, depth + 1)
    return known[id(form)]


def _resolved(value: Any) -> Any:
    return value.get_object() if hasattr(value, "get_object") else value
