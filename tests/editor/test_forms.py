"""What the form asks for is what the schema accepts, for every kind of file and both criteria sets."""

from pathlib import Path

import pytest
import yaml

from minhchung.criteria.schema import KINDS
from minhchung.editor.config import config, serialised
from minhchung.editor.fields import form
from minhchung.editor.forge import Backend
from minhchung.workspace import Workspace

ROOT = Path(__file__).parents[2]
HERE = Backend({"name": "proxy"}, ("http://127.0.0.1:1",))
WIDGETS = {"string", "text", "select", "list", "object", "file", "figure", "day", "cited", "optional"}


@pytest.fixture(scope="module")
def real() -> Workspace:
    return Workspace.open(ROOT / "evidence", ROOT / "criteria")


@pytest.fixture(scope="module")
def example() -> Workspace:
    return Workspace.open(ROOT / "examples" / "may-biec", ROOT / "criteria")


@pytest.fixture(scope="module")
def sets(real):
    return real.editions["hai-phong-2022"].sets


def named(fields, *path):
    """The field at a path of names."""
    for name in path:
        field = next(field for field in fields if field["name"] == name)
        fields = field.get("fields", [])
    return field


def every(fields):
    for field in fields:
        yield field
        yield from every(field.get("fields", []))


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("name", ["district", "city"])
def test_every_field_has_a_label_and_a_widget_that_exists(sets, name, kind):
    for field in every(form(sets[name], kind)):
        assert field["widget"] in WIDGETS
        assert field["label"]
        assert field["label"] != field["name"]  # a key of the file is no word for a person
        assert field.get("hint", "")[:1].upper() == field.get("hint", "")[:1]
        assert "true" not in field.get("hint", "")  # words of YAML have no place in a form
        assert "false" not in field.get("hint", "")


@pytest.mark.parametrize("name", ["district", "city"])
def test_every_indicator_that_takes_a_claim_is_there_with_its_official_wording(sets, name):
    asked = named(form(sets[name], "self-assessment"), "indicators")["fields"]
    claimed = [i for i in sets[name].indicators.values() if i.measure.kind != "derived"]
    assert [field["name"] for field in asked] == [indicator.id for indicator in claimed]
    for field, indicator in zip(asked, claimed, strict=True):
        assert field["label"] == f"{indicator.id}. {indicator.name.vi}"
        assert indicator.quote.official in field["hint"]
        assert indicator.guidance.official in field["hint"]


def test_each_measure_has_the_fields_of_its_claim(sets):
    district, city = (
        named(form(sets[n], "self-assessment"), "indicators")["fields"] for n in ("district", "city")
    )

    def keys(fields, *path):
        return [f["name"] for f in named(fields, *path)["fields"] if f["required"]]

    assert keys(district, "1.1.1") == ["met"]
    assert keys(district, "2.1.1") == ["count", "total"]
    assert keys(district, "3.2.2") == ["percent"]
    assert keys(district, "3.1.1") == ["previous", "current"]
    assert keys(district, "3.1.2", "parts") == [
        "solid-waste",
        "residential-wastewater",
        "industrial-wastewater",
    ]
    assert keys(city, "3.1.3", "parts", "registered") == ["previous", "current"]


def test_figures_have_the_limits_of_the_rules(sets):
    asked = form(sets["district"], "self-assessment")
    waste = named(asked, "indicators", "3.1.2", "parts", "solid-waste")
    assert (waste["widget"], waste["whole"], waste["min"], waste["max"]) == ("figure", False, 0, 100)
    count = named(asked, "indicators", "2.1.1", "count")
    assert (count["widget"], count["whole"], count["min"]) == ("figure", True, 0)


def test_a_claim_may_stay_empty_and_what_is_in_it_may_not(sets):
    claim = named(form(sets["district"], "self-assessment"), "indicators", "2.1.1")
    assert (claim["widget"], claim["required"]) == ("optional", False)


