"""Pages as publishing gives them to the search, of a country: many units, each with its communes and years."""

from collections.abc import Iterator
from itertools import islice, product

from minhchung.publishing.page import Page

FIRST = [
    "An",
    "Bình",
    "Cát",
    "Châu",
    "Đại",
    "Đằng",
    "Đông",
    "Đồng",
    "Giang",
    "Hà",
    "Hải",
    "Hoàng",
    "Hồng",
    "Hưng",
    "Kiến",
    "Kim",
    "Lâm",
    "Long",
    "Lương",
    "Minh",
    "Mỹ",
    "Nam",
]
SECOND = [
    "Bảo",
    "Dương",
    "Đức",
    "Giàng",
    "Hậu",
    "Hòa",
    "Khê",
    "Lãng",
    "Lạc",
    "Mỗ",
    "Nghĩa",
    "Ngãi",
    "Phúc",
    "Quới",
    "Sơn",
    "Thạnh",
    "Thắng",
    "Thịnh",
    "Thụy",
    "Trạch",
]
THIRD = ("", " Đông", " Tây", " Nam", " Bắc")
COMMUNES = 8
DOCUMENTS = 34
YEARS = range(2022, 2027)


def names() -> Iterator[str]:
    """Names of two or three syllables, each once."""
    return ("".join(parts) for parts in product((f"{name} " for name in FIRST), SECOND, THIRD))


def pages(units: int) -> Iterator[Page]:
    communes = tuple(f"Xã {name}" for name in names())
    for number, name in enumerate(islice(names(), units)):
        path, unit = f"units/huyen-so-{number}", f"Huyện {name}"
        own = [communes[(number * 7 + commune * 11) % len(communes)] for commune in range(COMMUNES)]
        yield Page(
            pattern="units/UNIT",
            path=path,
            title=unit,
            search_text=" ".join((unit, f"{number:05}", *own)),
            search_boost=2,
        )
        for year in YEARS:
            documents = (f"{number + document}/BC-UBND" for document in range(DOCUMENTS))
            yield Page(
                pattern="units/UNIT/YEAR",
                path=f"{path}/{year}",
                title=f"{unit}, năm {year}",
                search_text=" ".join((unit, str(year), *documents)),
                search_boost=2,
            )
