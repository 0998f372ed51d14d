"""The assessment as a table in a terminal. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from minhchung.assessing.model import Result
from minhchung.evidence.model import Evidence
from minhchung.i18n import N_, Lang, translator
from minhchung.words import BASIS_WORDS, result_words

HEADINGS = (N_("Năm"), N_("Đơn vị"), N_("Cơ sở"), N_("Kết quả"), N_("Phụ thuộc cách hiểu"))


def table(
    results: Iterable[Result],
    evidence: Evidence,
    lang: Lang,
    stale: Mapping[tuple[str, int], Sequence[str]],
) -> str:
    """One line for each result, columns aligned; `stale` as in :func:`minhchung.assessing.as_json.document`."""
    _ = translator(lang).gettext
    rows = [tuple(_(heading) for heading in HEADINGS)]
    for result in results:
        unit = evidence.units[result.unit]
        words = result_words(result, lang)
        changed = stale.get((result.unit, result.year)) if result.basis == "verified" else None
        if changed:
            words = _(N_("{result}; sửa sau khi thẩm định: {indicators}")).format(
                result=words, indicators=", ".join(changed)
            )
        rows.append(
            (str(result.year), unit.name, _(BASIS_WORDS[result.basis]), words, ", ".join(result.readings))
        )
    if len(rows) == 1:
        return _(N_("Không có kết quả nào."))
    widths = [max(len(row[column]) for row in rows) for column in range(len(HEADINGS))]
    return "\n".join(
        "  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip() for row in rows
    )
