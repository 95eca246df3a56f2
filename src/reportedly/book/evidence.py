"""What intake hands on becomes evidence in the casebook, with the archives and feeds that it came in."""

from __future__ import annotations

from collections.abc import Sequence

from reportedly.casebook import Store, Writing, keep, keep_original
from reportedly.intake import Container, Failure, Received
from reportedly.model import Document, Evidence, Kept

LARGEST_CONTAINER = 100_000_000  # bytes; of a larger one the digest stands in the receipt, its documents are kept
_NOTHING = "sha256:e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"


class Keeper:
    """Keeps documents as they came; a container is kept once, however many documents came in it."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self._containers: dict[str, str | None] = {}

    def keep(self, found: Sequence[Received | Failure]) -> list[Kept]:
        """The documents, safe in one transaction. What has bytes but can't be read is kept with its problem."""
        containers = {id(one): self._digest(one.container) for one in found}
        with self._store.writing() as work:
            for one in found:
                self._keep_container(work, one.container)
            return [keep(work, evidence_of(one, containers[id(one)])) for one in found]

    def _digest(self, container: Container | None) -> str | None:
        """The SHA-256 of a container's bytes in hex, or None where its file is gone by now."""
        if container is None:
            return None
        try:
            return container.id.removeprefix("sha256:")
        except OSError:
            return None

    def _keep_container(self, work: Writing, container: Container | None) -> None:
        """Keeps a container and what that lies in; one that changed or went since it was read is left out."""
        while container is not None:
            key = self._digest(container)
            if key and key not in self._containers:
                self._containers[key] = _kept(work, container)
            container = container.within


def _kept(work: Writing, container: Container) -> str | None:
    try:
        with container.open() as stream:
            body = stream.read(LARGEST_CONTAINER + 1)
    except OSError:
        return None
    if len(body) > LARGEST_CONTAINER:
        return None
    return keep_original(work, body, container.media_type)


def evidence_of(found: Received | Failure, container: str | None = None) -> Evidence:
    """Evidence as the casebook keeps it; `container` is the SHA-256 of what it came in."""
    document = _document(found)
    return Evidence(
        original=found.original,
        document=document,
        media_type=found.media_type,
        place=found.where or document.name,
        final_url=found.url,
        status=found.status,
        headers=found.headers,
        container=container,
        member=found.member,
        fetched=found.fetched,
        problems=found.problems if isinstance(found, Received) else (found.problem,),
    )


def _document(found: Received | Failure) -> Document:
    """What was received, or an empty one in the place of what could not be."""
    if isinstance(found, Received):
        return found.document
    return Document(found.id or _NOTHING, found.name, "", url=found.url)
