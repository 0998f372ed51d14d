"""What is said of a workbook: which sheet, which cell, what is wrong, how to mend it. Pure."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from typing import Any

from minhchung.checking.messages import sentence, shown
from minhchung.i18n import N_, Translator, lang_of
from minhchung.problem import Problem
from minhchung.workbook.fields import TABLES, Field, Path, Value, field_at
from minhchung.workbook.model import NEW, Fault, Place
from minhchung.workbook.write import shown as in_words

SENTENCES = {
    # The whole workbook
    "workbook-too-large": N_(
        "bảng tính quá lớn (trên {limit} MiB). Hãy xóa những gì không thuộc hồ sơ, rồi lưu lại."
    ),
    "workbook-old-or-locked": N_(
        "bảng tính lưu ở dạng cũ (.xls) hoặc có mật khẩu. Hãy bỏ mật khẩu, lưu lại dạng .xlsx."
    ),
    "workbook-other-kind": N_(
        "tệp không phải bảng tính .xlsx. Hãy mở bằng Excel hoặc LibreOffice rồi lưu lại dạng .xlsx."
    ),
    "workbook-macros": N_("bảng tính có macro nên không được mở. Hãy lưu lại dạng .xlsx, không phải .xlsm."),
    "workbook-broken": N_(
        "không đọc được bảng tính ({detail}). Hãy mở bằng Excel hoặc LibreOffice, lưu lại dạng .xlsx; không được thì tạo "
        "bảng mới bằng «minhchung form write»."
    ),
    "workbook-not-ours": N_(
        "bảng tính không do «minhchung form write» tạo ra, hoặc trang ẩn của nó đã bị xóa. Hãy tạo bảng mới rồi chép số "
        "liệu sang."
    ),
    "workbook-sheet-missing": N_(
        "thiếu trang «{sheet}», hoặc dòng ẩn đầu trang đã bị xóa. Hãy lấy lại trang ấy từ bảng tính đã nhận."
    ),
    "workbook-sheet-twice": N_("trang «{sheet}» là bản sao của một trang khác. Hãy xóa một trong hai."),
    "workbook-unknown-unit": N_("không có đơn vị «{unit}» trong units.yml. Hãy kiểm tra lại bảng tính."),
    "workbook-no-such-year": N_(
        "đơn vị «{unit}» không tồn tại vào cuối năm {year}. Hãy kiểm tra lại bảng tính."
    ),
    "workbook-other-criteria": N_(
        "bảng tính theo Bộ tiêu chí «{criteria}», hồ sơ theo «{expected}». Hãy tạo bảng mới bằng «minhchung form write»."
    ),
    "sheet-column-missing": N_(
        "trang «{sheet}» thiếu một cột hoặc dòng ẩn đầu trang. Hãy lấy lại trang ấy từ bảng tính đã nhận."
    ),
    "file-unreadable": N_(
        "tệp {path} trong kho có lỗi nên chưa ghi được. Hãy chạy «minhchung check» và sửa tệp trước."
    ),
    "file-not-rewritable": N_(
        "tệp {path} viết theo lối mà chương trình không sửa được an toàn. Hãy sửa tay trong tệp ấy."
    ),
    # A cell
    "cell-formula": N_("công thức trong ô không cho kết quả. Hãy gõ kết quả vào ô."),
    "cell-not-a-number": N_("«{value}» không phải là số. Hãy chỉ ghi số, chữ thì ghi vào ghi chú."),
    "cell-number-became-date": N_(
        "chương trình bảng tính đã đổi số thành ngày «{value}». Hãy đặt định dạng ô là số (General) rồi gõ lại số."
    ),
    "cell-two-numbers": N_(
        "«{value}» có thể là {one} hoặc {other}. Hãy gõ lại, không dùng dấu ngăn hàng nghìn."
    ),
    "cell-percent-in-count": N_("«{value}» là tỷ lệ phần trăm, ô này ghi số lượng. Hãy ghi số đếm được."),
    "cell-not-whole": N_("«{value}» không phải là số nguyên. Hãy ghi số đếm được."),
    "cell-number-too-long": N_("số «{value}» quá dài. Hãy ghi số như đã công bố."),
    "cell-not-yes-or-no": N_("«{value}» không rõ nghĩa. Hãy chọn Có hoặc Không, hoặc để trống."),
    "cell-not-a-date": N_("«{value}» không phải là một ngày. Hãy ghi ngày/tháng/năm, ví dụ 10/12/2022."),
    "cell-not-in-list": N_(
        "«{value}» không có trong danh sách. Hãy chọn một trong: {allowed}; hoặc để trống."
    ),
    "cell-text-became-date": N_(
        "chương trình bảng tính đã đổi chữ thành ngày «{value}». Hãy đặt định dạng ô là chữ (Text) rồi gõ lại."
    ),
    "cell-not-evidence": N_(
        "không hiểu «{value}». Hãy ghi các mã tài liệu cách nhau bằng dấu chấm phẩy, ví dụ: nq-31; bc-12 (trang 4)."
    ),
    "cell-twice": N_("ô này và ô {first} ghi hai giá trị khác nhau cho cùng một mục. Hãy bỏ một ô."),
    "cell-without-a-row": N_(
        "dòng này không thuộc mục nào của hồ sơ. Hãy chuyển giá trị sang đúng dòng rồi xóa ô này."
    ),
    "row-without-id": N_("tài liệu này chưa có mã. Hãy đặt một mã ngắn không dấu, ví dụ bc-12."),
    "row-twice": N_("mã «{value}» đã dùng ở một dòng trên. Hãy đặt mã khác, hoặc bỏ dòng này."),
}


def told(fault: Fault, translator: Translator) -> str:
    """A fault of a workbook in one sentence, with its place."""
    lang = lang_of(translator)
    params = {
        key: ", ".join(shown(item, lang) for item in (value if isinstance(value, tuple) else (value,)))
        for key, value in fault.params.items()
    }
    return located(translator.gettext(SENTENCES[fault.code]).format(**params), fault.place, translator)


def told_problem(
    problem: Problem,
    place: Place | None,
    translator: Translator,
    places: Mapping[Path, Place],
    single: Mapping[Path, Field],
) -> str:
    """What `check` says of the file, at the cell where it is to be mended and in the words of the sheet."""
    labels = _labels(next((path for path, cell in places.items() if cell == place), ()), single)
    params = {name: _as_in_a_cell(value) for name, value in problem.params.items()}
    known = [value for name, value in params.items() if name not in _KEYS]

    def in_words(found: re.Match[str]) -> str:
        key, value = found.groups()
        if key not in labels or key in known:
            return found[0]
        value = {"true": "Có", "false": "Không"}.get(value, _as_in_a_cell(value))
        return f"«{labels[key]}»" if value is None else f"«{labels[key]}: {value}»"

    said = _KEY.sub(in_words, sentence(replace(problem, params=params), translator))
    return located(said, place, translator)


_KEYS = ("key", "first", "second")  # what a problem calls by the name that the file has for it
_KEY = re.compile("«([a-z_-]+)(?:: ([^»]+))?»")
_FIGURE = re.compile(r"-?[0-9]+\.[0-9]+\Z")


def _labels(at: Path, single: Mapping[Path, Field]) -> dict[str, str]:
    """What cells are called, by the names that the file has for them: first of all the one at `at`, then its row."""
    of_table = TABLES.get(at[0], ()) if at else ()
    of_indicator = (field for path, field in single.items() if path[:2] == at[:2])
    own = (single[at],) if at in single else ()
    return {field.path[-1]: field.label for field in (*single.values(), *of_table, *of_indicator, *own)}


def _as_in_a_cell(value: Any) -> Any:
    """A day or a figure as it is shown in a cell; all else as it is."""
    if not isinstance(value, str):
        return value
    try:
        return date.fromisoformat(value).strftime("%d/%m/%Y") if "-" in value[1:] else _comma(value)
    except ValueError:
        return value


def _comma(text: str) -> str:
    return text.replace(".", ",") if _FIGURE.match(text) else text


def located(said: str, place: Place | None, translator: Translator) -> str:
    if place is None:
        return said
    words = translator.gettext(N_("Trang «{sheet}», ô {cell}: {said}"))
    return words.format(sheet=shown(place[0], lang_of(translator)), cell=place[1], said=said)


def named(path: Path, single: Mapping[Path, Field]) -> str:
    """What a value is called: its indicator or document, and its label on the sheet."""
    label = field_at(path, single).label
    of = path[1] if len(path) > 1 and path[0] != "observations" else ""
    return f"{shown(of)}, {label}" if of and not of.startswith(NEW) else label


def value_in_words(
    value: Value | None, path: Path, single: Mapping[Path, Field], translator: Translator
) -> str:
    if value is None:
        return translator.gettext(N_("(trống)"))
    return shown(" ".join(in_words(value, field_at(path, single)).split()), lang_of(translator))
