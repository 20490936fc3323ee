"""Be the process in which a file is read: no network, bounded memory and processor time; see `kg.read.alone`."""

from __future__ import annotations

import contextlib
import ctypes
import math
import os
import pickle
from typing import Any

from kg.config import ReadOptions
from kg.errors import KgError
from kg.processes.faults import tell
from kg.processes.pipes import Pipes
from kg.processes.sandbox import bound_memory, bound_processor, cut_network, resident
from kg.read.told import telling

_ARENA_MAX = -8
_GROWN = 512 << 20
"""A process that still holds this much more than at first is given up."""


def main() -> None:
    """Read file after file until nobody asks any more; never returns."""
    code = 1
    try:
        line = Pipes()
        _spare_threads()
        bounds = line.receive()
        cut_network(local=bounds.get("local") is True)
        bound_memory(bounds["memory"])
        held = resident()
        while True:
            order, data = line.take()
            with telling(lambda done, pages: line.send({"done": done, "pages": pages})):
                reply, result = _read(order, data)
            reply["last"] = reply.get("error") == "MemoryError" or resident() - held > _GROWN
            line.send(reply, result)
    except MemoryError:
        code = 2
    except OSError:
        code = 1
    finally:
        os._exit(code)


def _spare_threads() -> None:
    """Keep libraries from starting a thread for each core, and glibc from a heap for each: they take address space."""
    os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
    with contextlib.suppress(OSError, AttributeError):
        ctypes.CDLL(None).mallopt(_ARENA_MAX, 1)


def _read(order: dict[str, Any], data: bytes) -> tuple[dict[str, Any], bytes]:
    """Return what a reader makes of a file, or the error that it raises, as a message and bytes."""
    options = ReadOptions(**order["options"] | {"pages": tuple(map(tuple, order["options"]["pages"]))})
    bound_processor(math.ceil(options.cpu_seconds))
    try:
        from kg.read.registry import load_reader

        read = load_reader(order["reader"])(data, order["name"], options=options)
        return {}, pickle.dumps(read, protocol=pickle.HIGHEST_PROTOCOL)
    except KgError as error:
        return tell(error), b""
    except MemoryError:
        most = options.memory_bytes >> 20
        return {"error": "MemoryError", "message": f"needs more than the {most} MB of memory that it may have"}, b""
    except Exception as error:  # noqa: BLE001 - the edge of a process: whatever a hostile file sets off
        said = f"cannot be read: its reader failed with {type(error).__name__}: {error}"[:500]
        remedy = "save it anew with the program that it is from"
        return {"error": "ReadError", "message": said, "remedy": remedy, "path": order["name"], "facts": {}}, b""
