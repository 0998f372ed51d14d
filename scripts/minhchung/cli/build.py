"""`minhchung build`: the whole site, which replaces the old one whole."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import click

from minhchung.cli.main import Settings
from minhchung.cli.speaking import CliError, Command, option, reason, say
from minhchung.cli.verdicts import at, tell_errors
from minhchung.i18n import N_

if TYPE_CHECKING:
    from minhchung.publishing.provenance import Build
    from minhchung.workspace import Workspace

_KINSHIP = {
    "rewritten": N_(
        "CẢNH BÁO: lịch sử đã bị viết lại. Bản trước dựng từ {previous}, không nằm trong lịch sử của {revision}."
    ),
    "unknown": N_(
        "Bản sao này chỉ có những lần ghi mới nhất nên không kiểm tra được {previous} của bản trước có trong lịch sử của {revision} hay không."
    ),
}


@click.command(
    cls=Command,
    help=N_(
        "Dựng trang công khai từ minh chứng.\nTrang mới thay trang cũ trọn vẹn; dựng dở dang thì trang cũ còn nguyên."
    ),
    epilog="minhchung build\nminhchung build --at v2022.12 --out site-2022",
)
@at
@option("--out", type=click.Path(path_type=Path), help=N_("Thư mục của trang (mặc định: site)."))
@click.pass_obj
def build(settings: Settings, revision: str | None, out: Path | None) -> None:
    from minhchung.editor import bundles
    from minhchung.publishing import files
    from minhchung.publishing.build import repository, site
    from minhchung.workspace import NoEditionError

    root, cities = repository(settings.evidence, settings.criteria, revision)
    errors = [tell_errors(city.workspace, settings) for city in cities]
    for city in cities:
        if not city.workspace.evidence.cities:
            raise CliError(
                N_(
                    "{path}/units.yml có lỗi nên không dựng được trang; trang cũ còn nguyên. Hãy sửa lỗi nêu trên."
                ),
                path=city.workspace.evidence_folder.path,
            )
        if not city.workspace.editions:
            raise NoEditionError
    place = out or root / "site"
    with told(place):
        files.mend(place)
        record = _record(place, cities[0].workspace)
        # The present is edited, not the past: a site of a revision has no form.
        form = bundles.cached(root / bundles.CACHE) if revision is None else None
        count = files.replace(place, site(root, cities, record, form))
    click.echo(say(N_("Đã dựng {count} tệp vào {place}."), count=count, place=str(place)))
    if any(errors):
        raise SystemExit(1)


@contextmanager
def told(place: Path) -> Iterator[None]:
    """Say in a sentence why there is no new site in `place`."""
    from minhchung.publishing.frames import FramesError
    from minhchung.publishing.publish import NoFrameError

    try:
        yield
    except NoFrameError as error:
        raise CliError(
            N_(
                "docs/ của kho không có trang «{pattern}.md» mà bản phần mềm này cần. Hãy chạy «minhchung update» để nhận; trang cũ còn nguyên."
            ),
            pattern=error.pattern,
        ) from None
    except FramesError as error:
        raise CliError(
            N_("MkDocs không dựng được các trang trong docs/:\n{detail}"), detail=str(error)
        ) from None
    except FileExistsError:
        raise CliError(
            N_(
                "«{place}» có sẵn tệp khác, không phải trang do lệnh này dựng; không thay thế. Hãy chọn thư mục khác."
            ),
            place=str(place),
        ) from None
    except OSError as error:
        raise CliError(
            N_("Không ghi được trang vào «{place}»: {detail}."), place=str(place), detail=reason(error)
        ) from None


def _record(place: Path, workspace: Workspace) -> Build:
    """The record of this build, which checks what the site in `place` was built from."""
    from minhchung.git import descends
    from minhchung.publishing import provenance

    before = None
    try:
        before = provenance.read((place / provenance.FILE).read_bytes())
    except FileNotFoundError:
        pass
    except ValueError:
        click.echo(
            say(
                N_("Không đọc được {path} nên không biết bản trước dựng từ đâu."),
                path=str(place / provenance.FILE),
            ),
            err=True,
        )
    root = workspace.evidence_folder.root
    build = provenance.following(before, workspace.revision, lambda *commits: descends(root, *commits))
    if build.kinship in _KINSHIP:
        said = _KINSHIP[build.kinship]
        click.echo(say(said, previous=build.previous, revision=build.revision), err=True)
    return build
