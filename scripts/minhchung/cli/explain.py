"""`minhchung explain`: the arithmetic in words, clause by clause."""

from __future__ import annotations

import click

from minhchung.cli.main import Settings
from minhchung.cli.speaking import CliError, Command
from minhchung.cli.verdicts import at, tell_errors
from minhchung.i18n import N_


@click.command(
    cls=Command,
    help=N_("Giải thích kết quả: điều khoản, số liệu, phép so sánh, kết luận, tài liệu."),
    epilog="minhchung explain hai-phong 2022\nminhchung explain hai-phong 2022 3.1.1\nminhchung explain hai-phong 2022 --at 2022-12-14",
)
@click.argument("unit")
@click.argument("year", type=int)
@click.argument("indicator", required=False)
@at
@click.pass_obj
def explain(settings: Settings, unit: str, year: int, indicator: str | None, revision: str | None) -> None:
    from minhchung.evidence.model import BASES
    from minhchung.explain import Explanation
    from minhchung.publishing.speech import Speech
    from minhchung.workspace import Workspace

    workspace = Workspace.open(settings.evidence, settings.criteria, revision)
    evidence, editions = workspace.evidence, workspace.editions
    errors = tell_errors(workspace, settings)
    if unit not in evidence.units:
        raise CliError(N_("Không có đơn vị «{unit}» trong units.yml."), unit=unit)
    results = workspace.assess()
    found = tuple(results[unit, year, basis] for basis in BASES if (unit, year, basis) in results)
    if not found:
        raise CliError(N_("Không có kết quả nào của «{unit}» năm {year}."), unit=unit, year=year)
    edition, _, name = found[0].criteria.partition("/")
    criteria = editions[edition].sets[name]
    if indicator is not None and indicator not in criteria.indicators:
        known = ", ".join(criteria.indicators)
        raise CliError(N_("Không có chỉ báo «{id}». Các chỉ báo: {known}."), id=indicator, known=known)
    dossier = evidence.dossier(unit, year)
    explanation = Explanation(evidence.units[unit].name, dossier, criteria, editions[edition], found)
    for line in explanation.lines(Speech(settings.lang), indicator):
        click.echo(line)
    if errors:
        raise SystemExit(1)
