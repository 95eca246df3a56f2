"""The options by which a person lets `reportedly read` send reports to a language model; nothing else does."""

from __future__ import annotations

import os
from enum import StrEnum
from typing import TYPE_CHECKING, Annotated

import typer

if TYPE_CHECKING:
    from reportedly.intake import LanguageModel


class Reader(StrEnum):
    """Who reads."""

    own = "own"
    llm = "llm"


ReaderOption = Annotated[
    Reader,
    typer.Option(
        "--reader",
        help="own: offline. llm: also send the text to the language model at --llm-url; what it proposes is checked "
        "against the text, and what holds stands behind our own claims.",
    ),
]
UrlOption = Annotated[
    str | None,
    typer.Option(
        "--llm-url", metavar="URL", show_default=False, help="An OpenAI-compatible endpoint: http://127.0.0.1:11434/v1."
    ),
]
ModelOption = Annotated[
    str | None, typer.Option("--llm-model", metavar="NAME", show_default=False, help="The model's name there.")
]
KeyOption = Annotated[
    str | None,
    typer.Option(
        "--llm-key-env", metavar="VAR", show_default=False, help="The variable of the environment that holds its key."
    ),
]
HttpOption = Annotated[
    bool, typer.Option("--llm-allow-http", help="Other hosts than this machine may be asked without TLS.")
]


def proposer(
    reader: Reader, url: str | None, model: str | None, key_in: str | None, *, allow_http: bool
) -> LanguageModel | None:
    """The language model that was asked for in so many words; None where it was not."""
    if reader is Reader.own:
        if url or model or key_in or allow_http:
            raise typer.BadParameter("is for '--reader llm'; without it nothing is sent", param_hint="--llm-...")
        return None
    if not url or not model:
        raise typer.BadParameter("needs --llm-url and --llm-model", param_hint="--reader llm")
    from reportedly.intake import LanguageModel

    try:
        return LanguageModel(url, model, key=_key(key_in), allow_http=allow_http)
    except ValueError as error:
        raise typer.BadParameter(str(error), param_hint="--reader llm") from None


def _key(name: str | None) -> str | None:
    if name is None:
        return None
    if not os.environ.get(name):
        raise typer.BadParameter(f"the variable {name} is not set", param_hint="--llm-key-env")
    return os.environ[name]
