"""The root command: which folders, which language, and the list of commands."""

from __future__ import annotations

from dataclasses import dataclass
from errno import EPIPE
from importlib import import_module
from pathlib import Path
from typing import Any

import click

from minhchung import __version__
from minhchung.cli.speaking import LANG_CHOICE, CliError, Group, Option, language, option, reason, speak
from minhchung.i18n import N_, Lang

COMMANDS = (
    *("check", "assess", "explain", "compare", "history", "documents", "audit-pack", "witness"),
    *("form", "report", "todo"),
    *("new", "init", "update", "build", "serve", "generate"),
)


@dataclass(frozen=True)
class Settings:
    """What stands before the command."""

    evidence: Path | None
    criteria: Path | None
    lang: Lang


class Commands(Group):
    """Commands live in modules of the same name and are imported when they are needed."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, name: str) -> click.Command | None:
        if name not in COMMANDS:
            return None
        module = name.replace("-", "_")
        command: click.Command = getattr(import_module(f"minhchung.cli.{module}"), module)
        return command

    def make_context(self, *args: Any, **kwargs: Any) -> click.Context:
        speak()
        return super().make_context(*args, **kwargs)

    def invoke(self, ctx: click.Context) -> object:
        from minhchung.git import TreeError

        try:
            return super().invoke(ctx)
        except TreeError as error:
            raise _told(error) from None
        except OSError as error:
            if error.errno == EPIPE:  # whoever read our words has gone: click knows
                raise
            raise CliError(
                N_("Không đọc hoặc không ghi được «{path}»: {detail}."),
                path=error.filename or "…",
                detail=reason(error),
            ) from None


def _told(error: Exception) -> CliError:
    """What could not be got at, in one sentence."""
    from minhchung.folders import NoCommitYetError
    from minhchung.git import DamagedError, RevisionNotFoundError, ShallowError
    from minhchung.trees import UnreadableError
    from minhchung.workspace import FolderNotFoundError, NoEditionError, NoRepositoryError

    match error:
        case FolderNotFoundError():
            return CliError(
                N_(
                    "Không tìm thấy thư mục «{folder}». Hãy chạy trong kho minh chứng, hoặc chỉ rõ bằng --evidence và --criteria."
                ),
                folder=error.folder,
            )
        case NoEditionError():
            return CliError(
                N_("Không có Bộ tiêu chí nào đọc được. Hãy chạy «minhchung check» và sửa lỗi trước.")
            )
        case NoRepositoryError():
            return CliError(
                N_(
                    "Thư mục «{folder}» không nằm trong kho git nào nên không có phiên bản. Hãy bỏ --at, hoặc chạy trong kho minh chứng."
                ),
                folder=error.folder,
            )
        case RevisionNotFoundError():
            return CliError(
                N_(
                    "Kho git không có phiên bản «{revision}». Hãy ghi tên nhánh, tên thẻ, mã của một lần ghi, hoặc một ngày (2022-12-14)."
                ),
                revision=error.revision,
            )
        case NoCommitYetError():
            return CliError(
                N_(
                    "Đến hết ngày {day} (giờ Việt Nam), kho git chưa có lần ghi nào. Hãy chọn một ngày sau đó."
                ),
                day=error.day,
            )
        case DamagedError():
            return CliError(
                N_(
                    "Kho git bị hỏng: đối tượng {object} không còn hoặc không đọc được. Hãy lấy lại từ một bản sao khác của kho («git fsck» cho biết còn thiếu gì)."
                ),
                object=error.object_id,
            )
        case UnreadableError():
            return CliError(
                N_("Không đọc hoặc không ghi được «{path}»: {detail}."),
                path=error.path,
                detail=reason(error.error),
            )
        case ShallowError():
            return CliError(
                N_(
                    "Bản sao này chỉ có những lần ghi mới nhất nên không cho thấy toàn bộ lịch sử. Hãy chạy «git fetch --unshallow» rồi thử lại."
                )
            )
    return CliError(N_("Git không làm được: {detail}"), detail=str(error))


@click.command(
    cls=Commands,
    help=N_("Từ minh chứng trong git đến kết quả công nhận theo đúng văn bản, và một trang công khai."),
    epilog="minhchung check\nminhchung assess --year 2022\nminhchung explain hai-phong 2022",
)
@option("--evidence", type=click.Path(path_type=Path), help=N_("Thư mục minh chứng (mặc định: evidence)."))
@option("--criteria", type=click.Path(path_type=Path), help=N_("Thư mục bộ tiêu chí (mặc định: criteria)."))
@option("--lang", type=LANG_CHOICE, default=None, help=N_("Ngôn ngữ (mặc định: vi, hoặc $MINHCHUNG_LANG)."))
@click.version_option(__version__, prog_name="minhchung", cls=Option, help=N_("Hiện phiên bản rồi thoát."))
@click.pass_context
def main(ctx: click.Context, evidence: Path | None, criteria: Path | None, lang: Lang | None) -> None:
    ctx.obj = Settings(evidence, criteria, lang or language())
