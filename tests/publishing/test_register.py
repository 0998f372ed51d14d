"""The register is the same from what is kept as from the dossiers, and nothing is kept of what follows from others."""

import pytest

from minhchung.publishing.entries import Entry
from minhchung.publishing.register import registered
from tests.publishing.small_city import site, small_city


class Shelf:
    """A store in memory."""

    code = "this"
    empty = False

    def __init__(self):
        self.blobs = {}

    def get(self, keys):
        return {key: self.blobs[key] for key in keys if key in self.blobs}

    def put(self, blobs):
        self.blobs |= dict(blobs)


@pytest.fixture
def whole():
    return site(small_city(), day="2022-12-31")


def test_an_entry_is_what_was_written(whole):
    for dossier in whole.evidence.dossiers.values():
        entry = Entry.read(Entry.of(dossier, whole.results), {})
        assert (entry.head.unit, entry.head.year) == (dossier.unit, dossier.year)
        for basis, findings in entry.findings.items():
            result = whole.results[dossier.unit, dossier.year, basis]
            assert list(findings) == list(result.findings)
            for id_, finding in findings.items():
                given = result.findings[id_]
                same = (finding.status, finding.level, finding.tally, finding.why)
                assert same == (given.status, given.level, given.tally, given.why)
                assert repr(finding.claim and finding.claim.value) == repr(given.claim and given.claim.value)


def test_the_register_is_the_same_from_what_is_kept(whole, monkeypatch):
    shelf, keys = Shelf(), dict.fromkeys(whole.evidence.dossiers, "abc")
    first = registered(whole.evidence, whole.results, keys, shelf)
    assert first == registered(whole.evidence, whole.results)
    counting = {
        result.unit for result in whole.results.values() if any(f.tally for f in result.findings.values())
    }
    assert len(shelf.blobs) == sum(unit not in counting for unit, _ in keys) > 0
    asked, of = [], Entry.of

    def noted(dossier, results):
        asked.append(dossier)
        return of(dossier, results)

    monkeypatch.setattr(Entry, "of", noted)
    assert registered(whole.evidence, whole.results, keys, shelf) == first
    assert {dossier.unit for dossier in asked} <= counting


def test_what_is_kept_and_is_no_entry_is_made_anew(whole):
    shelf, keys = Shelf(), dict.fromkeys(whole.evidence.dossiers, "abc")
    first = registered(whole.evidence, whole.results, keys, shelf)
    shelf.blobs = dict.fromkeys(shelf.blobs, b'["os.system"]')
    assert registered(whole.evidence, whole.results, keys, shelf) == first
