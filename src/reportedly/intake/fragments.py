"""A piece of HTML, as feeds and mails carry it, becomes its words: a line a paragraph, nothing left out but code."""

from __future__ import annotations

from collections.abc import Iterator

_UNSEEN = frozenset({"script", "style", "noscript", "template", "head", "title", "iframe", "object", "svg"})
_INLINE = frozenset(
    {"a", "abbr", "acronym", "b", "bdi", "bdo", "big", "cite", "code", "data", "del", "dfn", "em", "font", "i", "ins"}
    | {"kbd", "label", "mark", "q", "s", "samp", "small", "span", "strike", "strong", "sub", "sup", "time", "tt", "u"}
    | {"var", "wbr", "img"}
)


def words_of(html: str) -> str:
    """The words of a piece of HTML; a text without any mark of it stays as it is."""
    if "<" not in html and "&" not in html:
        return html
    from lxml import etree  # type: ignore[import-untyped]

    if not html.strip():
        return ""
    data = html.encode("utf-8", "replace").replace(b"\0", b"")
    try:
        tree = etree.fromstring(b"<body>" + data, parser=etree.HTMLParser(encoding="utf-8", remove_comments=True))
    except (etree.LxmlError, ValueError):
        return ""
    if tree is None:
        return ""
    lines = (" ".join(line.split()) for line in "".join(_pieces(tree)).split("\n"))
    return "\n".join(line for line in lines if line)


def _pieces(tree: object) -> Iterator[str]:
    """The text in order, with a line end at both ends of each block; iterative, as a hostile tree may be deep."""
    from lxml import etree

    unseen = 0
    for event, node in etree.iterwalk(tree, events=("start", "end")):
        tag = node.tag if isinstance(node.tag, str) else ""
        is_start = event == "start"
        if tag not in _INLINE:
            yield "\n"
        if tag in _UNSEEN:
            unseen += 1 if is_start else -1
        words = node.text if is_start and tag else None if is_start else node.tail
        if words and not unseen:
            yield words.replace("\n", " ")
