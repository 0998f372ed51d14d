"""The open data: which files there are, and what every column of every table holds. Pure."""

from __future__ import annotations

import posixpath

from minhchung.i18n import N_
from minhchung.opendata.tables import TABLES
from minhchung.publishing.page import Page
from minhchung.publishing.view import View

TYPE_WORDS = {
    "string": N_("chuỗi ký tự"),
    "integer": N_("số nguyên"),
    "number": N_("số thập phân"),
    "boolean": N_("true hoặc false"),
    "date": N_("ngày, năm-tháng-ngày"),
    "datetime": N_("thời điểm"),
    "uri": N_("địa chỉ"),
}

# What stands beside the tables, in the order of how much is asked for it.
FILES = {
    "minhchung.xlsx": N_("Mọi bảng thường đọc trong một bảng tính, tiếng Việt rồi tiếng Anh."),
    "results.json": N_("Mọi kết quả, đúng như lệnh «minhchung assess --format json»."),
    "datapackage.json": N_("Mô tả mọi bảng cho máy đọc: Data Package, phiên bản 2."),
    "units.json": N_("Danh mục đơn vị và các xã, phường, thị trấn."),
    "roadmap.vi.ics": N_("Lịch các thời hạn của kế hoạch, tiếng Việt."),
    "roadmap.en.ics": N_("Lịch các thời hạn của kế hoạch, tiếng Anh."),
}


def page(view: View) -> Page:
    years = [(f"years/{year}.json", year) for year in view.years]
    editions = [(f"criteria/{id_}.json", id_) for id_ in view.site.editions]

    def file(name: str) -> str:
        """Where a data file stands: once, below the site in Vietnamese."""
        return posixpath.normpath(f"../{view.site.shelf}/data/v1/{name}")

    context = {
        "tables": TABLES,
        "files": FILES,
        "years": years,
        "editions": editions,
        "file": file,
        "type_words": TYPE_WORDS,
    }
    return Page(pattern="data", path="data", slots=view.slots("data", "data", **context))
