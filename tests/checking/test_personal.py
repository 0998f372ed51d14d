"""Personal data is caught in every disguise, and what only looks like it is left alone. All of it is invented."""

import re
import time
import unicodedata
from datetime import date

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from minhchung.checking.personal import check, numbers
from minhchung.checking.personal.bodies import person
from minhchung.checking.personal.check import check_personal
from minhchung.checking.personal.datum import Datum, is_disguised, legible
from minhchung.checking.personal.find import personal_data, surely_none
from minhchung.yaml.strict import YamlFile, read
from tests.checking.cases import HERE, ROOT

PERSONAL = {
    "identity-number": [
        "CCCD 001080000000",
        "số 001 080 000 000",
        "0010.8000.0000",
        "căn cước công dân số 123456789012",
        "CMND: 000000009 cấp ngày 5/6/2010",
        "chứng minh nhân dân 000 000 009",
    ],
    "telephone": [
        "0900000000",
        "0900.000.000",
        "090-000-0000",
        "09 00 00 00 00",
        "0123456789",
        "gọi 0900 000 000, gặp văn thư",
        "+84 900 000 000",
        "(+84) 900000000",
        "+84(0)900000000",
        "0084900000000",
        "84900000000",
        "(0225) 3000000",
        "0225.3.000.000",
        "024 3000 0000",
        "SĐT0900000000",
        "điện thoại: 031 3000000",
        "documents/bc_0900000000.pdf",
        "０９００００００００",
        "٠٩٠٠٠٠٠٠٠٠",
        "0900–000–000",
        "090\u200b0000000",
        "0900\u00a0000\u00a0000",
    ],
    "email": [
        "nguoi.lap@songxanh.example",
        "a+b@x.edu.example",
        "nguoilap (at) songxanh.example",
        "nguoilap [a còng] songxanh.example",
        "ｎｇｕｏｉｌａｐ＠songxanh.example",
    ],
    "birth-date": [
        "ông Nguyễn Văn Ví sinh ngày 05/01/1980",
        "sinh ngày 5 tháng 1 năm 2010",
        "em Ví sinh 5/1/2010",
        "học sinh sinh ngày 5/1/2010",
        "ngày sinh: 2010-01-05",
        "Ngày, tháng, năm sinh: 05.01.2010",
        "ngày sinh của em Nguyễn Văn Ví là 05/01/2010",
        "ngay_sinh: 05/01/2010",
        "born on 5 January 2010",
        "date of birth: 2010-01-05",
        "DOB: 05/01/2010",
        "bà Trần Thị Dụ, sinh năm 1970",
        "bà Trần Thị Dụ (SN 1970)",
    ],
    "pupil": [
        "em Nguyễn Văn Ví lớp 5A",
        "học sinh Trần Thị Dụ, lớp 9A1, Trường THCS Bờ Liễu",
        "cháu Lê Ví (lớp 3B)",
        "em Ví lớp 5A",
        "em Minh Ví lớp 4C",
        "cháu Phạm Gia Ví học lớp mẫu giáo 5 tuổi",
        "Học sinh lớp 5A: Nguyễn Văn Ví",
        "lớp 5A có em Nguyễn Văn Ví",
        "EM NGUYỄN VĂN VÍ LỚP 5A",
        "hoc sinh: em Nguyen Van Vi, lớp 5",
        "pupil Nguyễn Văn Ví, class 5A",
        "documents/hoc-sinh-nguyen-van-vi-lop-5a.pdf",
        "https://songxanh.example/em-nguyen-van-vi-lop-10a1-doat-giai.html",
        unicodedata.normalize("NFD", "em Nguyễn Văn Ví lớp 5A"),
    ],
}

