"""`minhchung generate`: the committed files that follow from other committed files."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING

import click

from minhchung import whole
from minhchung.cli.main import Settings
from minhchung.cli.speaking import CliError, Command, option, say
from minhchung.i18n import N_

if TYPE_CHECKING:
    from minhchung.workspace import Workspace

OWNERS = ".github/owners.yml"
CODEOWNERS = ".github/CODEOWNERS"


@click.command(
    cls=Command,
    help=N_(
        "Viết lại các tệp được sinh ra: JSON Schema của bộ tiêu chí, CODEOWNERS của kho.\n"
        "CODEOWNERS chỉ được viết khi có .github/owners.yml."
    ),
    epilog="minhchung generate\nminhchung generate --check",
)
@option("--check", "only_check", is_flag=True, help=N_("Không ghi gì; kết thúc với mã 1 khi có tệp đã cũ."))
@click.pass_obj
def generate(settings: Settings, only_check: bool) -> None:
    from minhchung.checking.report import text
    from minhchung.i18n import translator
    from minhchung.workspace import Workspace

    workspace = Workspace.open(settings.evidence, settings.criteria)
    sources = (f"{workspace.criteria_folder.path}/", f"{workspace.evidence_folder.path}/units.yml")
    errors = [p for p in workspace.checked.problems if p.is_error and p.file.startswith(sources)]
    if errors:
        click.echo(text(errors, translator(settings.lang)), err=True)
        raise SystemExit(1)
    wanted = {**_schemas(workspace), **_codeowners(workspace)}
    stale = [
        place for place, content in wanted.items() if not place.is_file() or place.read_bytes() != content
    ]
    folders = {place.parent for place in wanted if place.suffix == ".json"}
    gone = [old for folder in folders for old in folder.glob("*.json") if old not in wanted]
    if only_check:
        for place in sorted((*stale, *gone)):
            click.echo(say(N_("{path}: đã cũ. Hãy chạy «minhchung generate»."), path=os.path.relpath(place)))
        raise SystemExit(1 if stale or gone else 0)
    for place in stale:
        place.parent.mkdir(parents=True, exist_ok=True)
        whole.write(place, wanted[place])
        click.echo(say(N_("{path}: đã viết lại."), path=os.path.relpath(place)))
    for place in gone:
        place.unlink()
        click.echo(say(N_("{path}: đã xóa."), path=os.path.relpath(place)))


def _schemas(workspace: Workspace) -> dict[Path, bytes]:
    from minhchung.criteria.schema import schema_files, serialised

    folder = workspace.criteria_folder.root / workspace.criteria_folder.path
    return {
        folder / edition.id / "schema" / name: serialised(schema).encode()
        for edition in workspace.editions.values()
        for name, schema in schema_files(edition).items()
    }


def _codeowners(workspace: Workspace) -> dict[Path, bytes]:
    from minhchung.evidence.owners import OwnersError, codeowners, owners
    from minhchung.yaml.strict import read

    root = workspace.evidence_folder.root
    if not (root / OWNERS).is_file():
        return {}
    file, problems = read(OWNERS, (root / OWNERS).read_bytes())
    try:
        teams = owners(None if problems else file.data)
    except OwnersError as error:
        raise CliError(
            N_(
                "{path}: mục «{key}» thiếu, không hợp lệ hoặc không phải tên nhóm (chữ không dấu, số, gạch nối)."
            ),
            path=OWNERS,
            key=error.key,
        ) from None
    units = workspace.evidence.units.values()
    return {root / CODEOWNERS: codeowners(units, teams, workspace.evidence_folder.path).encode()}
