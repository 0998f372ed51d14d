"""The history in the open data is that of the command, from the first appearance of each value on."""

from collections import Counter
from dataclasses import replace

from minhchung.history.gather import opened
from minhchung.opendata.data import CityData
from minhchung.opendata.of_dossiers import text as as_text
from minhchung.opendata.one import keys
from minhchung.workspace import Workspace
from tests.opendata.cities import ROOT, example, rows


def change(row):
    place = (row["unit"], row["year"], f"{row['file']}.yml", row["indicator"], row["field"], row["kind"])
    return (*place, row["old"], row["new"], row["commit"])


def told(change):
    place = (change.unit, change.year, change.file, change.indicator, change.field, change.kind)
    return (*place, as_text(change.old), as_text(change.new), change.commit)


def test_what_the_files_began_with_is_what_the_command_says():
    """Worked out backwards from today's files; the command reads the old ones."""
    workspace = Workspace.open(ROOT / "examples" / "may-biec", ROOT / "criteria", "HEAD")
    with opened(workspace) as past:
        expected = Counter(told(change) for of in past.all_changes().values() for change in of)
    data = CityData(example().site, "", workspace.checked.sources)
    assert Counter(change(row) for row in rows(data, "history") if row["kind"] != "recorded") == expected


def test_a_value_appears_with_an_empty_old_one_right_after_its_file():
    of_dossier = [
        row for row in rows(example(), "history") if (row["unit"], row["year"]) == ("song-xanh", 2022)
    ]
    count = next(row for row in of_dossier if (row["indicator"], row["field"]) == ("2.1.1", "count"))
    assert (count["old"], count["new"]) == (None, "61")
    recorded = next(row for row in of_dossier if row["kind"] == "recorded" and row["file"] == count["file"])
    assert recorded["number"] < count["number"]
    assert recorded["commit"] == count["commit"]


def test_files_that_are_not_in_git_began_with_nothing_yet():
    site = replace(example().site, revision=None)
    assert site.past is not None
    data = CityData(site, "", example().sources)
    changes = [told(change) for key in keys(data) for change in site.past.changes.get(key, ())]
    assert [change(row) for row in rows(data, "history")] == changes
