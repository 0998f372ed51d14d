"""What can happen to files and folders as a whole, whatever stands in them."""

from __future__ import annotations

import re
from random import Random

from fuzz.tree import EVIDENCE, Repository

from fuzz import words

_DOSSIER = re.compile(rf"{EVIDENCE}/([^/]+)/([^/]+)/")
_KINDS = ("self-assessment", "verification", "reply", "decision")
_NAMES = (
    *(f"{kind}.yml" for kind in _KINDS),
    *("units.yml", "organisations.yml", "documents-checked.yml", "boundaries.geojson", "README.md"),
    *(
        "self_assessment.yml",
        "Self-Assessment.yml",
        "self-assessment.yaml",
        "decision.yml ",
        "notes.txt",
        ".gitkeep",
    ),
    *(
        "documents",
        "documents/a.pdf",
        "documents/A.PDF",
        "documents/con.pdf",
        "documents/x/y/z.docx",
        "a\nb.yml",
    ),
    *(
        "documents/a\u0301.pdf",
        "documents/á.pdf",
        "documents/a.svg",
        "\udcff.yml",
        "documents/\udcff.pdf",
        "x" * 300,
    ),
)
UNITS = (
    "song-xanh",
    "suoi-biec",
    "doi-gio",
    "may-biec",
    "quan-suoi-biec",
    "Song-Xanh",
    "song_xanh",
    "s",
    "ham-doc",
)
YEARS = ("2021", "2022", "2023", "2024", "2031", "0000", "9999", "22", "２０２２", "2022 ", "2022-2023")


def bytes_of(chance: Random, repository: Repository) -> None:
    """Bytes that are no text, anywhere in any file."""
    path = chance.choice(sorted(repository.files))
    content = repository.files[path]
    at, gone = chance.randrange(len(content) + 1), chance.choice((0, 1, 8))
    repository.files[path] = content[:at] + chance.choice(words.BYTES) + content[at + gone :]


def whole(chance: Random, repository: Repository) -> None:
    """A file that holds something else altogether, or is cut off."""
    path = chance.choice(sorted(repository.files))
    content = repository.files[path]
    cut = content[: chance.randrange(len(content) + 1)]
    repository.files[path] = cut if chance.random() < 0.5 else chance.choice(words.WHOLE)


def drop(chance: Random, repository: Repository) -> None:
    if len(repository.files) > 1:
        _remove(repository, chance.choice(sorted(repository.files)))


def drop_folder(chance: Random, repository: Repository) -> None:
    path = chance.choice(sorted(repository.files))
    folder = path.rpartition("/")[0]
    gone = [path for path in repository.files if path.startswith(f"{folder}/")]
    if len(gone) < len(repository.files):
        for path in gone:
            _remove(repository, path)


def copy_file(chance: Random, repository: Repository) -> None:
    """A file once more, under a name that is another file's, or none at all."""
    path = chance.choice(sorted(repository.files))
    repository.files[_elsewhere(chance, path)] = repository.files[path]


def move_file(chance: Random, repository: Repository) -> None:
    path = chance.choice(sorted(repository.files))
    content = repository.files[path]
    _remove(repository, path)
    repository.files[_elsewhere(chance, path)] = content


def _elsewhere(chance: Random, path: str) -> str:
    folder = path.rpartition("/")[0]
    match chance.randrange(5):
        case 0:
            return f"{folder}/{chance.choice(_NAMES)}"
        case 1:
            return f"{EVIDENCE}/{chance.choice(_NAMES)}"
        case 2:
            return f"{EVIDENCE}/{chance.choice(UNITS)}/{chance.choice(YEARS)}/{chance.choice(_NAMES)}"
        case 3:
            return _DOSSIER.sub(f"{EVIDENCE}/{chance.choice(UNITS)}/\\2/", path)
        case _:
            return _DOSSIER.sub(f"{EVIDENCE}/\\1/{chance.choice(YEARS)}/", path)


def copy_folder(chance: Random, repository: Repository) -> None:
    """A dossier under another unit or year as well, or with another unit and year in its files."""
    places = sorted({match.groups() for path in repository.files if (match := _DOSSIER.match(path))})
    if not places:
        return
    unit, year = chance.choice(places)
    other, then = chance.choice((unit, *UNITS)), chance.choice((year, *YEARS))
    told = chance.random() < 0.7
    for path, content in list(repository.files.items()):
        if path.startswith(f"{EVIDENCE}/{unit}/{year}/"):
            copy = content
            if told and path.endswith(".yml"):
                copy = copy.replace(f"unit: {unit}".encode(), f"unit: {other}".encode())
                copy = copy.replace(f"year: {year}".encode(), f"year: {then}".encode())
            repository.files[path.replace(f"/{unit}/{year}/", f"/{other}/{then}/", 1)] = copy


def swap_files(chance: Random, repository: Repository) -> None:
    one, other = chance.choice(sorted(repository.files)), chance.choice(sorted(repository.files))
    repository.files[one], repository.files[other] = repository.files[other], repository.files[one]


def link(chance: Random, repository: Repository) -> None:
    repository.links.add(chance.choice(sorted(repository.files)))


def _remove(repository: Repository, path: str) -> None:
    del repository.files[path]
    repository.links.discard(path)
