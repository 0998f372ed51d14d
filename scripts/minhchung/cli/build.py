"""`minhchung build`: the whole site, which replaces the old one whole."""

from __future__ import annotations

from pathlib import Path

import click

from minhchung.cli.main import Settings
from minhchung.cli.speaking import CliError, Command, option, say
from minhchung.cli.verdicts import at, tell_errors
from minhchung.i18n import N_


@click.command(
    cls=Command,
    help=N_(
        "Dựng trang công khai từ minh chứng.\nTrang mới thay trang cũ trọn vẹn; dựng dở dang thì trang cũ còn nguyên."
    ),
    epilog="minhchung build\nminhchung build --at v2022.12 --out site-2022",
)
@at
@option("--out", type=click.Path(path_type=Path), help=N_("Thư mục của trang (mặc định: site)."))
@click.pass_obj
def build(settings: Settings, revision: str | None, out: Path | None) -> None:
    from minhchung.publishing import files
    from minhchung.publishing.build import repository, site

    root, cities = repository(settings.evidence, settings.criteria, revision)
    errors = [tell_errors(city.workspace, settings) for city in cities]
    for city in cities:
        if not city.workspace.evidence.units:
            raise CliError(
                N_(
                    "{path}/units.yml có lỗi nên không dựng được trang; trang cũ còn nguyên. Hãy sửa lỗi nêu trên."
                ),
                path=city.workspace.evidence_folder.path,
            )
    made = site(root, cities)
    place = out or root / "site"
    files.replace(place, made)
    click.echo(say(N_("Đã dựng {count} tệp vào {place}."), count=len(made), place=str(place)))
    if any(errors):
        raise SystemExit(1)
