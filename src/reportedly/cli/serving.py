"""`reportedly serve`: the desk of a casebook, in a browser."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from reportedly.cli.casebooks import ByOption, CasebookOption, say
from reportedly.cli.streams import leaving_quietly

_NOT_DONE = 2


def serve(  # noqa: PLR0913 - Typer takes an option from each
    *,
    casebook: CasebookOption = None,
    host: Annotated[
        str, typer.Option(metavar="ADDRESS", help="Where it listens; others than loopback need a password.")
    ] = "127.0.0.1",
    port: Annotated[
        int, typer.Option(min=0, max=65535, metavar="N", help="Its port; a later one where that is taken.")
    ] = 8765,
    redact: Annotated[
        bool, typer.Option("--redact", help="Hide what identifies unnamed voices, for everybody.")
    ] = False,
    read_only: Annotated[bool, typer.Option("--read-only", help="Nothing can be added or decided.")] = False,
    password_file: Annotated[
        Path | None,
        typer.Option(
            "--password-file",
            metavar="FILE",
            show_default=False,
            help="Ask for the password in this file's first line.",
        ),
    ] = None,
    name: Annotated[
        list[str] | None,
        typer.Option(
            "--name", metavar="HOST", show_default=False, help="A host name that it is reached by; as often as needed."
        ),
    ] = None,
    certificate: Annotated[
        Path | None, typer.Option(metavar="FILE", show_default=False, help="TLS: the certificate chain, PEM.")
    ] = None,
    key: Annotated[
        Path | None, typer.Option(metavar="FILE", show_default=False, help="TLS: its private key, PEM.")
    ] = None,
    behind_tls: Annotated[bool, typer.Option("--behind-tls", help="A proxy before it speaks TLS.")] = False,
    workers: Annotated[int, typer.Option(min=0, metavar="N", help="Processes that read what is added.")] = 1,
    allow_private: Annotated[
        bool, typer.Option("--allow-private", help="Addresses within this network may be added.")
    ] = False,
    by: ByOption = None,
) -> None:
    """Open the desk: look, check and decide in a browser; add reports; the same as an API.

    On this machine the printed address with its token opens it. Anywhere else it asks for a password.
    """
    from reportedly.book import CasebookError

    if not casebook:
        say("name a casebook: --casebook FILE, or set $REPORTEDLY_CASEBOOK")
        raise typer.Exit(_NOT_DONE)
    try:
        from reportedly.web.safety.passwords import PasswordError, hashed
        from reportedly.web.serving import ServingError
        from reportedly.web.serving import serve as serving
        from reportedly.web.settings import Settings
    except ModuleNotFoundError as error:
        say(f"the desk needs {error.name}; install reportedly[desk]")
        raise typer.Exit(_NOT_DONE) from None
    with leaving_quietly():
        try:
            settings = Settings(
                password_hash=hashed(_password(password_file)) if password_file else None,
                host=host,
                port=port,
                names=tuple(one.lower() for one in name or ()),
                by=by,
                redact=redact,
                read_only=read_only,
                is_https=behind_tls,
                workers=workers,
                allow_private=allow_private,
            )
            serving(casebook, settings, typer.echo, _text(certificate), _text(key))
        except (CasebookError, PasswordError, ServingError, OSError) as error:
            say(str(error))
            raise typer.Exit(_NOT_DONE) from None


def _password(path: Path) -> str:
    return path.read_text(encoding="utf-8").partition("\n")[0].strip("\r")


def _text(path: Path | None) -> str | None:
    return str(path) if path else None
