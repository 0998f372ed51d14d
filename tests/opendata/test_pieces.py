"""What the open data have of a dossier is made from its slice alone, and what is kept of it is never stale."""

import shutil
from dataclasses import replace
from functools import partial
from random import Random

import pytest

from minhchung.opendata import pieces as module
from minhchung.opendata.one import keys
from minhchung.opendata.piece import piece
from minhchung.opendata.pieces import packed, unpacked
from minhchung.parallel import in_order
from minhchung.publishing import build, dossiers
from minhchung.publishing.publish import Publication
from minhchung.publishing.slices import Slices
from tests.hostile.small_site import built_frames
from tests.opendata.cities import example
from tests.publishing.test_slices import CHANGES, OWN, City, warm_and_cold


def test_a_piece_is_the_same_from_its_slice_as_from_everything():
    slices = Slices(example().view, {})
    for key in keys(example()):
        whole = piece(example(), key)
        assert piece(replace(example(), site=slices.of(key, None)), key) == whole
        assert unpacked(packed(whole)) == whole


def test_of_what_is_kept_nothing_names_the_commit_that_it_is_of():
    revision = (example().site.revision or "").encode()
    for key in keys(example()):
        made = piece(example(), key)
        assert revision not in made.dossier
        assert not [lines for lines in made.rows if revision in lines.content]
        assert revision in made.of(revision.decode()).dossier


def test_a_blob_that_is_no_piece_is_made_again(monkeypatch):
    """Whoever filled the cache."""
    asked = keys(example())[:1]

    class Filled:
        code = "code"
        empty = False

        def get(self, names):
            return dict.fromkeys(names, b"no piece")

        def put(self, blobs):
            dict(blobs)

    monkeypatch.setattr(module, "keys", lambda _: asked)
    slices = Slices(example().view, dict.fromkeys(asked, "a"))
    assert list(module.pieces(example(), slices, Filled(), in_order)) == [piece(example(), asked[0])]


@pytest.fixture
def data_alone(monkeypatch):
    """The data, made in two processes, and nothing else of the site; the workbook is made of the tables."""
    monkeypatch.setattr(build, "load", lambda *_: [{"vi": built_frames()[0]}])
    monkeypatch.setattr(build, "configured", lambda _: [{}])
    monkeypatch.setattr(build, "lists", lambda _: ())
    monkeypatch.setattr(build, "badges", lambda _: ())
    monkeypatch.setattr(build, "atoms", lambda *_: ())
    monkeypatch.setattr(dossiers, "files", lambda *_: ())
    monkeypatch.setattr(Publication, "rest", lambda _: ())
    monkeypatch.setattr("minhchung.opendata.export.workbook", lambda *_: b"")


def built(of):
    made = build.site(*build.repository(of.evidence, of.root / "criteria"))
    return {path: content if isinstance(content, bytes) else b"".join(content) for path, content in made}


def renamed(city):
    """Its dossiers are those of nobody; their history remains."""
    city.replace("evidence/units.yml", "id: hoa-nang", "id: hoa-lan")


MORE = {
    "a page of a document": lambda city: city.replace(OWN + "self-assessment.yml", "page: 1", "page: 2"),
    "no documents": lambda city: shutil.rmtree(city.root / OWN / "documents", ignore_errors=True),
    "a unit under another name": renamed,
}


def test_no_row_is_stale(tmp_path, monkeypatch, data_alone):
    """After any changes the data of a build that finds what was kept are those of one that finds nothing."""
    of, chance = City(tmp_path / "city"), Random(2022)
    changes = CHANGES | MORE
    built(of)
    order = chance.sample(sorted(changes), len(changes))
    for names in (order[start : start + 5] for start in range(0, len(order), 5)):
        for name in names:
            changes[name](of)
        warm, cold = warm_and_cold(monkeypatch, partial(built, of))
        assert warm == cold, names


def test_a_piece_is_made_once_until_it_changes(tmp_path, monkeypatch, data_alone):
    of = City(tmp_path / "city")
    made = []

    def counted(data, key, real=piece):
        made.append(key)
        return real(data, key)

    monkeypatch.setattr(module, "piece", counted)
    built(of)
    assert len(made) > 2
    made.clear()
    of.commit()
    built(of)
    assert {unit for unit, _ in made} == {"may-biec"}  # an indicator of the city counts the results of others
    made.clear()
    CHANGES["a figure"](of)
    of.commit()
    built(of)
    assert {unit for unit, _ in made} == {"may-biec", "song-xanh"}
