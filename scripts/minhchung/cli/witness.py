"""`minhchung witness`: an auditor's log, kept outside the repository, that notices a rewritten history."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from minhchung import whole
from minhchung.cli.main import Settings
from minhchung.cli.speaking import CliError, Command, Group, say
from minhchung.i18n import N_

if TYPE_CHECKING:
    from minhchung.witness.log import Fault

_FAULTS = {
    "malformed": N_("Dòng {line}: không đúng dạng. Sổ đã bị sửa hoặc hỏng."),
    "chain": N_("Dòng {line}: không nối với dòng trước. Sổ đã bị sửa."),
    "lost": N_("Dòng {line}: kho không còn lần ghi đã thấy. Lịch sử đã bị viết lại."),
    "tree": N_("Dòng {line}: nội dung của lần ghi khác nội dung đã thấy."),
    "order": N_("Dòng {line}: lần ghi không nối tiếp lần ghi ở dòng trước. Lịch sử đã bị viết lại."),
    "rewritten": N_("Dòng {line}: lịch sử hiện nay không chứa lần ghi đã thấy. Lịch sử đã bị viết lại."),
}


@click.group(
    cls=Group,
    help=N_("Sổ chứng kiến: giữ ngoài kho, để biết khi lịch sử của kho bị viết lại."),
    epilog="minhchung witness add ../so-chung-kien.txt\nminhchung witness check ../so-chung-kien.txt",
)
def witness() -> None:
    """The commands below say everything."""


@witness.command(
    cls=Command,
    help=N_(
        "Ghi thêm một dòng về lần ghi hiện nay: mã của nó, mã băm của mọi tệp, mã băm của dòng trước.\n"
        "Trước khi ghi, cả sổ được kiểm tra; có điều không khớp thì không ghi gì và kết thúc với mã 1."
    ),
    epilog="minhchung witness add ../so-chung-kien.txt",
)
@click.argument("log", type=click.Path(path_type=Path, dir_okay=False))
@click.pass_obj
def add(settings: Settings, log: Path) -> None:
    from minhchung.witness.repository import Repository

    root = _root(settings)
    if log.resolve().is_relative_to(root.resolve()):
        raise CliError(
            N_("Sổ phải nằm ngoài kho: ai viết lại được kho thì cũng viết lại được sổ nằm trong kho.")
        )
    text = _text(log) if log.exists() else ""
    with Repository(root) as repository:
        lines, faults = repository.check(text)
        _tell(faults)
        if lines and lines[-1].commit == repository.head:
            click.echo(say(N_("Sổ đã có lần ghi {commit}."), commit=repository.head))
            return
        line = repository.next_line(lines)
    # Half a line would be taken for a log tampered with.
    whole.write(log.resolve(), (text + line.text).encode())
    click.echo(say(N_("Đã ghi dòng {line}: lần ghi {commit}."), line=len(lines) + 1, commit=line.commit))


@witness.command(
    cls=Command,
    help=N_("So cả sổ với kho, không cần mạng.\nKết thúc với mã 1 khi sổ bị sửa hoặc lịch sử bị viết lại."),
    epilog="minhchung witness check ../so-chung-kien.txt",
)
@click.argument("log", type=click.Path(path_type=Path, dir_okay=False, exists=True))
@click.pass_obj
def check(settings: Settings, log: Path) -> None:
    from minhchung.witness.repository import Repository

    with Repository(_root(settings)) as repository:
        lines, faults = repository.check(_text(log))
    _tell(faults)
    click.echo(say(N_("{count} dòng đều khớp với kho."), count=len(lines)))


def _text(log: Path) -> str:
    return log.read_text(encoding="utf-8", errors="replace")  # what is no text is no line: it is told so


def _root(settings: Settings) -> Path:
    from minhchung.git import repository_root

    root = repository_root(settings.evidence or Path.cwd())
    if root is None:
        raise CliError(
            N_("Không ở trong kho git nào. Hãy chạy trong kho minh chứng, hoặc chỉ rõ bằng --evidence.")
        )
    return root


def _tell(faults: list[Fault]) -> None:
    for fault in faults:
        click.echo(say(_FAULTS[fault.code], line=fault.line))
    if faults:
        raise SystemExit(1)