ORDINARY = [
    "31/NQ-HĐND, 4567/QĐ-UBND ngày 12/10/2022, 22/2020/TT-BGDĐT, 08-NQ/TU",
    "123e4567-e89b-12d3-a456-026426614174",
    "mã xã 11296, 00123; 00001 00004 00006 00007; 001 002 003 004 005 006",
    "percent: 0.031098765432",
    "0,031098765432",
    "1.234.567 lượt, 123.456.789.012 đồng, 84.912.345.678 đồng, 150000000000",
    "12 345 678 901",
    "từ 08.9.2022 09.9.2022 đến 05-12-2022 10:30",
    "GD&ĐT 2021-2025",
    "MST 0201234567-001, mã số thuế 0900000000",
    "https://web.archive.org/web/20221210093012/https://songxanh.example/",
    "https://songxanh.example/tin-20221210093012345.htm",
    "https://www.youtube.com/@songxanh.tv",
    "vận động học sinh ngày 05/9/2022; Ngày Vệ sinh 10/10/2022; phát sinh ngày 05/01/2022",
    "HỌC SINH NGÀY 05/9/2022",
    "Kỷ niệm 132 năm ngày sinh Chủ tịch Hồ Chí Minh (19/5/1890 - 19/5/2022)",
    "kỷ niệm 100 năm ngày sinh của đồng chí Trần Văn Ví (23/11/1922)",
    "Giấy khai sinh ngày 05/01/2022; trẻ sinh năm 2016 ra lớp 1",
    "100% học sinh lớp 5; mở 12 lớp 5A; các em lớp 5A; trẻ em Việt Nam lớp 1",
    "học sinh Trường THCS Bờ Liễu lớp 9A; học sinh Hà Nội lớp 12; học sinh quận Lê Chân lớp 5",
    "các lớp tập huấn kỹ năng số cho 1.234 cán bộ; lớp học tập suốt đời",
    "IMG_20221210_093012.jpg, documents/163-BC-PTNMT.pdf, hoc-sinh-do-vao-lop-10",
    "điện thoại: 1.234.567 thuê bao",
    "https://moet.gov.vn@songxanh.example/",  # a link with a user is another fault, and said to be
]


def found(text: str) -> list[Datum]:
    return personal_data(legible(text))


@pytest.mark.parametrize(
    ("kind", "text"), [(kind, text) for kind, texts in PERSONAL.items() for text in texts]
)
def test_a_personal_datum_is_found_once_and_not_repeated(kind, text):
    data = found(text)
    assert [datum.kind for datum in data] == [kind]
    hidden = [char for char in legible(text) if char.isalnum()]
    shown = [char for char in data[0].masked if char.isalnum()]
    assert "•" in data[0].masked
    assert len(shown) < len(hidden)


@pytest.mark.parametrize("text", ORDINARY)
def test_ordinary_text_is_left_alone(text):
    assert found(text) == []


@given(st.text("0123456789abcdefABCDEF", min_size=32, max_size=128))
@example("0912345678" * 6 + "0912")
def test_a_hash_is_no_personal_datum(digest):
    assert found(f"sha256: {digest}") == []


DAYS = st.dates(date(1900, 1, 1), date(2099, 12, 31))


@given(
    st.lists(DAYS, min_size=1, max_size=4), st.sampled_from(["%Y-%m-%d", "%d/%m/%Y", "%d.%m.%Y", "%d-%m-%Y"])
)
def test_dates_are_no_personal_data(days, written):
    assert found(" ".join(day.strftime(written) for day in days)) == []


@given(
    st.integers(0, 10**9),
    st.decimals(0, 100, places=12, allow_nan=False),
    st.integers(1, 10**13),
    st.integers(1, 99999),
    st.lists(st.integers(0, 99999), max_size=8),
)
def test_figures_amounts_codes_and_document_numbers_are_no_personal_data(
    count, percent, money, number, codes
):
    amount = f"{money:,}".replace(",", ".")
    listed = ", ".join(f"{code:05}" for code in codes)
    text = f"{{count: {count}, percent: {percent:f}}} {amount} đồng; {number}/QĐ-UBND; {number:02}-NQ/TU; {listed}"
    assert found(text) == []


