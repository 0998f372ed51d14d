"""A history in words, for a terminal: a heading for each commit, and below it what it changed. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import groupby

from minhchung.checking.messages import visible
from minhchung.history.model import Change
from minhchung.history.words import Words
from minhchung.i18n import N_, Lang, translator


def table(changes: Iterable[Change], lang: Lang) -> str:
    """The changes in words, grouped by commit; one sentence where there are none."""
    by_commit = groupby(changes, key=lambda change: (change.rank, change.commit))
    lines = [line for _, of_commit in by_commit for line in _commit(list(of_commit), lang)]
    return "\n".join(lines or [translator(lang).gettext(N_("Không có thay đổi nào được ghi lại."))])


def _commit(changes: list[Change], lang: Lang) -> Iterator[str]:
    words, first = Words(lang), changes[0]
    yield ", ".join((words.moment(first), words.organisation(first), *words.commit(first)))
    for (year, file), of_file in groupby(changes, key=lambda change: (change.year, change.file)):
        heading = translator(lang).gettext(N_("Năm {year}, {file}"))
        yield "  " + heading.format(year=year, file=words.file(file))
        for line in words.lines(of_file):
            yield "    " + ", ".join((*([visible(line.indicator)] if line.indicator else []), line.text))
