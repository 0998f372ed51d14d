"""What can happen within the files that are written by hand, one small thing at a time."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from random import Random

from fuzz.files import UNITS, YEARS
from fuzz.lines import Span, layout
from fuzz.tree import EVIDENCE, Repository

from fuzz import words

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


def _replace(
    chance: Random,
    repository: Repository,
    pieces: Callable[[str], Sequence[Span]],
    new: Callable[[str, str], str],
) -> None:
    """Something `new` in place of one of the pieces of a text, made of the piece and the text."""

    def change(text: str) -> str:
        spans = pieces(text)
        if not spans:
            return text
        span = chance.choice(spans)
        return span.replaced(text, new(span.of(text), text))

    _edit(chance, repository, change)


def _values(text: str) -> Sequence[Span]:
    return layout(text).values


def _entries(text: str) -> Sequence[Span]:
    return [entry.whole for entry in layout(text).entries]


def _entries_and_pairs(text: str) -> Sequence[Span]:
    return (*_entries(text), *layout(text).pairs)


def value(chance: Random, repository: Repository) -> None:
    """Another value, whatever it was."""
    _replace(chance, repository, _values, lambda *_: words.word(chance))


def figure(chance: Random, repository: Repository) -> None:
    """Another number where there was one."""

    def figures(text: str) -> Sequence[Span]:
        return [span for span in _values(text) if span.of(text)[:1].isdigit()]

    _replace(chance, repository, figures, lambda *_: chance.choice(words.NUMBERS))


def nudge(chance: Random, repository: Repository) -> None:
    """A number that is a little more or less: of another level, above a total, of the year before."""

    def numbers(text: str) -> Sequence[Span]:
        return [span for span in _values(text) if span.of(text).isdecimal() and len(span.of(text)) < 9]

    _replace(
        chance, repository, numbers, lambda old, _: str(int(old) + chance.choice((-10, -1, -1, 1, 1, 10)))
    )


def swap_values(chance: Random, repository: Repository) -> None:
    """A value that stands elsewhere in the file: an id, a date, a name."""
    _replace(chance, repository, _values, lambda _, text: chance.choice(_values(text)).of(text))


def rename_key(chance: Random, repository: Repository) -> None:
    _replace(chance, repository, lambda text: layout(text).keys, lambda *_: words.key(chance))


def delete_entry(chance: Random, repository: Repository) -> None:
    _replace(chance, repository, _entries_and_pairs, lambda *_: "")


def duplicate_entry(chance: Random, repository: Repository) -> None:
    _replace(chance, repository, _entries_and_pairs, lambda old, _: old * chance.choice((2, 2, 2, 3, 300)))


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
    def indented(old: str, _: str) -> str:
        deeper = chance.random() < 0.5
        lines = old.splitlines(keepends=True)
        return "".join(f"  {line}" if deeper else line.removeprefix("  ") for line in lines)

    _replace(chance, repository, _entries, indented)


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
        at = chance.choice(fitting).whole.end if fitting else len(text)
        return text[:at] + lines + text[at:]

    lines = taken.whole.of(text)
    _edit(chance, repository, change)


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
    new = chance.choice((*UNITS, *YEARS, "city", "BC-1", words.word(chance)))

    def change(text: str) -> str:
        return text.replace(old, new)

    if chance.random() < 0.5:
        _edit(chance, repository, change)
        return
    for path in _texts(repository):
        text = repository.files[path].decode("utf-8", "surrogateescape")
        repository.files[path] = change(text).encode("utf-8", "surrogateescape")


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
