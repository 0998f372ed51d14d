"""A dossier's page is made from its slice alone, and what is kept of it is never stale."""

import os
import shutil
import subprocess
from dataclasses import replace
from functools import partial
from random import Random

import pytest
import yaml

from minhchung import kept, workspace
from minhchung.kept import Store
from minhchung.parallel import in_order
from minhchung.publishing import build, dossiers
from minhchung.publishing.pages import dossier
from minhchung.publishing.publish import Publication
from minhchung.publishing.slices import Slices, marks, told
from minhchung.publishing.view import View
from tests.hostile.small_site import ROOT, UNITS, built_frames, city
from tests.publishing.small_city import site, small_city

REVISION = "0123456789abcdef0123456789abcdef01234567"


def dated(lang):
    return replace(
        site(small_city(), lang),
        revision=REVISION,
        day="2023-01-02",
        report="https://x.example/{title}{body}",
    )


@pytest.mark.parametrize("lang", ["vi", "en"])
def test_a_page_is_the_same_from_its_slice_as_from_everything(lang):
    whole = View(dated(lang))
    parts = Slices(whole, {})
    for year in whole.years:
        for unit in whole.units(year):
            of = View(parts.of((unit.id, year), None))
            assert dossier.page(of, unit, year) == dossier.page(whole, unit, year)


@pytest.mark.parametrize("lang", ["vi", "en"])
def test_what_is_kept_becomes_the_same_page_when_it_goes_out(lang):
    whole = View(dated(lang))
    keys = dict.fromkeys(whole.evidence.dossiers, "abc")
    parts = Slices(whole, keys)
    seen = 0
    for key in keys:
        seal = parts.seal(key)
        if seal is None:
            continue
        unit = whole.evidence.units[key[0]]
        kept = dossier.page(View(parts.of(key, seal)), unit, key[1])
        slots = {name: slot.encode() for name, slot in kept.slots.items()}
        page, restored = dossiers.unpacked(dossiers.packed(replace(kept, slots={}), slots))
        assert (page, restored) == (replace(kept, slots={}), slots)
        text = b"".join(slots.values())
        assert marks(seal)[0].encode() in text
        assert REVISION[:12].encode() not in text
        seen += marks(seal)[1].encode() in text
    assert seen


def test_equal_values_are_told_alike_and_others_otherwise():
    assert told(frozenset("abc")) == told(frozenset("cab"))
    assert told({"a": 1}) == told({"a": 1}) != told({"a": "1"})
    assert told(("a", ("b",))) != told(("a", "b"))
    assert told(dated("vi").evidence.units) != told({})


def made_of():
    """Two districts and their city: what lists the others is left out."""
    files = city()
    units = yaml.safe_load(files["units.yml"])
    units["units"] = [unit for unit in units["units"] if unit["id"] in UNITS]
    return {**files, "units.yml": yaml.safe_dump(units, allow_unicode=True, sort_keys=False).encode()}


class City:
    """A git repository with three units of the fictional city, whose dossiers' pages are built."""

    def __init__(self, root):
        self.root, self.evidence = root, root / "evidence"
        shutil.copytree(ROOT / "criteria", root / "criteria")
        shutil.copy(ROOT / "mkdocs.yml", root)
        for path, content in made_of().items():
            file = self.evidence / path
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_bytes(content)
        (root / ".gitignore").write_text(".cache\n")
        self.git("init", "--quiet")
        self.commit()

    def git(self, *arguments):
        who = ("-c", "user.name=a", "-c", "user.email=a@example.vn")
        environment = os.environ | {"GIT_CONFIG_GLOBAL": os.devnull}
        command = ("git", "-C", self.root, *who, *arguments)
        subprocess.run(command, env=environment, check=True, capture_output=True)

    def commit(self):
        self.git("add", "--all")
        self.git("commit", "--quiet", "--allow-empty", "--message", "a change")

    def replace(self, path, old, new):
        file = self.root / path
        text = file.read_text("utf-8")
        if old in text:
            file.write_text(text.replace(old, new), "utf-8")

    def built(self):
        return dict(build.site(*build.repository(self.evidence, self.root / "criteria")))


OWN = "evidence/song-xanh/2022/"


def new_dossier(city):
    old, new = city.evidence / "hoa-nang" / "2022", city.evidence / "hoa-nang" / "2023"
    if not new.exists():
        shutil.copytree(old, new)
        for file in new.glob("*.yml"):
            file.write_text(file.read_text("utf-8").replace("year: 2022", "year: 2023"), "utf-8")


