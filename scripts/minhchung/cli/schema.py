"""`minhchung schema`: write the JSON Schemas of the evidence files beside the criteria they follow from."""

from __future__ import annotations

import click

from minhchung.cli.main import Settings
from minhchung.cli.speaking import Command, say
from minhchung.i18n import N_


@click.command(
    cls=Command,
    help=N_("Tạo lại JSON Schema của các tệp minh chứng từ Bộ tiêu chí."),
    epilog="minhchung schema",
)
@click.pass_obj
def schema(settings: Settings) -> None:
    from minhchung.checking.criteria import load_editions
    from minhchung.checking.report import text
    from minhchung.criteria.schema import schema_files, serialised
    from minhchung.i18n import translator
    from minhchung.workspace import default_folder, folder

    criteria = folder(settings.criteria or default_folder("criteria"))
    editions, problems = load_editions(criteria.files(), criteria.path)
    if problems:
        click.echo(text(problems, translator(settings.lang)))
        raise SystemExit(1)
    for edition in editions.values():
        place = criteria.root / criteria.path / edition.id / "schema"
        place.mkdir(exist_ok=True)
        files = {name: serialised(content) for name, content in schema_files(edition).items()}
        for old in place.glob("*.json"):
            if old.name not in files:
                old.unlink()
        for name, content in files.items():
            (place / name).write_text(content, encoding="utf-8", newline="\n")
        click.echo(say(N_("Đã ghi {count} tệp vào {place}."), count=len(files), place=place))