PREFIXES = st.sampled_from(["032", "039", "056", "070", "079", "081", "088", "090", "098", "099"])


@given(
    PREFIXES,
    st.integers(0, 10**7 - 1),
    st.sampled_from(["", " ", ".", "-"]),
    st.sampled_from([(4, 7), (3, 6)]),
)
def test_every_mobile_number_is_found_however_it_is_grouped(prefix, rest, mark, cuts):
    digits = f"{prefix}{rest:07}"
    text = mark.join((digits[: cuts[0]], digits[cuts[0] : cuts[1]], digits[cuts[1] :]))
    assert [datum.kind for datum in found(f"Xin gọi {text}.")] == ["telephone"]


@given(st.text(max_size=300))
def test_no_text_is_too_strange(text):
    for datum in found(text):
        assert datum.kind in PERSONAL


def test_a_file_that_cannot_be_read_is_looked_through_all_the_same():
    content = "a: [\n# gọi 0900000000\n".encode() + b"\xff"
    file, problems = read("f.yml", content)
    assert problems
    assert [(p.line, p.column, p.code, p.is_error) for p in check_personal(file, content)] == [
        (2, 7, "personal-data", True)
    ]


# What the patterns begin with, and what came close to fooling them.
HOSTILE = [
    *("em ", "em Nguyễn Văn ", "EM NGUYỄN VĂN VÍ LỚP ", "lớp 5: em ", "-lop-a", "hs_nguyen_van_lop"),
    *("sinh ngày ", "ngày sinh của a ", "born on ", "Nguyễn Văn Ví, sinh năm "),
    *("a@", "a@a.", "_@_.", "a (at) "),
    *("0 1 2 3 4 5 6 7 8 ", "0-", "12 ", "0912 ", "0912345678 ", "1.", "CCCD 031 234 567 ", "٠"),
]


@pytest.mark.parametrize("unit", HOSTILE)
def test_a_hostile_file_takes_as_long_as_it_is(unit):
    """Eight times as long, about eight times the time; going back and forth it would be 64 times, or for ever."""

    def took(size: int) -> float:
        content = (unit * size)[:size].encode()[:size]
        times = []
        for _ in range(2):
            start = time.process_time()
            check_personal(YamlFile("f.yml", None), content)
            times.append(time.process_time() - start)
        return min(times)

    assert took(2**17) < 24 * max(took(2**14), 0.001)


@pytest.mark.parametrize("unit", ["0 ", "0-", "12 ", "01 02 ", "0912 ", "0912345678 ", "123456789 ", "84 "])
def test_a_group_of_digits_is_taken_for_a_number_once_or_twice(unit, monkeypatch):
    """However a run is grouped: only where a number may begin, and only as long as one is."""
    tried = []
    kind = numbers._kind

    def counted(parts: list[str], before: str) -> str | None:
        tried.append(parts)
        return kind(parts, before)

    monkeypatch.setattr(numbers, "_kind", counted)
    text = unit * 1000
    list(numbers.numbers(text))
    assert len(tried) <= 2 * len(text.split())


def test_of_a_flood_the_first_hundred_are_listed():
    content = b"a: >\n" + b"  0912345678\n" * 5000 + b"b: [" + b"0987654321, " * 5000 + b"]\n"
    file, problems = read("f.yml", content)
    assert not problems
    assert [(found.line, found.column) for found in check_personal(file, content)] == [
        (line, 3) for line in range(2, 102)
    ]


