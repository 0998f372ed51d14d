"""A repository with as many commits and dossiers as asked for, made with git fast-import in seconds.

Run as a program it makes 5,000 commits over 3,525 dossiers in the folder it is given, reads their history
without and with a cache, then once more after one further commit, and prints what each took:

    python tests/history/many_commits.py /tmp/many
"""

from __future__ import annotations

import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

from minhchung.history.history import History

SAMPLE = Path(__file__).parents[2] / "examples" / "may-biec" / "song-xanh" / "2022" / "self-assessment.yml"
START = 1_640_000_000  # in December 2021
EVERY = 5  # one commit in five comes by a pull request


def dossier(unit: str, year: int, edits: int = 0) -> bytes:
    """The sample as another unit's, with `edits` changes of four values."""
    text = SAMPLE.read_text(encoding="utf-8")
    text = text.replace("unit: song-xanh", f"unit: {unit}").replace("year: 2022", f"year: {year}")
    text = text.replace("submitted: 2022-12-08", f"submitted: {year}-12-08")
    for number, line in enumerate(("count: 61", "count: 11", "current: 1.20", "percent: 0.012")):
        key, _, value = line.partition(": ")
        changed = f"{value}{edits % 10}" if "." in value else str(int(value) + (edits * (number + 1)) % 7)
        text = text.replace(line, f"{key}: {changed}", 1)
    return text.replace("prepared_by: Phòng", f"prepared_by: {edits}. Phòng").encode()


def stream(units: int, years: int, commits: int) -> Iterator[bytes]:
    """What git fast-import reads: one commit with every dossier, then commits that change one each."""

    def commit(
        branch: str, number: int, message: str, parents: bytes, files: list[tuple[str, bytes]]
    ) -> bytes:
        text = message.encode()
        head = (
            f"commit refs/heads/{branch}\nmark :{number + 1}\n"
            f"committer Unit <officer@unit{number % 7}.example.vn> {START + number * 600} +0700\ndata {len(text)}\n"
        ).encode()
        body = [f"M 100644 inline {path}\ndata {len(data)}\n".encode() + data + b"\n" for path, data in files]
        return head + text + b"\n" + parents + b"".join(body) + b"\n"

    def path(unit: int, year: int) -> str:
        return f"evidence/unit-{unit}/{year}/self-assessment.yml"

    everything = [
        (path(unit, year), dossier(f"unit-{unit}", year))
        for unit in range(units)
        for year in range(2022, 2022 + years)
    ]
    yield commit("main", 0, "Everything", b"", everything)
    tip, number = 1, 1
    while number < commits:
        unit, year = (number * 7919) % units, 2022 + (number // 3) % years
        file = [(path(unit, year), dossier(f"unit-{unit}", year, number))]
        if number % EVERY == 0 and number + 1 < commits:
            yield commit(f"p{number}", number, "Correction", b"from :%d\n" % tip, file)
            parents = b"from :%d\nmerge :%d\n" % (tip, number + 1)
            yield commit("main", number + 1, f"Merge pull request #{number} from a/b", parents, file)
            number += 2
        else:
            yield commit("main", number, "Correction", b"from :%d\n" % tip, file)
            number += 1
        tip = number


def make(folder: Path, units: int, years: int, commits: int) -> None:
    folder.mkdir(parents=True)
    git = ("git", "-C", str(folder))
    subprocess.run((*git, "init", "--quiet", "--initial-branch=main"), check=True)
    with subprocess.Popen((*git, "fast-import", "--quiet"), stdin=subprocess.PIPE) as importing:
        assert importing.stdin is not None
        for part in stream(units, years, commits):
            importing.stdin.write(part)
    assert importing.returncode == 0
    subprocess.run((*git, "reset", "--quiet", "--hard"), check=True)


def one_more(folder: Path) -> None:
    """Another commit, of another value."""
    file = next(folder.glob("evidence/unit-3/*/self-assessment.yml"))
    file.write_text(file.read_text(encoding="utf-8").replace("total: 74", "total: 75"), encoding="utf-8")
    author = ("-c", "user.name=Unit", "-c", "user.email=officer@unit.example.vn")
    subprocess.run(("git", "-C", str(folder), *author, "commit", "-qam", "One more"), check=True)


def measured(what: str, folder: Path, *, initial: bool) -> None:
    began = time.perf_counter()
    with History(folder, "evidence") as history:
        changes = sum(map(len, history.all_changes(initial=initial).values()))
    sys.stdout.write(f"{what}: {time.perf_counter() - began:.2f} s, {changes} changes\n")


if __name__ == "__main__":
    place = Path(sys.argv[1])
    make(place, units=705, years=5, commits=5_000)
    measured("the whole history, nothing known", place, initial=False)
    measured("again, nothing new", place, initial=False)
    one_more(place)
    measured("after one more commit", place, initial=False)
    measured("with the values that every file began with", place, initial=True)
