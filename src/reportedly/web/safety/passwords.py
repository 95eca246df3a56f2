"""Passwords: kept as Argon2id hashes (RFC 9106), tried one at a time, so that guessing is slow."""

from __future__ import annotations

import threading

_SHORTEST = 12
_one_at_a_time = threading.Lock()  # each try takes 64 MB


class PasswordError(ValueError):
    """A password that can't be used: one line that says why."""


def hashed(password: str) -> str:
    """The Argon2id hash of a new password, with its salt and parameters. Raises PasswordError where it is short."""
    from argon2 import PasswordHasher

    if len(password) < _SHORTEST:
        raise PasswordError(f"a password needs {_SHORTEST} characters or more")
    return PasswordHasher().hash(password)


def is_password(hash_: str, given: str) -> bool:
    """Whether it is the password of a hash."""
    from argon2 import PasswordHasher
    from argon2.exceptions import InvalidHashError, VerificationError

    with _one_at_a_time:
        try:
            return PasswordHasher().verify(hash_, given[:1000])
        except (VerificationError, InvalidHashError):
            return False
