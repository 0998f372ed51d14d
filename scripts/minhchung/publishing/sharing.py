"""How a page is cited, and where an error on it is reported. Pure."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING, Any
from urllib.parse import quote, urlsplit

import yaml

from minhchung.i18n import N_
from minhchung.publishing.escaping import visible
from minhchung.publishing.page import relative_url
from minhchung.publishing.site_data import SiteData
from minhchung.publishing.speech import Speech, speech

if TYPE_CHECKING:
    from minhchung.publishing.view import View

PATH = "report"  # the page that says how to report, for a site without an address of its own to report to


def cited(site: SiteData) -> str:
    """Which version of the evidence a page was made from, and of which day it is."""
    if site.cited is not None:
        return site.cited
    s = speech(site.lang)
    if site.revision is None:
        return s._(N_("Bản xem thử, dựng từ tệp chưa lưu vào git"))
    return s._(N_("Phiên bản {commit}, ngày {day}"), commit=site.revision[:12], day=s.date(site.day))


def report_address(config: str) -> str:
    """`extra.report` of mkdocs.yml: empty, or an address with {title} and {body}.

    Raises ValueError for anything else.
    """
    settings = _settings(config)
    address = (settings.get("extra") or {}).get("report") or ""
    if address and (
        urlsplit(address).scheme != "https" or "{title}" not in address or "{body}" not in address
    ):
        raise ValueError(f"extra.report is no https address with {{title}} and {{body}}: {address!r}")
    return str(address)


@lru_cache(maxsize=4)
def _settings(config: str) -> Any:
    return yaml.safe_load(config)


def is_fictional(config: str) -> bool:
    """Whether mkdocs.yml says that the city does not exist (`extra.fictional`)."""
    settings = _settings(config)
    return (settings.get("extra") or {}).get("fictional") is True


def report_link(view: View, path: str, subject: str, value: str = "") -> str:
    """Where to report an error in a value on the page at `path`.

    A prefilled issue where the site has a place for them; else the page that says how to report.
    """
    site, s = view.site, view.s
    if not site.report:
        return relative_url(PATH, base=path) + "#how"
    lines = [
        _quoted(s, N_("Trang: {address}"), address=f"{site.address}{path}/"),
        _quoted(s, N_("Mục: {subject}"), subject=subject),
        *([_quoted(s, N_("Giá trị trên trang: {value}"), value=value)] if value else []),
        _as_query(cited(site)),
        "",
        _quoted(s, N_("Sai ở đâu? Tài liệu nào cho thấy điều đó?")),
    ]
    title = _quoted(s, N_("Báo lỗi: {subject}"), subject=subject)
    return site.report.replace("{title}", title).replace("{body}", _LINE.join(lines))


def _quoted(s: Speech, message: str, **params: str) -> str:
    """A sentence for the query of an address: its parts are quoted one by one, since most of them are quoted often."""
    values = {name: _as_query(visible(value)) for name, value in params.items()}
    return _as_query(s._(message), "{}").format(**values)


_as_query = lru_cache(maxsize=1 << 10)(lambda text, safe="": quote(text, safe=safe))
_LINE = quote("\n")
