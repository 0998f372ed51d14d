"""What git says of the commits of a repository: reads git. One pass over the whole history for all dossiers.

The list of commits and the order of their parents always come from git; what a commit did to the evidence
follows from its id, so that may be remembered. Nothing depends on anyone's git configuration: only plumbing
commands are used (but for signatures, where every setting is given), and replacement refs and mail maps are
left aside.
"""

from __future__ import annotations

import re
import subprocess
import tempfile
from collections.abc import Collection, Iterable, Iterator, MutableMapping
from datetime import UTC, datetime
from pathlib import Path

from minhchung.evidence.flat import FILES
from minhchung.git import HANOI, ShallowError, TreeError, git, is_shallow
from minhchung.history.lines import Graph
from minhchung.history.model import Entry, Record
from minhchung.history.organisations import author

# Below any folder, since the folder of evidence may have had another name.
_EVIDENCE = tuple(f":(top,glob)**/[0-9][0-9][0-9][0-9]/{name}" for name in FILES)
_FORMAT = "--format=%H%x00%ct%x00%P%x00%ae%x00%B%x00"
_DIFF = (
    *("--no-replace-objects", "diff-tree", "--stdin", "--always", "--root", "-r", "-z", "--raw"),
    *("--no-renames", "--no-abbrev", "--encoding=UTF-8", "--diff-merges=first-parent", _FORMAT, "--"),
    *_EVIDENCE,
)
_PLAIN = ("100644", "100755")
_LATEST = 253402214400  # 9999-12-31: a clock that is further off says nothing

_SIGNATURES = {
    "G": "good",
    "U": "untrusted",  # a sound signature by a key that is not listed
    "X": "expired",
    "Y": "expired",
    "R": "revoked",
    "B": "bad",
    "N": "none",
}


def graph(root: Path, revision: str) -> Graph:
    """Every commit up to `revision` with its parents, children first.

    Raises:
        ShallowError: the clone is shallow.
        TreeError: there is no such revision, or no repository.
    """
    if is_shallow(root):
        raise ShallowError
    head = git(root, "rev-parse", "--verify", "--end-of-options", f"{revision}^{{commit}}").strip()
    listed = git(root, "--no-replace-objects", "rev-list", "--topo-order", "--parents", head)
    return [(ids[0], tuple(ids[1:])) for ids in (line.split() for line in listed.splitlines())]


def records(root: Path, commits: Iterable[str], known: MutableMapping[str, Record]) -> None:
    """Read what `known` lacks of `commits`, and forget what it has of others."""
    wanted = list(dict.fromkeys(commits))
    for id_ in set(known) - set(wanted):
        del known[id_]
    missing = [id_ for id_ in wanted if id_ not in known]
    if missing:
        known.update(_parsed(_piped(root, _DIFF, missing)))


def _parsed(output: bytes) -> Iterator[tuple[str, Record]]:
    """Commits by id. Fields end in NUL, which no message and no path can hold."""
    tokens = output.split(b"\0")
    at = 0
    while at + 5 < len(tokens):
        id_, seconds, parents, address, message = tokens[at : at + 5]
        at += 6  # and the end of the format
        entries = []
        while at < len(tokens) and tokens[at].lstrip(b"\n").startswith(b":"):
            entries.append(_entry(tokens[at].lstrip(b"\n"), tokens[at + 1]))
            at += 2
        text = message.decode("utf-8", "replace")
        yield (
            id_.decode(),
            Record(
                date=_date(int(seconds) if seconds.isdigit() else 0),
                author=author(address.decode("utf-8", "surrogateescape")),
                pull_request=pull_request(text, merge=b" " in parents),
                entries=tuple(entries),
            ),
        )


def _entry(about: bytes, path: bytes) -> Entry:
    old_mode, new_mode, old, new, _status = about.decode().removeprefix(":").split(" ")
    return Entry(path.decode("utf-8", "surrogateescape"), _blob(old_mode, old), _blob(new_mode, new))


def _blob(mode: str, id_: str) -> str | None:
    if not id_.strip("0"):
        return None
    return id_ if mode in _PLAIN else f"!{id_}"


def _date(seconds: int) -> str:
    return datetime.fromtimestamp(min(seconds, _LATEST), UTC).astimezone(HANOI).isoformat()


_MERGED = re.compile(r"Merge(?:d)? (?:pull request|PR) #?([0-9]{1,9})\b")
_NUMBER = re.compile(r"\((?:pull request )?[#!]([0-9]{1,9})\)")
_LAST_NUMBER = re.compile(r"\([#!]([0-9]{1,9})\)\Z")
_SEE = re.compile(r"^See merge request \S*!([0-9]{1,9})$", re.MULTILINE)


def pull_request(message: str, *, merge: bool) -> int | None:
    """The pull request that a message names, as GitHub, GitLab, Forgejo and others write it.

    A commit that is no merge names one where it was squashed: at the end of its first line, in brackets.
    """
    subject = message.strip().partition("\n")[0].strip()
    if merge:
        numbers = _MERGED.findall(subject)[:1] or _NUMBER.findall(subject)[-1:]
    else:
        numbers = _LAST_NUMBER.findall(subject)
    numbers = numbers or _SEE.findall(message)[-1:]
    return int(numbers[0]) if numbers else None


def signatures(root: Path, commits: Collection[str], allowed_signers: bytes) -> dict[str, str]:
    """How each commit is signed, judged by the keys in `allowed_signers` alone.

    `good`, `untrusted` (by a key that is not listed), `expired`, `revoked`, `bad`, `none`; and `unknown` for one
    that these keys cannot judge (OpenPGP, X.509): whose keys a machine happens to hold must not matter.
    """
    if not commits:
        return {}
    with tempfile.NamedTemporaryFile(prefix="allowed_signers") as file:
        file.write(allowed_signers)
        file.flush()
        settings = {
            "gpg.ssh.allowedSignersFile": file.name,
            "gpg.ssh.program": "ssh-keygen",
            "gpg.ssh.revocationFile": "",
            "gpg.openpgp.program": "false",
            "gpg.x509.program": "false",
        }
        options = [part for key, value in settings.items() for part in ("-c", f"{key}={value}")]
        # Not diff-tree, which is plumbing and takes no notice of where the keys are.
        command = (
            "log",
            "--no-walk=unsorted",
            "--stdin",
            "--no-patch",
            "--no-show-signature",
            "--format=%H %G?",
        )
        output = _piped(root, ("--no-replace-objects", *options, *command), commits)
    told = (line.split(" ") for line in output.decode().splitlines())
    return {id_: _SIGNATURES.get(state, "unknown") for id_, state in told}


def _piped(root: Path, arguments: Iterable[str], commits: Iterable[str]) -> bytes:
    command = ("git", "-C", str(root), *arguments)
    try:
        done = subprocess.run(
            command, input="".join(f"{id_}\n" for id_ in commits).encode(), capture_output=True, check=True
        )
    except FileNotFoundError:
        raise TreeError("git is not installed") from None
    except subprocess.CalledProcessError as error:
        said = error.stderr.decode("utf-8", "replace").strip()
        raise TreeError(said or " ".join(command)) from None
    return done.stdout
