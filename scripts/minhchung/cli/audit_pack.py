"""`minhchung audit-pack`: one zip that an auditor can keep and check by herself."""

from __future__ import annotations

from pathlib import Path

import click

from minhchung import whole
from minhchung.cli.main import Settings
from minhchung.cli.speaking import CliError, Command, option, say
from minhchung.i18n import N_

_NOTHING = {
    "unknown-unit": N_("Không có đơn vị «{unit}» trong units.yml."),
    "no-dossier": N_("Không có hồ sơ nào của «{unit}» năm {year}."),
    "faulty": N_(
        "Hồ sơ của «{unit}» năm {year} có lỗi nên không có kết quả. Hãy chạy «minhchung check» và sửa lỗi trước."
    ),
}


@click.command(
    "audit-pack",
    cls=Command,
    help=N_(
        "Bộ hồ sơ kiểm toán: một tệp zip có hồ sơ, tài liệu, quy tắc, lịch sử và verify.py để tự kiểm tra.\n"
        "Làm hai lần từ cùng một lần ghi thì hai tệp giống nhau từng byte."
    ),
    epilog="minhchung audit-pack hong-bang 2022 --out hong-bang-2022.zip",
)
@click.argument("unit")
@click.argument("year", type=int)
@option("--out", type=click.Path(path_type=Path, dir_okay=False), required=True, help=N_("Tệp zip được ghi."))
@click.pass_obj
def audit_pack(settings: Settings, unit: str, year: int, out: Path) -> None:
    from datetime import datetime
    from hashlib import sha256

    from minhchung.audit_pack.collect import NothingToPackError, subject, zipped
    from minhchung.audit_pack.pack import contents
    from minhchung.workspace import Workspace

    workspace = Workspace.open(settings.evidence, settings.criteria)
    try:
        chosen = subject(workspace, unit, year, settings.lang)
    except NothingToPackError as error:
        raise CliError(_NOTHING[error.code], unit=unit, year=year) from None
    packed = zipped(contents(chosen), datetime.fromisoformat(chosen.committed) if chosen.committed else None)
    out.parent.mkdir(parents=True, exist_ok=True)
    whole.write(out, packed)
    if chosen.revision is None:
        click.echo(
            say(
                N_(
                    "Lưu ý: có thay đổi chưa được ghi vào git, nên bộ hồ sơ này không tương ứng với lần ghi nào (revision là null)."
                )
            ),
            err=True,
        )
    for path in chosen.unfetched:
        click.echo(say(N_("Lưu ý: {path} lưu bằng Git LFS và chưa được tải về."), path=path), err=True)
    click.echo(
        say(N_("Đã ghi {path}, mã băm SHA-256 {digest}."), path=str(out), digest=sha256(packed).hexdigest())
    )
