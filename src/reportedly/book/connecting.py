"""Connecting to Ray: to a cluster that runs, or to one started here that nobody else can reach and nobody counts.

Reports may be confidential. A Ray of our own listens on the loopback address alone, behind a token drawn for this run;
its files lie in a folder that only this user may enter and are removed at the end. No usage is reported, no dashboard
is started. How a running cluster is kept (TLS, tokens, its network) is its owner's affair: docs/scale.md says what.
"""

from __future__ import annotations

import importlib
import ipaddress
import logging
import os
import secrets
import shutil
import tempfile
import traceback
import warnings
from collections.abc import Callable, Iterator
from contextlib import chdir, contextmanager, suppress
from pathlib import Path
from typing import Any

from reportedly.book.engines import EngineError

_MISSING = "reading on Ray needs it: pip install 'reportedly[ray]'"
_STORE = 256 << 20  # bytes of shared memory; only texts and readings of more than 100 kB pass through it
_QUIET = {
    "RAY_USAGE_STATS_ENABLED": "0",
    "RAY_ACCEL_ENV_VAR_OVERRIDE_ON_ZERO": "0",  # as it will be; else it warns at each start
    "RAY_BACKEND_LOG_LEVEL": "error",  # what goes wrong is told in our one line
    "RAY_agent_register_timeout_ms": "120000",  # a busy machine is no broken one
}
_TRIES = 2
_SHORT = Path("/tmp")  # noqa: S108 - sockets' paths may have 104 bytes; the folder below it is made for this user alone


class Connected:
    """Ray at hand, and how to let go of it."""

    def __init__(self, ray: Any, close: Callable[[], None]) -> None:
        self.ray, self.close = ray, close


def connect(address: str | None, readers: int) -> Connected:
    """Ray at an address, else at $RAY_ADDRESS, else started here for so many readers.

    A connection that the caller made before is used as it is and kept. Raises EngineError.
    """
    address = address or os.environ.get("RAY_ADDRESS") or "local"
    os.environ.update({key: value for key, value in _QUIET.items() if key not in os.environ})
    try:
        return _started(readers) if address == "local" else _joined(address)
    except ImportError as error:
        raise EngineError(_MISSING) from error
    except EngineError:
        raise
    except Exception as error:
        what = "Ray can't be started here" if address == "local" else f"there is no Ray at {address}"
        raise EngineError(f"{what}: {_line(error)}") from error


def _joined(address: str) -> Connected:
    ray = importlib.import_module("ray")
    if ray.is_initialized():
        return Connected(ray, _nothing)
    with chdir("/"), warnings.catch_warnings():
        # Ray puts the folder that it is called in on its workers' path: no file among reports may be run.
        warnings.simplefilter("ignore")  # what they say is in the error that follows
        ray.init(address=address, **_SILENT)
    _hush()
    return Connected(ray, ray.shutdown)


def _started(readers: int) -> Connected:
    """A Ray of ours; it gives its own parts thirty seconds to start, which can be too short on a busy machine."""
    for _ in range(_TRIES - 1):
        try:
            return _started_here(readers)
        except (EngineError, ImportError):
            raise
        except Exception:  # noqa: BLE001, S112 - Ray raises whatever its late part leads to
            continue
    return _started_here(readers)


def _started_here(readers: int) -> Connected:
    folder = Path(tempfile.mkdtemp(prefix="rep-", dir=_SHORT if _SHORT.is_dir() else None))
    own = {
        "RAY_ENABLE_WINDOWS_OR_OSX_CLUSTER": "0",  # so Ray takes the loopback address for its own, as on these systems
        "RAY_AUTH_MODE": "token",
        "RAY_AUTH_TOKEN": secrets.token_hex(32),
    }
    try:
        with _environment(own), chdir(folder):
            ray = importlib.import_module("ray")
            if ray.is_initialized():
                shutil.rmtree(folder)
                return Connected(ray, _nothing)
            _notice_environment()
            ray.init(
                address="local",
                num_cpus=readers,
                include_dashboard=False,
                object_store_memory=_STORE,
                _temp_dir=str(folder / "ray"),
                **_SILENT,
            )
        _hush()
        _check_loopback(ray)
    except BaseException as error:
        _end_parts(error)
        _end(folder)
        raise
    return Connected(ray, lambda: _end(folder))


_SILENT = {"log_to_driver": False, "configure_logging": False, "logging_level": logging.CRITICAL}


def _notice_environment() -> None:
    """Ray remembers these variables from its import on, which may lie back; versions before 2.52 know no token."""
    vars(importlib.import_module("ray._private.ray_constants"))["ENABLE_RAY_CLUSTER"] = False
    raylet = importlib.import_module("ray._raylet")
    with suppress(AttributeError):
        raylet.Config.initialize("")
        raylet.AuthenticationTokenLoader.instance().reset_cache()


def _check_loopback(ray: Any) -> None:
    """No version of Ray may put confidential reports within others' reach unnoticed."""
    where = ray.util.get_node_ip_address()
    if not ipaddress.ip_address(where).is_loopback:
        raise EngineError(
            f"Ray listens on {where} and not on this machine alone; start one yourself and give --address"
        )


def _hush() -> None:
    """Ray prints on standard output when a worker dies, amid what we print; we find that out by ourselves."""
    vars(importlib.import_module("ray._private.worker"))["print_to_stdstream"] = _nothing


def _end(folder: Path) -> None:
    with suppress(ImportError):
        importlib.import_module("ray").shutdown()
    shutil.rmtree(folder, ignore_errors=True)


def _end_parts(error: BaseException) -> None:
    """The parts of a Ray whose start failed live on; the node that started them stands where it failed."""
    for frame, _ in traceback.walk_tb(error.__traceback__):
        node: Any = frame.f_locals.get("self")
        if hasattr(node, "kill_all_processes"):
            node.kill_all_processes(check_alive=False, allow_graceful=False, wait=True)


@contextmanager
def _environment(ours: dict[str, str]) -> Iterator[None]:
    """Variables for the processes that are started within."""
    before = {key: os.environ.get(key) for key in ours}
    os.environ.update(ours)
    try:
        yield
    finally:
        for key, value in before.items():
            os.environ.pop(key, None)
            if value is not None:
                os.environ[key] = value


def _nothing(*_: Any, **__: Any) -> None:
    """What is not ours is left as it is; what is not wanted is not said."""


def _line(error: Exception) -> str:
    """An error's first line with words in it, without a stop at its end."""
    lines = [line.strip() for line in str(error).splitlines() if line.strip()]
    return (lines[0] if lines else type(error).__name__).rstrip(".")[:300]
