"""`minhchung compare`: what a change does to values and levels, both revisions read straight from git."""

from __future__ import annotations

import json

import click

from minhchung.cli.main import Settings
from minhchung.cli.speaking import Command, option
from minhchung.i18n import N_


@click.command(
    cls=Command,
    help=N_("So sánh hai phiên bản git: số liệu, tài liệu, kết luận và mức độ nào thay đổi."),
    epilog="minhchung compare main\nminhchung compare v2022.12 HEAD --format json",
)
@click.argument("base")
@click.argument("head", default="HEAD")
@option(
    "--format",
    "format_",
    type=click.Choice(("markdown", "json")),
    default="markdown",
    help=N_("Cách trình bày."),
)
@click.pass_obj
def compare(settings: Settings, base: str, head: str, format_: str) -> None:
    from minhchung.comparing.as_json import document
    from minhchung.comparing.as_markdown import markdown
    from minhchung.comparing.compare import compare as compare_states
    from minhchung.comparing.state import sets_of, state
    from minhchung.workspace import Workspace

    before, after = (Workspace.open(settings.evidence, settings.criteria, at) for at in (base, head))
    old, new = state(before), state(after)
    comparison = compare_states(old, new)
    if format_ == "json":
        click.echo(json.dumps(document(comparison), ensure_ascii=False, indent=1))
    else:
        units = {**before.evidence.units, **after.evidence.units}
        click.echo(markdown(comparison, units, sets_of(old, new), settings.lang), nl=False)
