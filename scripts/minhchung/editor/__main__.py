"""`python -m minhchung.editor`: what `make site` runs first, so that the site gets its form in the browser.

A site without the form is a whole site, so this never fails: it says in one sentence why there will be none.
"""

from __future__ import annotations

from pathlib import Path

import click

from minhchung.cli.speaking import say
from minhchung.editor import bundles, forge
from minhchung.i18n import N_

CONFIG = "mkdocs.yml"

_WHY = {
    "no-npm": N_("Máy này không có Node.js (npm) nên trang được dựng không kèm biểu mẫu ở /admin/."),
    "unreachable": N_(
        "Không tải được trình soạn thảo từ kho npm nên trang được dựng không kèm biểu mẫu ở /admin/; có mạng thì chạy lại «make site»."
    ),
    "other-content": N_(
        "Trình soạn thảo tải về không đúng mã băm đã ghi ({detail}) nên không dùng; trang được dựng không kèm biểu mẫu ở /admin/."
    ),
}


def main() -> None:
    root = Path.cwd()
    if forge.backend((root / CONFIG).read_text(encoding="utf-8")) is None:
        return
    try:
        bundles.fetch(root / bundles.CACHE)
    except bundles.BundlesError as error:
        click.echo(say(_WHY[error.reason], detail=error.detail), err=True)


main()
