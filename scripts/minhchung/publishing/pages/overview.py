"""What the home page and a year's page share: the count of units by state, the tile map, the obstacles. Pure."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from minhchung.assessing.model import Result
from minhchung.criteria.model import CriteriaSet, Indicator
from minhchung.criteria.rules import Tally
from minhchung.evidence.model import BASES, Basis, Unit
from minhchung.i18n import N_
from minhchung.publishing.pages.needs import MISSING
from minhchung.publishing.view import State, View, furthest_basis


@dataclass(frozen=True, slots=True)
class Tile:
    """A district on the map of equal tiles; `place` is empty where units.yml gives it none."""

    unit: Unit
    name: str
    state: State
    place: str

    @property
    def classes(self) -> str:
        return f"mc-tile mc-tile--{self.state.tile}{self.place}"


@dataclass(frozen=True, slots=True)
class Figure:
    """A number to begin with, and what it counts."""

    number: str
    label: str


@dataclass(frozen=True, slots=True)
class Obstacle:
    """An indicator on which units fail or of which they have no usable figure."""

    indicator: Indicator
    criteria: CriteriaSet
    not_met: int
    missing: int


def tiles(view: View, year: int) -> list[Tile]:
    """The districts of a year with the state of the last step each dossier has reached."""
    found = []
    for unit in view.districts(year):
        place = f" mc-tile--c{unit.tile[0]} mc-tile--r{unit.tile[1]}" if unit.tile else ""
        found.append(Tile(unit, view.short_name(unit), view.furthest(unit.id, year), place))
    return found


def by_badge(found: list[Tile]) -> list[list[Tile]]:
    """The tiles by what their badge says, the highest level first."""
    groups: dict[tuple[str, str], list[Tile]] = {}
    for tile in found:
        groups.setdefault((tile.state.tile, tile.state.badge), []).append(tile)
    order = sorted(
        groups,
        key=lambda key: (-1 if groups[key][0].state.level is None else groups[key][0].state.level, key),
        reverse=True,
    )
    return [groups[key] for key in order]


def figures(view: View, year: int) -> list[Figure]:
    """How many districts submitted, were verified, reach a level, were recognised; nothing before the first."""
    s, districts = view.s, view.districts(year)
    dossiers = [view.head(unit.id, year) for unit in districts]
    submitted = sum(
        d.self_assessment is not None and d.self_assessment.submitted is not None for d in dossiers
    )
    verified = sum(d.verification is not None for d in dossiers)
    reached = sum(
        _level(view.brief(unit.id, year, furthest_before(view, unit, year))) > 0 for unit in districts
    )
    recognised = sum(_level(view.brief(unit.id, year, "official")) > 0 for unit in districts)
    if not submitted and not verified and not recognised:
        return []  # a row of zeros would read as a result, and there is none
    total = s.number(len(districts))
    return [
        Figure(
            f"{s.number(submitted)}/{total}", s._(N_("{members} đã nộp hồ sơ"), members=view.members(year))
        ),
        Figure(f"{s.number(verified)}/{total}", s._(N_("đã được thẩm định"))),
        Figure(
            f"{s.number(reached)}/{total}",
            s._(N_("đủ điều kiện từ mức độ 1 (theo kết quả thẩm định, hoặc tự đánh giá nếu chưa thẩm định)")),
        ),
        Figure(f"{s.number(recognised)}/{total}", s._(N_("đã có quyết định công nhận"))),
    ]


def furthest_before(view: View, unit: Unit, year: int) -> Basis:
    """The last basis that rests on figures: verification, or claims."""
    return "verified" if view.head(unit.id, year).verification is not None else "self"


def _level(result: Result | None) -> int:
    return result.level or 0 if result is not None and not result.draft else 0


def headline(view: View, year: int) -> str:
    """The year in one sentence."""
    s, districts = view.s, view.districts(year)
    submitted = sum(
        sa is not None and sa.submitted is not None
        for sa in (view.head(unit.id, year).self_assessment for unit in districts)
    )
    total = s.number(len(districts))
    if not districts:
        return s._(
            N_("Cuối năm {year}, danh mục không có đơn vị nào dưới {city}: không có gì để đếm."),
            year=str(year),
            city=view.city.name,
        )
    if not submitted:
        return s._(
            N_(
                "Năm {year}, kho này chưa có hồ sơ của đơn vị nào trong {total} {members}. "
                "Chưa có hồ sơ không có nghĩa là chưa đạt: kết quả có thể đã có ở nơi khác mà chưa được công bố."
            ),
            year=str(year),
            total=total,
            members=view.members(year),
        )
    if submitted == len(districts):
        return s._(
            N_("Năm {year}, cả {total} {members} đã nộp hồ sơ tự đánh giá."),
            year=str(year),
            total=total,
            members=view.members(year),
        )
    return s._(
        N_("Năm {year}, {n} trên {total} {members} đã nộp hồ sơ tự đánh giá."),
        year=str(year),
        n=s.number(submitted),
        total=total,
        members=view.members(year),
    )


def pilots(view: View, year: int) -> str:
    """How many districts take part in the pilot; empty where all do."""
    districts = view.districts(year)
    taking_part = sum(unit.pilot for unit in districts)
    if taking_part == len(districts):
        return ""
    return view.s._(N_("Kế hoạch chọn {n} đơn vị tham gia thí điểm."), n=view.s.number(taking_part))


def obstacles(view: View, units: Iterable[Unit], year: int) -> list[Obstacle]:
    """The indicators that stand in the way of the units that have a dossier, the most frequent first."""
    failing: Counter[tuple[str, str]] = Counter()
    missing: Counter[tuple[str, str]] = Counter()
    sets: dict[str, CriteriaSet] = {}
    for unit in units:
        dossier = view.head(unit.id, year)
        if dossier.self_assessment is None:
            continue
        basis = furthest_basis(dossier)
        result = view.brief(unit.id, year, "self" if basis == "self" else "verified")
        if result is None:
            continue
        criteria = sets.setdefault(result.criteria, view.criteria(unit, year))
        for id_, finding in result.findings.items():
            if finding.status == "not-met":
                failing[criteria.id, id_] += 1
            elif finding.status in MISSING:
                missing[criteria.id, id_] += 1
    keys = sorted(failing.keys() | missing.keys(), key=lambda key: (-failing[key], -missing[key], key))
    return [
        Obstacle(sets[set_].indicators[id_], sets[set_], failing[set_, id_], missing[set_, id_])
        for set_, id_ in keys
    ]


def impossible(view: View, year: int) -> list[str]:
    """Rules that the pilot alone can never fulfil: fewer pilot units than the rule asks for.

    Nothing is said where the rule is met all the same: then others than the pilot have reached a level.
    """
    s, said = view.s, []
    criteria = view.criteria(view.city, year)
    districts = view.districts(year)
    taking_part = sum(unit.pilot for unit in districts)
    for indicator in criteria.indicators.values():
        rule = indicator.rule
        if rule.kind != "units-at-level" or rule.of != "all" or rule.percent is None or not districts:
            continue
        if 100 * taking_part >= rule.percent * len(districts) or _met(view, indicator.id, year):
            continue
        tally = Tally(taking_part, 0, len(districts))
        said.append(
            s._(
                N_(
                    "Chỉ báo {id} cần từ {percent} {members}, nhưng chỉ có {n} đơn vị thí điểm: dù tất cả đều đạt cũng chỉ là {value}."
                ),
                id=indicator.id,
                percent=s.percent(rule.percent),
                members=view.members(year),
                n=s.number(taking_part),
                value=s.value(tally, indicator),
            )
        )
    return said


def _met(view: View, indicator: str, year: int) -> bool:
    """Whether the city meets an indicator on any basis."""
    results = [view.brief(view.city.id, year, basis) for basis in BASES]
    return any(
        result is not None and indicator in result.findings and result.findings[indicator].status == "met"
        for result in results
    )
