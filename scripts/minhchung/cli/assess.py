"""`minhchung assess`: results on all bases, as a table or as JSON."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from minhchung.cli.main import Settings
from minhchung.cli.remembering import remembered
from minhchung.cli.speaking import CliError, Command, option, say
from minhchung.cli.verdicts import at, chosen, tell_errors
from minhchung.i18n import N_

if TYPE_CHECKING:
    from minhchung.workspace import Workspace

BASES = ("self", "verified", "official")


@click.command(
    cls=Command,
    help=N_(
        "Tính kết quả theo bộ tiêu chí: tự đánh giá, thẩm định, chính thức.\nHồ sơ có lỗi thì không có kết quả và lệnh kết thúc với mã 1."
    ),
    epilog="minhchung assess --year 2022\nminhchung assess --unit hai-phong --basis self --format json\nminhchung assess --reading poverty-fall=b\nminhchung assess --at v2022.12\nminhchung assess --at 2022-12-14 --format json",
)
@option("--unit", help=N_("Chỉ đơn vị này."))
@option("--year", type=int, help=N_("Chỉ năm này."))
@option("--basis", type=click.Choice(BASES), help=N_("Chỉ cơ sở đánh giá này."))
@at
@option("--reading", "readings", multiple=True, metavar="ID=OPTION", help=N_("Áp dụng một cách hiểu khác."))
@option(
    "--format", "format_", type=click.Choice(("table", "json")), default="table", help=N_("Cách trình bày.")
)
@click.pass_obj
@remembered
def assess(
    settings: Settings,
    unit: str | None,
    year: int | None,
    basis: str | None,
    revision: str | None,
    readings: tuple[str, ...],
    format_: str,
) -> None:
    from minhchung.assessing.as_json import as_text
    from minhchung.assessing.as_table import table
    from minhchung.workspace import Workspace

    workspace = Workspace.open(settings.evidence, settings.criteria, revision)
    errors = tell_errors(workspace, settings)
    if unit is not None and unit not in workspace.evidence.units:
        raise CliError(N_("Không có đơn vị «{unit}» trong units.yml."), unit=unit)
    choices = chosen(readings, workspace.editions)
    results = [
        result
        for result in workspace.assess(choices).values()
        if unit in (None, result.unit) and year in (None, result.year) and basis in (None, result.basis)
    ]
    stale = _stale(
        workspace, {(result.unit, result.year) for result in results if result.basis == "verified"}
    )
    if format_ == "json":
        click.echo(as_text(results, workspace.revision, stale))
    else:
        click.echo(table(results, workspace.evidence, settings.lang, stale))
    if errors:
        raise SystemExit(1)


def _stale(workspace: Workspace, keys: set[tuple[str, int]]) -> dict[tuple[str, int], tuple[str, ...]]:
    """What changed after it was verified, which only a whole history can tell."""
    from minhchung.git import ShallowError
    from minhchung.history.gather import NoHistoryError, stale

    try:
        return stale(workspace, keys)
    except ShallowError:
        click.echo(
            say(
                N_(
                    "Bản sao này chỉ có những lần ghi mới nhất nên không biết số liệu có bị sửa sau khi thẩm định hay không."
                )
            ),
            err=True,
        )
    except NoHistoryError:
        pass
    return {}
