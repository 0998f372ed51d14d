"""What can happen to a repository, one small thing at a time.

Each takes its own chance, so that a mutant is the list of its steps, and is made again from them with any of them
left out.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from random import Random

from fuzz.lines import Entry, layout
from fuzz.tree import EVIDENCE, Repository

from fuzz import words

Mutation = Callable[[Random, Repository], None]

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
_UNITS = (
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
_YEARS = ("2021", "2022", "2023", "2024", "2031", "0000", "9999", "22", "２０２２", "2022 ", "2022-2023")


_LONGEST = 50_000  # bytes: what is longer was made so by another step, and is not looked into


def _texts(repository: Repository) -> list[str]:
    """The files that are written by hand."""
    return sorted(
        path
        for path, content in repository.files.items()
        if path.endswith((".yml", ".geojson")) and len(content) <= _LONGEST
    )


def _edit(chance: Random, repository: Repository, change: Callable[[str], str]) -> None:
    paths = _texts(repository)
    if paths:
        path = chance.choice(paths)
        text = repository.files[path].decode("utf-8", "surrogateescape")
        repository.files[path] = change(text).encode("utf-8", "surrogateescape")


def value(chance: Random, repository: Repository) -> None:
    """Another value, whatever it was."""

    def change(text: str) -> str:
        values = layout(text).values
        return chance.choice(values).replaced(text, words.word(chance)) if values else text

    _edit(chance, repository, change)


def figure(chance: Random, repository: Repository) -> None:
    """Another number where there was one."""

    def change(text: str) -> str:
        values = [span for span in layout(text).values if span.of(text)[:1].isdigit()]
        return chance.choice(values).replaced(text, chance.choice(words.NUMBERS)) if values else text

    _edit(chance, repository, change)


def nudge(chance: Random, repository: Repository) -> None:
    """A number that is a little more or less: of another level, above a total, of the year before."""

    def change(text: str) -> str:
        values = [
            span for span in layout(text).values if span.of(text).isdecimal() and len(span.of(text)) < 9
        ]
        if not values:
            return text
        span = chance.choice(values)
        return span.replaced(text, str(int(span.of(text)) + chance.choice((-10, -1, -1, 1, 1, 10))))

    _edit(chance, repository, change)


def swap_values(chance: Random, repository: Repository) -> None:
    """A value that stands elsewhere in the file: an id, a date, a name."""

    def change(text: str) -> str:
        values = layout(text).values
        return chance.choice(values).replaced(text, chance.choice(values).of(text)) if values else text

    _edit(chance, repository, change)


def rename_key(chance: Random, repository: Repository) -> None:
    def change(text: str) -> str:
        keys = layout(text).keys
        return chance.choice(keys).replaced(text, words.key(chance)) if keys else text

    _edit(chance, repository, change)


def delete_entry(chance: Random, repository: Repository) -> None:
    def change(text: str) -> str:
        found = layout(text)
        spans = (*(entry.whole for entry in found.entries), *found.pairs)
        return chance.choice(spans).replaced(text, "") if spans else text

    _edit(chance, repository, change)


def duplicate_entry(chance: Random, repository: Repository) -> None:
    def change(text: str) -> str:
        found = layout(text)
        spans = (*(entry.whole for entry in found.entries), *found.pairs)
        if not spans:
            return text
        span = chance.choice(spans)
        return span.replaced(text, span.of(text) * chance.choice((2, 2, 2, 3, 300)))

    _edit(chance, repository, change)


def move_entry(chance: Random, repository: Repository) -> None:
    """An entry before another, of its own depth or not."""

    def change(text: str) -> str:
        entries = layout(text).entries
        if len(entries) < 2:
            return text
        moved, before = chance.choice(entries).whole, chance.choice(entries).whole
        if moved.start <= before.start < moved.end:
            return text
        lines = moved.of(text)
        without = moved.replaced(text, "")
        at = before.start - (len(lines) if before.start > moved.start else 0)
        return without[:at] + lines + without[at:]

    _edit(chance, repository, change)


def indent(chance: Random, repository: Repository) -> None:
    def change(text: str) -> str:
        entries = layout(text).entries
        if not entries:
            return text
        span = chance.choice(entries).whole
        lines = span.of(text).splitlines(keepends=True)
        deeper = chance.random() < 0.5
        return span.replaced(
            text, "".join(f"  {line}" if deeper else line.removeprefix("  ") for line in lines)
        )

    _edit(chance, repository, change)


def transplant(chance: Random, repository: Repository) -> None:
    """An entry of another file."""
    path = chance.choice(_texts(repository) or [""])
    if not path:
        return
    text = repository.files[path].decode("utf-8", "surrogateescape")
    entries = layout(text).entries
    if not entries:
        return
    taken = chance.choice(entries)

    def change(text: str) -> str:
        fitting = [entry for entry in layout(text).entries if entry.indent == taken.indent]
        at = _after(chance.choice(fitting)) if fitting else len(text)
        return text[:at] + lines + text[at:]

    lines = taken.whole.of(text)
    _edit(chance, repository, change)


def _after(entry: Entry) -> int:
    return entry.whole.end


def token(chance: Random, repository: Repository) -> None:
    """A few letters that mean something to YAML, anywhere, perhaps in place of others."""

    def change(text: str) -> str:
        at, gone = chance.randrange(len(text) + 1), chance.choice((0, 0, 1, 10, 40))
        new = chance.choice(chance.choice((words.TOKENS, words.TOKENS, words.UNICODE)))
        return text[:at] + new + text[at + gone :]

    _edit(chance, repository, change)


def comment(chance: Random, repository: Repository) -> None:
    def change(text: str) -> str:
        entries = layout(text).entries
        at = chance.choice(entries).whole.start if entries else 0
        return f"{text[:at]}# {words.word(chance)}\n{text[at:]}"

    _edit(chance, repository, change)


def line_ends(chance: Random, repository: Repository) -> None:
    _edit(chance, repository, lambda text: text.replace("\n", chance.choice(("\r\n", "\r", "\n\n", "\n \n"))))


def rename_id(chance: Random, repository: Repository) -> None:
    """Another id wherever it stands in a file, or in all: of a unit, a year, a document, a criteria set."""
    old = chance.choice(
        ("song-xanh", "suoi-biec", "may-biec", "2022", "bc-1", "nq-31", "district", "hai-phong-2022")
    )
    new = chance.choice((*_UNITS, *_YEARS, "city", "BC-1", words.word(chance)))

    def change(text: str) -> str:
        return text.replace(old, new)

    if chance.random() < 0.5:
        _edit(chance, repository, change)
        return
    for path in _texts(repository):
        text = repository.files[path].decode("utf-8", "surrogateescape")
        repository.files[path] = change(text).encode("utf-8", "surrogateescape")


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
            return f"{EVIDENCE}/{chance.choice(_UNITS)}/{chance.choice(_YEARS)}/{chance.choice(_NAMES)}"
        case 3:
            return _DOSSIER.sub(f"{EVIDENCE}/{chance.choice(_UNITS)}/\\2/", path)
        case _:
            return _DOSSIER.sub(f"{EVIDENCE}/\\1/{chance.choice(_YEARS)}/", path)


def copy_folder(chance: Random, repository: Repository) -> None:
    """A dossier under another unit or year as well, or with another unit and year in its files."""
    places = sorted({match.groups() for path in repository.files if (match := _DOSSIER.match(path))})
    if not places:
        return
    unit, year = chance.choice(places)
    other, then = chance.choice((unit, *_UNITS)), chance.choice((year, *_YEARS))
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


def units_rewritten(chance: Random, repository: Repository) -> None:
    """The rules within units.yml, that no single value breaks: cycles, cities, days, years."""
    path = f"{EVIDENCE}/units.yml"
    if path not in repository.files:
        return
    lines = (
        "  - {id: b-1, name: Thành phố Hai, type: thành phố}\n",
        "  - {id: b-2, name: Quận Mới, type: quận, parent: b-2}\n",
        "  - {id: b-3, name: Quận Xa, type: quận, parent: song-xanh, pilot: true}\n",
        "  - {id: b-4, name: Quận A, type: quận, parent: may-biec, until: 2023-06-30, replaced_by: [b-4, b-5]}\n",
        "  - {id: b-5, name: Quận B, type: quận, parent: may-biec, from: 2023-07-01, replaced_by: [b-4]}\n",
        "  - {id: b-6, name: Quận C, type: quận, parent: may-biec, from: 2024-01-01, until: 2020-01-01}\n",
        "  - {id: song-xanh, name: Quận Sông Xanh, type: quận, parent: may-biec}\n",
        "  - {id: index, name: Xã Trang, type: xã, parent: may-biec, tile: [1, 1]}\n",
        "  - {id: b-7, name: Quận D, type: quận, parent: may-biec, tile: [-1, 999999999]}\n",
        "  - {id: con, name: Quận E, type: quận, parent: may-biec, communes: []}\n",
        "  - {}\n",
        "  - null\n",
    )
    text = repository.files[path].decode("utf-8", "surrogateescape")
    start = text.find("units:\n") + len("units:\n")
    repository.files[path] = (text[:start] + chance.choice(lines) + text[start:]).encode(
        "utf-8", "surrogateescape"
    )


MUTATIONS: Mapping[str, Mutation] = {
    made.__name__: made
    for made in (
        *(
            value,
            figure,
            nudge,
            swap_values,
            rename_key,
            delete_entry,
            duplicate_entry,
            move_entry,
            indent,
            transplant,
        ),
        *(token, comment, line_ends, rename_id, bytes_of, whole, drop, drop_folder, copy_file, move_file),
        *(copy_folder, swap_files, link, units_rewritten),
    )
}
_OFTEN = (
    "value",
    "figure",
    "nudge",
    "swap_values",
    "rename_key",
    "delete_entry",
    "copy_folder",
    "transplant",
)
NAMES = (*MUTATIONS, *_OFTEN, *_OFTEN)


def _remove(repository: Repository, path: str) -> None:
    del repository.files[path]
    repository.links.discard(path)
