"""`minhchung new`: a commented self-assessment to fill in."""

from __future__ import annotations

import click

from minhchung import whole
from minhchung.cli.main import Settings
from minhchung.cli.speaking import CliError, Command, say
from minhchung.i18n import N_


@click.command(
    cls=Command,
    help=N_("Tạo tệp tự đánh giá có chú thích sẵn để điền.\nKhông ghi đè tệp đã có."),
    epilog="minhchung new hong-bang 2022",
)
@click.argument("unit")
@click.argument("year", type=click.IntRange(2000, 2100))
@click.pass_obj
def new(settings: Settings, unit: str, year: int) -> None:
    from minhchung.evidence.template import template
    from minhchung.workspace import Workspace

    workspace = Workspace.open(settings.evidence, settings.criteria)
    found = workspace.evidence.units.get(unit)
    if found is None:
        raise CliError(
            N_("Không có đơn vị «{unit}» trong units.yml. Các đơn vị: {units}."),
            unit=unit,
            units=", ".join(workspace.evidence.units),
        )
    if not found.exists_in(year):
        raise CliError(N_("Đơn vị «{unit}» không tồn tại vào cuối năm {year}."), unit=unit, year=year)
    edition = workspace.edition(year)
    criteria = edition.sets[found.kind]
    folder = workspace.evidence_folder.root / workspace.evidence_folder.path / unit / str(year)
    schema = workspace.schema_for(folder, criteria)
    districts = len(workspace.evidence.districts(year))
    text = template(criteria, found, year, schema, settings.lang, districts)
    place = folder / "self-assessment.yml"
    folder.mkdir(parents=True, exist_ok=True)
    try:
        whole.write(place, text.encode(), new=True)
    except FileExistsError:
        raise CliError(N_("Tệp {path} đã có; không ghi đè."), path=str(place)) from None
    click.echo(say(N_("Đã tạo {path}. Điền xong, chạy «minhchung check» để kiểm tra."), path=str(place)))
