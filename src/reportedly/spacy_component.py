"""The same walk as a spaCy component: `nlp.add_pipe("reportedly")` puts the reading on `doc._.reading`."""

from __future__ import annotations

import hashlib

from spacy.language import Language
from spacy.tokens import Doc

from reportedly.model import Document
from reportedly.pipeline import read_document


class ReadingComponent:
    """Reads each Doc that passes; the Doc needs tags, a parse and names, as the `*_core_*` pipelines give."""

    def __init__(self, attribution: str | None = None) -> None:
        self._attribution = attribution

    def __call__(self, doc: Doc) -> Doc:
        doc._.reading = read_document(document_of(doc), doc, attribution=self._attribution)
        return doc


@Language.factory(
    "reportedly",
    default_config={"attribution": None},
    assigns=["doc._.reading"],
    requires=["token.dep", "token.tag", "doc.ents"],
)
def make_component(nlp: Language, name: str, attribution: str | None) -> ReadingComponent:
    """The component that `nlp.add_pipe("reportedly", config={"attribution": "rules"})` adds."""
    if not Doc.has_extension("reading"):
        Doc.set_extension("reading", default=None)
    return ReadingComponent(attribution)


def document_of(doc: Doc) -> Document:
    """A document of a Doc's text, under the digest of the text in UTF-8."""
    digest = hashlib.sha256(doc.text.encode("utf-8", "surrogatepass")).hexdigest()
    return Document(id=f"sha256:{digest}", name="doc", text=doc.text, language=doc.lang_ or None)
