"""A process that runs `minhchung` in forks of itself, each with a fault of its own: a line of JSON for each.

A fork costs hundredths of a second where a new interpreter costs tenths, so every point can be tried. What befalls
a fork is real: signals, limits of the kernel, rights taken away, a file system that is full. When it does is told
in points: the changes that the program is about to make to files, as Python's audit events announce them.
"""

from __future__ import annotations

import ctypes
import errno
import gc
import importlib
import json
import os
import pkgutil
import resource
import signal
import sys
import time
import traceback
from contextlib import redirect_stdout, suppress
from pathlib import Path
from tempfile import TemporaryFile
from typing import Any

import minhchung
from minhchung.cli import main as program
from tests.faults.disk import libc, mount

_CHANGES = {"os.mkdir", "os.rename", "os.remove", "os.rmdir", "os.link", "os.symlink", "os.truncate"}
_STARTS = {"subprocess.Popen", "os.fork"}
_WRITING = os.O_WRONLY | os.O_RDWR | os.O_CREAT | os.O_TRUNC
_GROWS = {"open", "os.mkdir", "os.link", "os.symlink"}  # what a full disk refuses
_SUBREAPER, _BOUNDING, _CAPABILITIES, _VERSION_3 = 36, 24, 64, 0x20080522
_PATIENCE = 20.0  # seconds for what a killed command had started


class Watch:
    """Counts the points of this process, and lets its fault happen at one of them."""

    def __init__(self, fault: dict[str, Any]) -> None:
        self.fault, self.process = fault, os.getpid()
        self.points: list[str] = []
        self.reads = 0

    def __call__(self, event: str, arguments: tuple[Any, ...]) -> None:
        if os.getpid() != self.process:
            return
        if event == "open" and str(arguments[0]).endswith(self.fault.get("changes", "\0")):
            self._change(Path(os.fsdecode(arguments[0])))
        if not _is_point(event, arguments):
            return
        self.points.append(f"{event} {arguments[0]!s}")
        at = self.fault.get("at")
        if at is None or len(self.points) <= at:
            return
        if self.fault["kind"] == "kill":
            os.kill(self.process, signal.SIGKILL)
        if self.fault["kind"] == "full" and event in _GROWS:
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC), arguments[0])

    def _change(self, file: Path) -> None:
        """Somebody else writes or removes the file just before it is opened for the nth time."""
        self.reads += 1
        if self.reads == self.fault["time"]:
            content = self.fault["content"]
            self.fault = {}
            file.unlink() if content is None else file.write_text(content, encoding="utf-8")


def _is_point(event: str, arguments: tuple[Any, ...]) -> bool:
    if event != "open":
        return event in _CHANGES | _STARTS
    return bool(arguments[2] & _WRITING) and not str(arguments[0]).startswith(("/dev/", "/proc/"))


def _powerless() -> None:
    """Root may write anywhere; without its capabilities it may what any owner of a file may."""
    for capability in range(_CAPABILITIES):
        libc.prctl(_BOUNDING, capability, 0, 0, 0)  # or the programs it starts had them again
    libc.capset((ctypes.c_uint32 * 2)(_VERSION_3, 0), (ctypes.c_uint32 * 6)())


def _limited(size: int, *, deadly: bool) -> None:
    """No file gets longer: what a write leaves is torn, and the next write fails, or kills."""
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, resource.RLIM_INFINITY))
    signal.signal(signal.SIGXFSZ, signal.SIG_DFL if deadly else signal.SIG_IGN)


def _run(request: dict[str, Any], watch: Watch) -> int:
    os.chdir(request["folder"])
    sys.argv = ["minhchung", *request["arguments"]]
    fault = request["fault"]
    match fault.get("kind"):
        case "limit":
            _limited(fault["size"], deadly=fault["deadly"])
        case "powerless":
            _powerless()
    sys.addaudithook(watch)
    try:
        program(prog_name="minhchung")
    except SystemExit as end:
        return end.code if isinstance(end.code, int) else int(end.code is not None)
    except BaseException:  # noqa: BLE001 - as the interpreter ends
        traceback.print_exc()
        return 1
    return 0


def _child(request: dict[str, Any], streams: list[Any]) -> None:
    os.setsid()
    for number, stream in enumerate(streams[:2], 1):
        os.dup2(stream.fileno(), number)
    os.dup2(os.open(os.devnull, os.O_RDONLY), 0)
    watch = Watch(request["fault"])
    code = 1
    try:
        code = _run(request, watch)
        watch.fault = {}
        resource.setrlimit(resource.RLIMIT_FSIZE, (resource.RLIM_INFINITY, resource.RLIM_INFINITY))
        sys.stdout.flush()
        sys.stderr.flush()
        streams[2].write(json.dumps(watch.points).encode())
        streams[2].flush()
    finally:
        os._exit(code)


def _alone(group: int) -> bool:
    """Whether all that a command started has ended within our patience. What has not is ended."""
    end = time.monotonic() + _PATIENCE
    while time.monotonic() < end:
        with suppress(ChildProcessError):
            while os.waitpid(-group, os.WNOHANG) != (0, 0):
                pass
        try:
            os.killpg(group, 0)
        except ProcessLookupError:
            return True
        time.sleep(0.005)
    os.killpg(group, signal.SIGKILL)
    return False


def _warm(request: dict[str, Any]) -> dict[str, Any]:
    """Run it here, undisturbed, so that the forks know what can be known before a command is asked for anything."""
    os.chdir(request["folder"])
    with Path(os.devnull).open("w", encoding="utf-8") as nowhere, redirect_stdout(nowhere):
        program(request["arguments"], standalone_mode=False)
    os.chdir("/")
    gc.collect()
    gc.freeze()
    return {"code": 0, "out": "", "err": "", "points": [], "alone": True}


def answer(request: dict[str, Any]) -> dict[str, Any]:
    fault = request["fault"]
    if fault.get("kind") == "warm":
        return _warm(request)
    with TemporaryFile() as out, TemporaryFile() as err, TemporaryFile() as points:
        process = os.fork()
        if process == 0:
            _child(request, [out, err, points])
        if "seconds" in fault:  # killed with all that it started, whatever they are at
            time.sleep(fault["seconds"])
            with suppress(ProcessLookupError):
                os.killpg(process, signal.SIGKILL)
        status = os.waitstatus_to_exitcode(os.waitpid(process, 0)[1])
        alone = _alone(process)
        said = []
        for stream in (out, err, points):
            stream.seek(0)
            said.append(stream.read().decode("utf-8", "replace"))
    found = json.loads(said[2]) if said[2] else []
    return {"code": status, "out": said[0], "err": said[1], "points": found, "alone": alone}


def main() -> None:
    for folder in sys.argv[1:2]:
        assert mount(folder, int(sys.argv[2]))
    for module in pkgutil.walk_packages(minhchung.__path__, "minhchung."):
        if not module.name.endswith("__main__"):
            importlib.import_module(module.name)  # so that no fork need read it, whatever it may read
    libc.prctl(_SUBREAPER, 1, 0, 0, 0)  # what a killed command leaves running becomes ours to see
    _say({"process": os.getpid()})
    for line in sys.stdin:
        _say(answer(json.loads(line)))


def _say(said: dict[str, Any]) -> None:
    sys.stdout.write(json.dumps(said) + "\n")
    sys.stdout.flush()


if __name__ == "__main__":
    main()