PERSONS = [
    *(
        "Nguyễn Văn Ví",
        "NGUYỄN VĂN VÍ",
        "Nguyen Van Vi",
        "ông Nguyễn Văn Ví",
        "Đ/c Lê Ví",
        "PGS.TS. Trần Thị Dụ",
    ),
    *(
        "Trần Thị Dụ - Trưởng phòng",
        "Trưởng phòng Trần Thị Dụ",
        "Người lập: Lê Văn Ví",
        "Lê Văn Ví (Phòng GD&ĐT)",
    ),
    *("Nguyễn\u00a0Văn\u200b Ví", unicodedata.normalize("NFD", "Nguyễn Văn Ví")),
]
BODIES = [
    *(
        "Đoàn TNCS Hồ Chí Minh",
        "ĐOÀN TNCS HỒ CHÍ MINH",
        "Đoàn Thanh niên",
        "Đoàn Thanh Niên",
        "Đoàn khối các cơ quan",
    ),
    *(
        "UBND phường Lê Lợi",
        "Quận Lê Chân",
        "Lê Chân",
        "Ngô Quyền, Hải Phòng",
        "Hồ Chí Minh",
        "Trường THPT Lê Hồng Phong",
    ),
    *(
        "Hội Khuyến Học",
        "Mặt Trận Tổ Quốc Việt Nam",
        "Liên Đoàn Lao Động",
        "Sở Giáo Dục Và Đào Tạo",
        "Tổ Dân Phố 5",
    ),
    *("Cao đẳng Cộng đồng", "Cao Đẳng Cộng Đồng", "Công ty Hoàng Anh", "Quỹ Vừ A Dính", "Thái Bình", "", " "),
    *("Kế toán Nhà nước", "Văn thư Lưu trữ", "Ban Tuyên giáo Quận ủy Lê Chân"),
]


@pytest.mark.parametrize("text", PERSONS)
def test_a_person_named_for_an_organisation_is_noticed(text):
    assert person(text)


@pytest.mark.parametrize("text", BODIES)
def test_an_organisation_is_no_person(text):
    assert person(text) is None


def test_no_organisation_of_the_repository_is_taken_for_a_person():
    """Every text after the keys that name one, and every agency, unit and commune by its own name."""
    key = re.compile(
        r"\b(?:prepared_by|(?:verified|replied|decided)_by|issuer|holder|name|vi|en): *([^{},\n]+)"
    )
    names = {
        name.strip(" \"'")
        for folder in ("evidence", "examples", "criteria")
        for path in (ROOT / folder).rglob("*.yml")
        for name in key.findall(path.read_text(encoding="utf-8"))
    }
    assert len(names) > 300
    assert [name for name in sorted(names) if person(name)] == []


def test_what_the_repository_holds_is_no_personal_data():
    for folder in ("evidence", "examples", "criteria"):
        for path in (ROOT / folder).rglob("*.yml"):
            content = path.read_bytes()
            assert check_personal(read(path.name, content)[0], content) == [], path
    assert (HERE / "valid" / "not-personal").is_dir()


@pytest.mark.parametrize("text", [text for texts in PERSONAL.values() for text in texts])
@pytest.mark.parametrize("case", [str, str.upper, str.lower, str.title])
def test_the_quick_look_at_the_bytes_overlooks_nothing(text, case):
    """It may only say wrongly that something could be there."""
    for around in ("{}", "a: {}\nsha256: " + "0" * 64 + "\n", "sha256: " + "ab" * 32 + "\nb: '{}'\n"):
        written = around.format(case(text))
        if personal_data(legible(written)) and not is_disguised(written):
            assert not surely_none(written.encode())


@given(
    st.text("0123456789 .()-·\u00a0–ab@:\nSĐT", max_size=40), st.sampled_from(["", "sha256: " + "12" * 32])
)
def test_the_quick_look_overlooks_no_number(text, before):
    written = before + text
    if personal_data(written):
        assert not surely_none(written.encode())


@given(st.text("ab :-\n'\"\\[]{},?|>#\u00a0\u0301é\u200b", max_size=60))
def test_in_a_literal_file_everything_stands_as_it_is_read(text):
    file, _ = read("f.yml", text.encode())
    if file.literal:
        lines = unicodedata.normalize("NFC", text).split("\n")
        assert all(any(value in line for line in lines) for _, value in check._strings(file.data, ()))
        assert set(file.letters) == {char for char in text if not char.isascii()}
