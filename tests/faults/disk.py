"""A small disk, on which what is written really meets its end: for this process alone, where the system lets it."""

from __future__ import annotations

import ctypes
import os
import subprocess
import sys
import tempfile
from functools import cache
from pathlib import Path

_MOUNTS, _USERS = 0x20000, 0x10000000
_PRIVATE = 1 << 18 | 1 << 14  # mounts of this process are nobody else's, here and in all folders below

libc = ctypes.CDLL(None, use_errno=True)


def mount(folder: str, size: int) -> bool:
    """A disk of so many bytes at `folder`; False where the system lets nobody mount one."""
    user, group = os.getuid(), os.getgid()
    if libc.unshare(_MOUNTS if user == 0 else _MOUNTS | _USERS):
        return False
    if user:
        try:
            Path("/proc/self/setgroups").write_text("deny", encoding="ascii")
            Path("/proc/self/uid_map").write_text(f"{user} {user} 1", encoding="ascii")
            Path("/proc/self/gid_map").write_text(f"{group} {group} 1", encoding="ascii")
        except OSError:
            return False
    options = f"size={size}".encode()
    return not libc.mount(b"none", b"/", None, _PRIVATE, None) and not libc.mount(
        b"tmpfs", folder.encode(), b"tmpfs", 0, options
    )


@cache
def can_mount() -> bool:
    """Whether this system lets us: tried in a process of its own, with which the disk goes."""
    return not subprocess.run([sys.executable, __file__], check=False).returncode


if __name__ == "__main__":
    sys.exit(not mount(tempfile.gettempdir(), 1 << 20))
