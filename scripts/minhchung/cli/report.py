"""`minhchung report`: the official report of a dossier, for the body that answers for it to check and sign."""

from __future__ import annotations

from pathlib import Path

import click

from minhchung import whole
from minhchung.cli.main import Settings
from minhchung.cli.speaking import CliError, Command, option, say
from minhchung.i18n import N_

_NOTHING = {
    "no-dossier": N_("Không có hồ sơ nào của «{unit}» năm {year}."),
    "collected": N_(
        "Số liệu của «{unit}» năm {year} được tập hợp từ nguồn công khai, không phải hồ sơ do đơn vị lập, nên không lập báo cáo thay đơn vị."
    ),
    "faulty": N_(
        "Hồ sơ của «{unit}» năm {year} có lỗi nên không có kết quả. Hãy chạy «minhchung check» và sửa lỗi trước."
    ),
}


@click.command(
    cls=Command,
    help=N_(
        "Dự thảo báo cáo tự đánh giá (.docx) theo thể thức Nghị định 30/2020/NĐ-CP, để đơn vị kiểm tra và ký.\n"
        "Với thành phố là báo cáo tổng hợp kết quả của các quận, huyện và của thành phố. Báo cáo luôn bằng tiếng Việt."
    ),
    epilog="minhchung report hong-bang 2022 --out bao-cao.docx\nminhchung report hai-phong 2022 --out tong-hop.docx --overwrite",
)
@click.argument("unit")
@click.argument("year", type=int)
@option(
    "--out", type=click.Path(path_type=Path, dir_okay=False), required=True, help=N_("Tệp .docx được ghi.")
)
@option("--overwrite", is_flag=True, help=N_("Ghi đè tệp đã có."))
@click.pass_obj
def report(settings: Settings, unit: str, year: int, out: Path, overwrite: bool) -> None:
    from minhchung.git import commit_day
    from minhchung.paperwork.docx import written
    from minhchung.paperwork.subject import Subject
    from minhchung.paperwork.write_up import NoReportError
    from minhchung.paperwork.write_up import report as write_up
    from minhchung.workspace import Workspace

    workspace = Workspace.open(settings.evidence, settings.criteria)
    evidence, revision = workspace.evidence, workspace.revision
    if unit not in evidence.units:
        raise CliError(N_("Không có đơn vị «{unit}» trong units.yml."), unit=unit)
    if not evidence.cities:
        raise CliError(
            N_("Không đọc được tỉnh, thành phố trong units.yml. Hãy chạy «minhchung check» và sửa lỗi trước.")
        )
    if year not in evidence.years:
        raise CliError(_NOTHING["no-dossier"], unit=unit, year=year)
    subject = Subject(
        evidence=evidence,
        edition=workspace.edition(year),
        results=workspace.assess(),
        unit=evidence.units[unit],
        year=year,
        revision=revision,
        day=commit_day(workspace.evidence_folder.root, revision) if revision else None,
    )
    try:
        made = write_up(subject)
    except NoReportError as error:
        raise CliError(_NOTHING[error.code], unit=unit, year=year) from None
    if out.exists() and not overwrite:
        raise CliError(
            N_("Đã có tệp {path}. Hãy chọn tên khác, hoặc thêm --overwrite để ghi đè."), path=str(out)
        )
    out.parent.mkdir(parents=True, exist_ok=True)
    whole.write(out, written(made))
    if revision is None:
        click.echo(say(N_("Lưu ý: báo cáo lập từ tệp chưa lưu vào git.")), err=True)
    click.echo(say(N_("Đã ghi {path}: dự thảo, đơn vị kiểm tra trước khi ký."), path=str(out)))
