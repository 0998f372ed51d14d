"""`minhchung serve`: the site in a browser, built again when evidence, rules or docs change."""

from __future__ import annotations

from pathlib import Path

import click

from minhchung.cli.main import Settings
from minhchung.cli.speaking import CliError, Command, option, reason, say
from minhchung.i18n import N_


@click.command(
    cls=Command,
    help=N_("Xem trang trên máy mình; sửa minh chứng hay bài viết, trang tự cập nhật."),
    epilog="minhchung serve\nminhchung serve --port 8001",
)
@option("--host", default="127.0.0.1", show_default=True, help=N_("Địa chỉ máy chủ."))
@option("--port", type=int, default=8000, show_default=True, help=N_("Cổng."))
@click.pass_obj
def serve(settings: Settings, host: str, port: int) -> None:
    from tempfile import TemporaryDirectory

    from minhchung.publishing import files
    from minhchung.publishing.build import repository, site, watched
    from minhchung.publishing.serve import serve as serve_folder

    with TemporaryDirectory() as temporary:
        out = Path(temporary, "site")

        def make() -> None:
            root, cities = repository(settings.evidence, settings.criteria)
            files.replace(out, site(root, cities))

        root, cities = repository(settings.evidence, settings.criteria)
        click.echo(say(N_("Mở http://{host}:{port}/ trong trình duyệt. Dừng: Ctrl+C."), host=host, port=port))
        try:
            serve_folder(make, out, watched(root, cities), host, port)
        except OSError as error:
            raise CliError(
                N_(
                    "Không mở được cổng {port} tại {host}: {detail}. Hãy thử «minhchung serve --port {other}»."
                ),
                port=port,
                host=host,
                detail=reason(error),
                other=port + 1,
            ) from None
