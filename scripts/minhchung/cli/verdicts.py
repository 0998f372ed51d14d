"""What the commands that give verdicts share: as of when, which errors stand in the way, which readings."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

import click

from minhchung.cli.main import Settings
from minhchung.cli.speaking import CliError, language, option, say
from minhchung.i18n import N_

if TYPE_CHECKING:
    from minhchung.criteria.model import Edition
    from minhchung.workspace import Workspace


at = option(
    "--at",
    "revision",
    metavar="REV|DATE",
    help=N_(
        "Tại một phiên bản git, hoặc vào cuối một ngày theo giờ Việt Nam (2022-12-14), theo quy tắc khi đó."
    ),
)


def tell_errors(workspace: Workspace, settings: Settings) -> bool:
    """Say on stderr which files have errors: their dossiers get no verdict."""
    from minhchung.checking.messages import message
    from minhchung.i18n import translator

    errors = [problem for problem in workspace.checked.problems if problem.is_error]
    for problem in errors:
        click.echo(f"{problem.file}: {message(problem, translator(settings.lang))}", err=True)
    if errors:
        click.echo(
            say(N_("Hồ sơ có lỗi không được kết luận. Hãy chạy «minhchung check» và sửa lỗi trước.")),
            err=True,
        )
    return bool(errors)


def chosen(readings: tuple[str, ...], editions: Mapping[str, Edition]) -> dict[str, str]:
    """`ID=OPTION` pairs as a mapping; an unknown or unanswerable one is said in a sentence."""
    choices = {}
    for pair in readings:
        id_, _, option_id = pair.partition("=")
        holding = [edition.readings[id_] for edition in editions.values() if id_ in edition.readings]
        if not holding:
            known = sorted({id_ for edition in editions.values() for id_ in edition.readings})
            raise CliError(
                N_("Không có cách hiểu «{id}». Các cách hiểu: {known}."), id=id_, known=", ".join(known)
            )
        for reading in holding:
            if option_id not in reading.options:
                options = ", ".join(reading.options)
                raise CliError(
                    N_("Cách hiểu «{id}» không có phương án «{option}». Các phương án: {options}."),
                    id=id_,
                    option=option_id,
                    options=options,
                )
            why = reading.options[option_id].unanswerable
            if why is not None:
                raise CliError(
                    N_("Phương án «{pair}» cần số liệu mà không hồ sơ nào có: {why}"),
                    pair=pair,
                    why=why[language()],
                )
        choices[id_] = option_id
    return choices
