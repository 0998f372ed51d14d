"""Export, read back, assess again: the same results, from the tables alone and from the JSON alone."""

import json

import pytest

from minhchung.assessing.as_json import as_text, document
from minhchung.assessing.assess import assess
from tests.dossiers import evidence
from tests.opendata import reader
from tests.opendata.cities import city_of, example, exported, files_of
from tests.random_dossiers import Draw


def published(files):
    """results.json, without what only git can tell."""
    return [
        {key: value for key, value in result.items() if key != "stale"}
        for result in json.loads(files["results.json"])["results"]
    ]


@pytest.mark.parametrize("read", [reader.from_tables, reader.from_json])
def test_the_example_assessed_again_has_the_same_results(read):
    """Every unit, year and basis: status, level, findings, values, what is missing, readings; rules included."""
    again = assess(read(exported()), reader.editions(exported()))
    assert document(again.values(), None)["results"] == published(exported())


def test_results_json_is_what_assess_prints():
    """To the byte: one result on a line."""
    site = example().site
    stale = {(unit, year): example().stale((unit, year)) for unit, year, _ in site.results}
    said = as_text(site.results.values(), site.revision, stale)
    assert exported()["results.json"].decode() == said + "\n"


@pytest.mark.parametrize("seed", range(3))
def test_any_city_read_back_from_its_tables_has_the_same_results(seed):
    """Invented cities, 20 years each, with every kind of claim, verdict, decision and gap."""
    data = city_of(evidence(*Draw(seed).city()))
    files = files_of(data)
    again = assess(reader.from_tables(files), reader.editions(files))
    assert document(again.values(), None)["results"] == published(files)