def test_evidence_is_chosen_from_the_documents_of_the_file_and_later_files_may_name_earlier_ones(sets):
    path = ("indicators", "1.1.1", "evidence", "document")
    own = named(form(sets["district"], "self-assessment"), *path)
    assert (own["widget"], own["free"]) == ("cited", False)
    assert named(form(sets["district"], "verification"), *path)["free"] is True


def test_choices_are_in_words(sets):
    verdict = named(form(sets["district"], "verification"), "indicators", "1.1.1", "outcome")
    assert [option["label"] for option in verdict["options"]] == [
        *("Chấp nhận", "Điều chỉnh", "Không chấp nhận", "Không áp dụng")
    ]
    observed = named(form(sets["city"], "self-assessment"), "observations", "indicator")
    assert observed["options"][0]["label"].startswith("1.1.1. ")


def asked(workspace: Workspace, backend: Backend = HERE):
    return config(workspace.evidence, workspace.editions, backend, "https://x.example/", "criteria")


def files(configuration, unit):
    """The files of a unit: year/kind.yml."""
    found: list[dict[str, str]] = next(
        (c["files"] for c in configuration["collections"] if c["name"] == unit), []
    )
    return ["/".join(file["file"].split("/")[-2:]) for file in found]


def test_every_unit_may_begin_its_self_assessment_for_the_year_of_the_roadmap(real):
    configuration = asked(real)
    existing = [unit.id for unit in real.evidence.units.values() if unit.exists_in(2022)]
    assert [c["name"] for c in configuration["collections"]] == existing
    assert files(configuration, "hong-bang") == ["2022/self-assessment.yml"]


def test_a_verification_comes_after_a_self_assessment_and_a_reply_after_a_verification(example):
    configuration = asked(example)
    there = {(u, y) for (u, y), dossier in example.evidence.dossiers.items() if dossier.verification}
    for unit in example.evidence.units:
        for file in files(configuration, unit):
            year, kind = file.split("/")
            dossier = example.evidence.dossiers.get((unit, int(year)))
            if kind == "verification.yml":
                assert dossier is not None
                assert dossier.self_assessment or dossier.verification
            if kind == "reply.yml":
                assert (unit, int(year)) in there or (dossier and dossier.reply)


def test_a_unit_that_is_gone_begins_nothing(example):
    configuration = asked(example)
    for unit in example.evidence.units.values():
        for file in files(configuration, unit.id):
            year, kind = int(file[:4]), file[5:-4].replace("-", "_")
            dossier = example.evidence.dossiers.get((unit.id, year))
            assert unit.exists_in(year) or (dossier and getattr(dossier, kind))


def test_where_the_editor_cannot_open_what_is_not_there_only_files_that_are_there_are_offered(example):
    configuration = asked(example, Backend({"name": "gitlab"}, ("https://x.example",), begins_files=False))
    for collection in configuration["collections"]:
        for file in collection["files"]:
            assert (ROOT / file["file"]).is_file()


def test_a_file_knows_what_its_place_says_of_it(example):
    collection = next(c for c in asked(example)["collections"] if c["name"] == "song-xanh")
    file = next(f for f in collection["files"] if f["name"] == "2022-self-assessment")
    assert file["given"] == {"unit": "song-xanh", "year": "2022", "criteria": "hai-phong-2022/district"}
    path = file["head"].strip().partition("$schema=")[2]
    assert (ROOT / file["file"]).parent.joinpath(path).is_file()


def test_nobody_publishes_in_the_editor_and_a_save_is_a_pull_request(real):
    configuration = asked(real)
    assert configuration["publish_mode"] == "editorial_workflow"
    assert {c["publish"] for c in configuration["collections"]} == {False}
    assert "local_backend" not in configuration


def test_the_configuration_is_the_same_every_time_and_forms_stand_in_it_once(real):
    written = serialised(asked(real))
    assert written == serialised(asked(real))
    assert len(written) < 400_000
    assert yaml.safe_load(written) == asked(real)
