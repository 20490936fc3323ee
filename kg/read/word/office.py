"""Have LibreOffice convert a file where it is installed: in a profile of its own, without macros, in bounded time."""

from __future__ import annotations

import os
import shutil
import signal
import socket
import subprocess
from pathlib import Path

from kg.errors import ReadError

NEEDS_LOCAL = "local sockets"
_PROGRAMS = ("soffice", "libreoffice")
_SETTINGS = """<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry">
<item oor:path="/org.openoffice.Office.Common/Security/Scripting"><prop oor:name="DisableMacrosExecution" oor:op="fuse">
<value>true</value></prop></item>
<item oor:path="/org.openoffice.Office.Common/Security/Scripting"><prop oor:name="MacroSecurityLevel" oor:op="fuse">
<value>3</value></prop></item>
</oor:items>
"""
_REMEDY = "open it in Word or LibreOffice and save it as DOCX"


def find_office() -> str | None:
    """Return the program of LibreOffice, None where it is not installed."""
    return next(filter(None, map(shutil.which, _PROGRAMS)), None)


def convert_with_office(source: Path, name: str, *, office: str, seconds: float) -> Path:
    """Return the DOCX file that LibreOffice makes beside `source`; raise `ReadError` that shows `name`.

    It does not start without sockets of this machine: where they are denied, the error's `limit` is `NEEDS_LOCAL`.
    """
    if not _has_local_sockets():
        said = "can't be read: LibreOffice needs sockets of this machine"
        raise ReadError(said, path=name, remedy=_REMEDY, limit=NEEDS_LOCAL)
    profile = source.parent / "profile"
    (profile / "user").mkdir(parents=True)
    (profile / "user" / "registrymodifications.xcu").write_text(_SETTINGS, encoding="utf-8")
    command = [office, f"-env:UserInstallation={profile.as_uri()}", "--headless", "--norestore", "--nolockcheck"]
    command += ["--convert-to", "docx", "--outdir", str(source.parent), str(source)]
    target = source.with_suffix(".docx")
    target.unlink(missing_ok=True)
    process = subprocess.Popen(
        command,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
    )
    try:
        process.wait(timeout=seconds)
    except subprocess.TimeoutExpired as error:
        raise ReadError(
            f"can't be read: LibreOffice did not end within {seconds:.0f} s", path=name, remedy=_REMEDY
        ) from error
    finally:
        _end(process)
    if not target.is_file():
        raise ReadError("can't be read: LibreOffice made nothing of it", path=name, remedy=_REMEDY)
    return target


def _has_local_sockets() -> bool:
    try:
        socket.socket(getattr(socket, "AF_UNIX", socket.AF_INET)).close()
    except OSError:
        return False
    return True


def _end(process: subprocess.Popen[bytes]) -> None:
    """End the program with all that it started, whose session has its number."""
    if process.poll() is None:
        if hasattr(os, "killpg"):
            os.killpg(process.pid, signal.SIGKILL)
        else:
            process.kill()
        process.wait()
