"""`minhchung init`: a new evidence repository for another city."""

from __future__ import annotations

import time
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from minhchung import __version__
from minhchung.cli.asking import answers_of, ask, edition_of, from_file, package_of, table_of
from minhchung.cli.main import Settings
from minhchung.cli.speaking import CliError, Command, option, reason, say
from minhchung.i18n import N_

if TYPE_CHECKING:
    from minhchung.generating.commits import Commit


@click.command(
    cls=Command,
    help=N_(
        "Lập kho minh chứng mới cho một thành phố, một bộ tiêu chí khác.\n"
        "Điều gì chưa cho biết bằng tùy chọn hay tệp trả lời thì được hỏi. Với --example thì không hỏi gì: kho là của một "
        "thành phố hư cấu, có sẵn lịch sử ba năm."
    ),
    epilog="minhchung init thu-nghiem --example\n"
    "minhchung init kho-moi\n"
    'minhchung init kho-moi --name "Thành phố Mây Biếc" --units don-vi.csv --site https://mb.example/\n'
    "minhchung init kho-moi --answers tra-loi.yml --package git+https://git.example/minhchung@v0.1.0",
)
@click.argument("folder", type=click.Path(path_type=Path))
@option("--example", is_flag=True, help=N_("Thành phố hư cấu, để xem thử."))
@option(
    "--answers",
    "answers_file",
    type=click.Path(path_type=Path),
    help=N_("Tệp YAML có sẵn trả lời; tên các mục như tên tùy chọn."),
)
@option("--name", help=N_("Tên đầy đủ của thành phố hoặc tỉnh."))
@option("--slug", help=N_("Mã thư mục của thành phố (mặc định: theo tên)."))
@option("--code", help=N_("Mã của thành phố theo cơ quan thống kê."))
@option("--units", help=N_("Tệp CSV các đơn vị: cột Mã, Tên; nếu có: Loại, Thí điểm, id, Mã PX, Phường xã."))
@option("--edition", help=N_("Bộ tiêu chí, hoặc thư mục chứa nó (mặc định: hai-phong-2022)."))
@option("--year", help=N_("Năm đánh giá đầu tiên (mặc định: năm nay)."))
@option("--languages", help=N_("Ngôn ngữ của trang: vi hoặc vi,en (mặc định: vi,en)."))
@option("--site", help=N_("Địa chỉ của trang công khai."))
@option("--repository", help=N_("Địa chỉ của kho git."))
@option("--package", help=N_("Số phiên bản, tệp .whl hoặc địa chỉ git (mặc định: phiên bản này)."))
@click.pass_obj
def init(
    settings: Settings, /, folder: Path, example: bool, answers_file: Path | None, **given: str | None
) -> None:
    from minhchung.generating.repository import create
    from minhchung.git import TreeError

    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        raise CliError(
            N_("«{folder}» đã có nội dung; không ghi đè. Hãy chọn thư mục chưa có hoặc trống."),
            folder=str(folder),
        )
    commits = _example(given) if example else _city(given, answers_file, settings)
    try:
        create(folder, commits)
    except (OSError, TreeError) as error:
        detail = reason(error) if isinstance(error, OSError) else str(error).rstrip(".")
        raise CliError(
            N_("Không tạo được kho trong «{folder}»: {detail}."), folder=str(folder), detail=detail
        ) from None
    click.echo(
        say(N_("Đã lập kho trong {folder}: {count} tệp."), folder=str(folder), count=len(commits[0].files))
    )
    click.echo(
        say(
            N_(
                "Xem trang: cd {folder}, rồi «minhchung serve».",
            ),
            folder=str(folder),
        )
    )


def _example(given: dict[str, str | None]) -> list[Commit]:
    from minhchung.generating import generate

    answers = answers_of(
        {
            "name": "Thành phố Mây Biếc",
            "code": "M",
            "year": "2022",
            "fictional": "true",
            "site": given.get("site") or "https://may-biec.example/",
            "repository": given.get("repository") or "",
            "languages": given.get("languages") or "vi,en",
            "package": package_of(given.get("package") or __version__),
        }
    )
    return generate.example(answers, generate.edition_files(answers.edition))


def _city(given: dict[str, str | None], file: Path | None, settings: Settings) -> list[Commit]:
    from minhchung.checking.report import text
    from minhchung.evidence.nouns import nouns
    from minhchung.generating import generate, unit_list
    from minhchung.i18n import translator

    said: dict[str, Any] = from_file(file) if file else {}
    said |= {key: value for key, value in given.items() if value is not None}
    ask(said)
    for key in ("name", "units"):
        if not said.get(key):
            raise CliError(N_("Còn thiếu --{key}. Xem «minhchung init --help»."), key=key)
    table = Path(str(said.pop("units")))
    if file is not None and not table.is_absolute() and not table.exists():
        table = file.parent / table
    edition = str(said.get("edition") or "hai-phong-2022")
    criteria = edition_of(edition)
    said["fictional"] = str(generate.is_invented(edition))  # every page of such a site says so
    said["edition"] = next(iter(criteria)).split("/")[1]
    said["package"] = package_of(str(said.get("package") or __version__))
    said.setdefault("year", str(time.localtime().tm_year))
    answers = answers_of(said)
    units = table_of(table, answers.slug)
    if "members" not in said:
        answers = answers_of({**said, "members": nouns(unit.type for unit in units).vi})
    try:
        return generate.new(answers, criteria, unit_list.units_yml(answers, units), int(time.time()))
    except generate.ProblemsError as error:
        raise CliError("{detail}", detail=text(error.problems, translator(settings.lang))) from None
