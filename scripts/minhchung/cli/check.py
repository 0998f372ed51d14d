"""`minhchung check`: all problems of all files."""

from __future__ import annotations

import os
from pathlib import Path

import click

from minhchung.cli.main import Settings
from minhchung.cli.remembering import remembered
from minhchung.cli.speaking import Command, option
from minhchung.i18n import N_

FORMATS = ("text", "json", "github", "codequality")


@click.command(
    cls=Command,
    help=N_("Kiểm tra mọi tệp minh chứng, chỉ ra mọi vấn đề cùng lúc.\nKết thúc với mã 1 khi có lỗi."),
    epilog="minhchung check\nminhchung check evidence/hai-phong/2022\nminhchung --evidence examples/… check --format json",
)
@click.argument("paths", nargs=-1, type=click.Path(path_type=Path))
@option("--format", "format_", type=click.Choice(FORMATS), default="text", help=N_("Cách trình bày."))
@click.pass_obj
@remembered
def check(settings: Settings, paths: tuple[Path, ...], format_: str) -> None:
    from minhchung.checking.report import REPORTS
    from minhchung.i18n import translator
    from minhchung.workspace import Workspace

    workspace = Workspace.open(settings.evidence, settings.criteria)
    problems = workspace.problems_in(paths)
    click.echo(REPORTS[format_](problems, translator(settings.lang)))
    page = os.environ.get("GITHUB_STEP_SUMMARY")
    if format_ == "github" and page:
        from minhchung.checking.summary import summary

        with Path(page).open("a", encoding="utf-8") as file:
            file.write(summary(problems, translator(settings.lang)))
    if any(problem.is_error for problem in problems):
        raise SystemExit(1)
