"""`minhchung todo`: who has what to do, counted from the roadmap and the dossiers."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from minhchung.cli.main import Settings
from minhchung.cli.speaking import CliError, Command, option
from minhchung.cli.verdicts import at, tell_errors
from minhchung.i18n import N_

if TYPE_CHECKING:
    from minhchung.todo.model import Task
    from minhchung.workspace import Workspace


@click.command(
    cls=Command,
    help=N_(
        "Việc đang chờ của từng cơ quan, đơn vị: còn thiếu gì, số liệu nào bị từ chối chờ trả lời, việc nào đến hạn.\n"
        "“Hôm nay” là ngày của lần ghi mới nhất trong git, hoặc ngày nêu ở --at."
    ),
    epilog="minhchung todo\nminhchung todo --unit hong-bang\nminhchung todo --agency so-gddt --at 2022-12-14",
)
@option("--agency", help=N_("Chỉ việc của cơ quan này (mã trong agencies.yml)."))
@option("--unit", help=N_("Chỉ việc của đơn vị này, và việc của cơ quan khác về đơn vị này."))
@at
@click.pass_obj
def todo(settings: Settings, agency: str | None, unit: str | None, revision: str | None) -> None:
    from minhchung.publishing.speech import Speech
    from minhchung.todo import tasks, words
    from minhchung.workspace import Workspace

    workspace = Workspace.open(settings.evidence, settings.criteria, revision)
    evidence, editions, s = workspace.evidence, workspace.editions, Speech(settings.lang)
    tell_errors(workspace, settings)
    if unit is not None and unit not in evidence.units:
        raise CliError(N_("Không có đơn vị «{unit}» trong units.yml."), unit=unit)
    known = list(dict.fromkeys(id_ for edition in editions.values() for id_ in edition.agencies))
    if agency is not None and agency not in known:
        raise CliError(
            N_("Không có cơ quan «{agency}». Các cơ quan: {known}."), agency=agency, known=", ".join(known)
        )
    today = _today(workspace, revision)
    found = tasks.tasks(evidence, editions, workspace.assess(), today)
    if unit is not None:
        found = tasks.for_unit(found, evidence.units[unit])
    if agency is not None:
        chosen = [tasks.for_agency(found, edition, agency) for edition in editions.values()]
        found = [task for of in chosen for task in of]
    click.echo(words.as_of(today, s))
    if not found:
        click.echo(s._(words.NOTHING))
    by_name: dict[str, list[Task]] = {}
    for task in found:
        by_name.setdefault(words.who(task, evidence, s), []).append(task)
    for name, of in by_name.items():
        click.echo(f"\n{name}")
        for task in of:
            click.echo(f"  [{words.when(task, today, s)}] {words.what(task, evidence, s)}")


def _today(workspace: Workspace, revision: str | None) -> str | None:
    """The day asked for, else that of the commit; None where nothing was ever committed."""
    from minhchung.folders import DATE
    from minhchung.git import TreeError, commit_day

    if revision is not None and DATE.match(revision):
        return revision
    try:
        return workspace.day or commit_day(workspace.evidence_folder.root, "HEAD")
    except TreeError:
        return None
