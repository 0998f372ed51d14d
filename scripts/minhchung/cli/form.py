"""`minhchung form`: a dossier as a workbook, and workbooks back into dossiers."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Literal

import click

from minhchung import whole
from minhchung.cli.main import Settings
from minhchung.cli.speaking import CliError, Command, Group, option, reason, say
from minhchung.i18n import N_, Translator, translator

if TYPE_CHECKING:
    from minhchung.workbook.exchange import Outcome

_SUFFIXES = (".xlsx", ".xlsm", ".xlsb", ".xls", ".ods")  # those that cannot be read are said to be so


@click.group(
    cls=Group,
    help=N_("Hồ sơ ở dạng bảng tính: gửi cho đơn vị điền, rồi đọc lại vào kho."),
    epilog="minhchung form write hong-bang 2022 --out hong-bang-2022.xlsx\nminhchung form read hong-bang-2022.xlsx",
)
def form() -> None:
    pass


@form.command(
    cls=Command,
    help=N_(
        "Tạo bảng tính để điền hồ sơ tự đánh giá, có sẵn những gì hồ sơ đã ghi và số liệu năm trước.\n"
        "Không ghi đè tệp đã có."
    ),
    epilog="minhchung form write hong-bang 2022 --out hong-bang-2022.xlsx",
)
@click.argument("unit")
@click.argument("year", type=click.IntRange(2000, 2100))
@option(
    "--out",
    type=click.Path(path_type=Path, dir_okay=False),
    help=N_("Tên bảng tính (mặc định: ĐƠN_VỊ-NĂM.xlsx)."),
)
@click.pass_obj
def write(settings: Settings, unit: str, year: int, out: Path | None) -> None:
    from minhchung.workbook.exchange import UnreadableError
    from minhchung.workbook.exchange import form as workbook
    from minhchung.workspace import Workspace

    workspace = Workspace.open(settings.evidence, settings.criteria)
    found = workspace.evidence.units.get(unit)
    if found is None:
        raise CliError(N_("Không có đơn vị «{unit}» trong units.yml."), unit=unit)
    if not found.exists_in(year):
        raise CliError(N_("Đơn vị «{unit}» không tồn tại vào cuối năm {year}."), unit=unit, year=year)
    place = out or Path(f"{unit}-{year}.xlsx")
    try:
        content = workbook(workspace, found, year)
    except UnreadableError:
        raise CliError(
            N_("Hồ sơ {unit} năm {year} có lỗi nên không đọc được. Hãy chạy «minhchung check» và sửa trước."),
            unit=unit,
            year=year,
        ) from None
    try:
        whole.write(place, content, new=True)
    except FileExistsError:
        raise CliError(N_("Tệp {path} đã có; không ghi đè."), path=str(place)) from None
    except OSError as error:
        raise CliError(
            N_("Không ghi được {path}: {detail}."), path=str(place), detail=reason(error)
        ) from None
    click.echo(
        say(
            N_("Đã tạo {path}. Khi đơn vị điền xong và gửi lại, hãy chạy «minhchung form read {path}»."),
            path=str(place),
        )
    )


@form.command(
    cls=Command,
    help=N_(
        "Đọc bảng tính đã điền vào hồ sơ trong kho; thư mục thì đọc mọi bảng tính trong đó, mỗi bảng trọn vẹn một mình.\n"
        "Bảng tính còn lỗi hoặc trái với điều tệp đã đổi thì không ghi gì. Kết thúc với mã 1 khi có bảng không ghi được."
    ),
    epilog="minhchung form read hong-bang-2022.xlsx\nminhchung form read da-nhan/\nminhchung form read hong-bang-2022.xlsx --take file",
)
@click.argument(
    "sources", metavar="FILE|FOLDER...", nargs=-1, required=True, type=click.Path(exists=True, path_type=Path)
)
@option(
    "--take",
    type=click.Choice(("workbook", "file")),
    help=N_("Giá trị mà cả bảng tính (workbook) và tệp trong kho (file) đều đã đổi: lấy của bên nào."),
)
@click.pass_obj
def read(settings: Settings, sources: tuple[Path, ...], take: Literal["workbook", "file"] | None) -> None:
    from minhchung.workbook.exchange import take_back
    from minhchung.workspace import Workspace

    files = [file for source in sources for file in _workbooks(source)]
    workspace = Workspace.open(settings.evidence, settings.criteria)
    with _shown(files) as waiting:
        outcomes = [take_back(workspace, file, take) for file in waiting]
    for outcome in outcomes:
        for line in _told(outcome, translator(settings.lang)):
            click.echo(line)
    if any(outcome.state in ("refused", "clash") for outcome in outcomes):
        raise SystemExit(1)


def _workbooks(source: Path) -> list[Path]:
    """The workbooks of a folder, without what a program leaves beside one that is open."""
    if not source.is_dir():
        return [source]
    found = [
        file
        for file in sorted(source.iterdir())
        if file.suffix.lower() in _SUFFIXES and not file.name.startswith(("~$", ".")) and file.is_file()
    ]
    if not found:
        raise CliError(N_("Thư mục {path} không có bảng tính .xlsx nào."), path=str(source))
    return found


@contextmanager
def _shown(files: list[Path]) -> Iterator[list[Path]]:
    """The files, with how far it is where someone is watching."""
    if len(files) < 2 or not sys.stderr.isatty():
        yield files
        return
    with click.progressbar(files, label=say(N_("Đọc bảng tính")), file=sys.stderr) as bar:
        yield bar  # type: ignore[misc] # it is gone through once, as the list is


def _told(outcome: Outcome, words: Translator) -> Iterator[str]:
    from minhchung.checking.messages import visible
    from minhchung.checking.report import severity
    from minhchung.workbook.words import located, named, told, told_problem, value_in_words

    source, single = visible(str(outcome.source)), outcome.single
    match outcome.state:
        case "written":
            head = words.ngettext(
                "{source}: đã ghi {count} thay đổi vào {path}.",
                "{source}: đã ghi {count} thay đổi vào {path}.",
                len(outcome.edits),
            )
        case "unchanged":
            head = words.gettext(N_("{source}: không có gì mới so với {path}."))
        case "clash":
            head = words.ngettext(
                "{source}: không ghi gì. Sau khi bảng tính được tạo, {path} đã đổi ở {count} giá trị mà bảng tính cũng đổi:",
                "{source}: không ghi gì. Sau khi bảng tính được tạo, {path} đã đổi ở {count} giá trị mà bảng tính cũng đổi:",
                len(outcome.clashes),
            )
        case _:
            head = words.gettext(N_("{source}: không ghi gì, vì:"))
    count = len(outcome.clashes) or len(outcome.edits)
    yield head.format(source=source, path=outcome.path, count=count)
    for fault in outcome.faults:
        yield f"  {told(fault, words)}"
    for clash in outcome.clashes:
        base, mine, theirs = (
            value_in_words(value, clash.cell, single, words)
            for value in (clash.base, clash.mine, clash.theirs)
        )
        said = words.gettext(
            N_("{name}: trong bảng tính «{mine}», trong tệp nay «{theirs}», trước đó «{base}».")
        )
        said = said.format(name=named(clash.cell, single), mine=mine, theirs=theirs, base=base)
        yield f"  {located(said, outcome.places.get(clash.cell), words)}"
    if outcome.clashes:
        yield "  " + words.gettext(
            N_(
                "Hãy hỏi lại đơn vị, rồi chạy lại với --take workbook (lấy của bảng tính) hoặc --take file (lấy của tệp)."
            )
        )
    if outcome.state == "written":
        for edit in outcome.edits:
            old, new = (value_in_words(value, edit.cell, single, words) for value in (edit.old, edit.new))
            said = f"{named(edit.cell, single)}: {old} → {new}"
            yield f"  {located(said, outcome.places.get(edit.cell), words)}"
    for problem, place in outcome.problems:
        said = told_problem(problem, place, words, outcome.places, single)
        yield f"  {severity(problem, words)} {problem.code}: {said}"
