"""A city of many districts, which are all alike: what the tests of long lists are made from."""

from dataclasses import replace
from functools import cache

from minhchung.evidence.model import Dossier, Evidence, Observation, Unit
from minhchung.i18n import Lang
from minhchung.publishing.page import Page
from minhchung.publishing.pages import lists
from minhchung.publishing.view import View
from tests.publishing.small_city import site, small_city

WATERS = ("Sông", "Hồ", "Vịnh", "Đầm", "Ao", "Ấp", "Suối", "Âu")
KINDS = ("Quận", "Huyện")


def large_city(districts: int) -> Evidence:
    """The small city with so many more districts, each with the dossier of Sông Xanh, and observations."""
    small = small_city()
    city, model = small.city(), small.dossiers["song-xanh", 2022]
    submission = model.self_assessment
    assert submission is not None
    said = Observation("3.1.1", "Tỷ lệ đã thấp.", None)
    found: dict[tuple[str, int], Dossier] = {}
    units = {city.id: city}
    for number in range(districts):
        kind, id_ = KINDS[number % 2], f"don-vi-{number}"
        name = f"{kind} {WATERS[number % 8]} Xanh {number + 1}"
        units[id_] = Unit(id_, None, name, kind.casefold(), parent=city.id, pilot=True)
        own = replace(submission, unit=id_, observations=(said,))
        verified = number % 3 == 0
        found[id_, 2022] = replace(
            model,
            unit=id_,
            self_assessment=own,
            verification=model.verification if verified else None,
            reply=None,
            decision=None,
        )
    return replace(small, units=units, dossiers=found)


@cache
def large_site(districts: int, lang: Lang = "vi") -> dict[str, Page]:
    """Every page but those of dossiers, by path."""
    view = View(site(large_city(districts), lang, day="2022-12-31"))
    return {page.path: page for page in lists(view)}
