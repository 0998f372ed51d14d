"""`minhchung update`: what a newer version of the program changes in a repository that `init` made."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from minhchung import __version__
from minhchung.cli.asking import answers_of, edition_of, from_file, package_of
from minhchung.cli.main import Settings
from minhchung.cli.speaking import CliError, Command, option, say
from minhchung.i18n import N_

if TYPE_CHECKING:
    from minhchung.generating.repository import Newer


@click.command(
    cls=Command,
    help=N_(
        "Đưa kho do «minhchung init» lập lên phiên bản này của chương trình.\n"
        "Không có --apply thì chỉ cho xem điều gì sẽ đổi. Những chỗ đã sửa tay được giữ; minh chứng không bị đụng đến."
    ),
    epilog="minhchung update\nminhchung update --diff\nminhchung update --apply",
)
@option("--diff", "whole", is_flag=True, help=N_("Cho xem từng dòng sẽ đổi."))
@option("--apply", "applied", is_flag=True, help=N_("Ghi thay đổi thành một lần ghi trong git."))
@option("--package", help=N_("Số phiên bản, tệp .whl hoặc địa chỉ git (mặc định: phiên bản này)."))
@click.pass_obj
def update(settings: Settings, whole: bool, applied: bool, package: str | None) -> None:
    from minhchung.generating import repository
    from minhchung.git import TreeError

    root = _root()
    found = _found(root, package)
    if found is None:
        click.echo(say(N_("Không có gì phải đổi.")))
        return
    if applied and not repository.is_ready(root, found):
        raise CliError(N_("Còn thay đổi chưa ghi vào git. Hãy ghi (git commit) rồi chạy lại."))
    click.echo(found.summary.rstrip() or say(N_("Không có gì phải đổi.")))
    if whole:
        click.echo(repository.difference(root, found))
    for path in found.conflicts:
        click.echo(say(N_("Cả hai bên cùng sửa một chỗ: {path}"), path=path))
    if not applied:
        click.echo(say(N_("Chưa ghi gì. «minhchung update --apply» để ghi.")))
        return
    message = say(N_("Cập nhật theo minhchung {version}"), version=__version__)
    try:
        is_merged = repository.apply(root, found, message)
    except TreeError as error:
        raise CliError(
            N_(
                "Git không ghi được lần cập nhật: {detail}. Sửa xong, hãy chạy lại «minhchung update --apply»."
            ),
            detail=str(error).rstrip("."),
        ) from None
    if not is_merged:
        raise CliError(
            N_(
                "Hãy sửa những chỗ có dấu <<<<<<< rồi «git add», «git commit»; hoặc bỏ tất cả bằng «git merge --abort»."
            )
        )
    click.echo(say(N_("Đã ghi. Tiếp theo: «make test», rồi đẩy lên kho chung.")))


def _root() -> Path:
    """The repository of the working folder, which `init` made."""
    from minhchung.generating.answers import FILE
    from minhchung.git import repository_root

    root = repository_root(Path.cwd())
    if root is None or not (root / FILE).is_file():
        raise CliError(
            N_("Ở đây không có {file}: kho này không do «minhchung init» lập nên không cập nhật được."),
            file=FILE,
        )
    return root


def _found(root: Path, package: str | None) -> Newer | None:
    from minhchung.generating import generate, repository
    from minhchung.generating.answers import FILE

    said = from_file(root / FILE)
    if package:
        said["package"] = package_of(package)
    elif str(said.get("package", "")).startswith("minhchung=="):
        said["package"] = package_of(__version__)
    answers = answers_of(said)
    own = answers.edition not in generate.known_editions()  # nobody else has a newer one
    criteria = edition_of(str(root / "criteria" / answers.edition) if own else answers.edition)
    try:
        return repository.newer(root, generate.managed(answers, criteria))
    except repository.NoBeginningError:
        raise CliError(
            N_(
                "Lịch sử của kho không còn lần ghi nào do chương trình viết nên không phân biệt được chỗ nào đã sửa tay. Hãy lập một kho mới và chép evidence/ sang."
            )
        ) from None
