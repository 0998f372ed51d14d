"""`minhchung history`: who changed which value when, from git alone."""

from __future__ import annotations

import json

import click

from minhchung.cli.main import Settings
from minhchung.cli.speaking import CliError, Command, option
from minhchung.i18n import N_


@click.command(
    cls=Command,
    help=N_(
        "Lịch sử thay đổi của từng số liệu, từ lần ghi đầu tiên trong git.\n"
        "Chỉ nêu cơ quan, tổ chức đứng sau mỗi lần ghi, không nêu tên người hay địa chỉ thư."
    ),
    epilog="minhchung history hai-phong\nminhchung history hai-phong 2022 --indicator 3.1.1 --format json",
)
@click.argument("unit")
@click.argument("year", type=int, required=False)
@option("--indicator", metavar="ID", help=N_("Chỉ chỉ báo này."))
@option(
    "--format", "format_", type=click.Choice(("table", "json")), default="table", help=N_("Cách trình bày.")
)
@click.pass_obj
def history(settings: Settings, unit: str, year: int | None, indicator: str | None, format_: str) -> None:
    from minhchung.history.as_json import document
    from minhchung.history.as_table import table
    from minhchung.history.history import History
    from minhchung.workspace import Workspace

    workspace = Workspace.open(settings.evidence, settings.criteria)
    folder = workspace.evidence_folder
    with History(folder.root, folder.path) as past:
        changes = past.changes(unit, year)
    if not changes and unit not in workspace.evidence.units:
        raise CliError(N_("Không có đơn vị «{unit}» trong units.yml."), unit=unit)
    if indicator is not None:
        changes = [change for change in changes if change.indicator == indicator]
    if format_ == "json":
        click.echo(json.dumps(document(changes), ensure_ascii=False, indent=1))
    else:
        click.echo(table(changes, settings.lang))
