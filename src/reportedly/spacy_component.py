"""The same walk as a spaCy component: `nlp.add_pipe("reportedly")` puts the reading on `doc._.reading`."""

from __future__ import annotations

import hashlib

from spacy.language import Language
from spacy.tokens import Doc

from reportedly.model import Document
from reportedly.pipeline import read_document


class ReadingComponent:
    """Reads each Doc that passes; the Doc needs tags, a parse and names, as the `*_core_*` pipelines give."""

    def __call__(self, doc: Doc) -> Doc:
        doc._.reading = read_document(document_of(doc), doc)
        return doc


@Language.factory("reportedly", assigns=["doc._.reading"], requires=["token.dep", "token.tag", "doc.ents"])
def make_component(nlp: Language, name: str) -> ReadingComponent:
    """The component that `nlp.add_pipe("reportedly")` adds."""
    if not Doc.has_extension("reading"):
        Doc.set_extension("reading", default=None)
    return ReadingComponent()


def document_of(doc: Doc) -> Document:
    """A document of a Doc's text, under the digest of the text in UTF-8."""
    digest = hashlib.sha256(doc.text.encode("utf-8", "surrogatepass")).hexdigest()
    return Document(id=f"sha256:{digest}", name="doc", text=doc.text, language=doc.lang_ or None)