def ended(city):
    city.replace(
        "evidence/units.yml",
        "- id: hoa-nang\n",
        "- id: hoa-nang\n  until: '2023-06-30'\n  replaced_by: [song-xanh]\n",
    )


CHANGES = {
    "a figure": lambda city: city.replace(OWN + "self-assessment.yml", "count: 61,", "count: 60,"),
    "a document": lambda city: city.replace(OWN + "self-assessment.yml", "title: ", "title: Bản sao "),
    "a verdict": lambda city: city.replace(OWN + "verification.yml", "accepted", "rejected"),
    "a new dossier": new_dossier,
    "a dossier gone": lambda city: shutil.rmtree(city.evidence / "hoa-nang" / "2023", ignore_errors=True),
    "a file gone": lambda city: (city.root / OWN / "reply.yml").unlink(missing_ok=True),
    "a unit renamed": lambda city: city.replace("evidence/units.yml", "Quận Sông Xanh", "Quận Suối Xanh"),
    "a unit that ended": ended,
    "a stray file": lambda city: (city.root / OWN / "decision.yaml").write_text("x"),
    "no stray file": lambda city: (city.root / OWN / "decision.yaml").unlink(missing_ok=True),
    "a commit": City.commit,
    "another commit": City.commit,
    "a rule of the criteria": lambda city: city.replace(
        "criteria/hai-phong-2022/district.yml", "percent: 70", "percent: 71"
    ),
    "a text of the criteria": lambda city: city.replace(
        "criteria/hai-phong-2022/district.yml", "learning district", "district that learns"
    ),
    "a reading": lambda city: city.replace(
        "criteria/hai-phong-2022/readings.yml", "question:\n      vi: ", "question:\n      vi: À, "
    ),
    "where errors are reported": lambda city: city.replace("mkdocs.yml", "TEN_TO_CHUC", "khac"),
}


def warm_and_cold(monkeypatch, built):
    """What is built by two processes that find what was kept, and by one that finds nothing."""
    with monkeypatch.context() as changed:
        for module in (build, workspace):
            changed.setattr(module, "in_order", partial(in_order, few=1, processes=2))
        warm = built()
    with monkeypatch.context() as changed:
        changed.setattr(workspace, "Store", lambda _: Store(None))
        for module in (build, workspace):
            changed.setattr(module, "in_order", map)
        return warm, built()


@pytest.fixture
def pages_alone(monkeypatch):
    """The pages of dossiers in the languages that are asked for, and nothing else of the site."""

    def langs(*asked):
        frames = {of.lang: of for of in built_frames() if of.lang in asked}
        monkeypatch.setattr(build, "load", lambda *_: [frames])

    monkeypatch.setattr(build, "configured", lambda _: [{}])
    monkeypatch.setattr(build, "lists", lambda _: ())
    monkeypatch.setattr(build, "badges", lambda _: ())
    monkeypatch.setattr(build, "export", lambda *_: ())
    monkeypatch.setattr(build, "atoms", lambda *_: ())
    monkeypatch.setattr(Publication, "rest", lambda _: ())
    return langs


@pytest.mark.parametrize(("seed", "lang"), [(1, "vi"), (2, "en")])
def test_no_page_is_stale(tmp_path, monkeypatch, pages_alone, seed, lang):
    """After any changes the pages of a build that finds what was kept are those of one that finds nothing."""
    of, chance = City(tmp_path / "city"), Random(seed)
    pages_alone("vi", lang)
    of.built()
    order = chance.sample(sorted(CHANGES), len(CHANGES))
    for names in zip(order[::2], order[1::2], strict=True):
        for name in names:
            CHANGES[name](of)
        warm, cold = warm_and_cold(monkeypatch, of.built)
        assert warm == cold, names


def test_a_page_is_made_once_until_it_changes(tmp_path, monkeypatch, pages_alone):
    of = City(tmp_path / "city")
    pages_alone("vi", "en")
    made = []

    def page(view, unit, year, real=dossier.page):
        made.append((view.s.lang, unit.id))
        return real(view, unit, year)

    monkeypatch.setattr(dossier, "page", page)
    counted = [
        ("vi", "may-biec"),
        ("en", "may-biec"),
    ]  # an indicator of the city counts the results of others
    of.built()
    assert len(made) == 6
    made.clear()
    of.commit()
    of.built()
    assert made == counted
    made.clear()
    CHANGES["a figure"](of)
    of.commit()
    of.built()
    assert sorted(made) == sorted([*counted, ("vi", "song-xanh"), ("en", "song-xanh")])
    made.clear()
    monkeypatch.setattr(kept, "code", lambda: "another template")
    of.built()
    assert len(made) == 6
