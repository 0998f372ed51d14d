"""The committed JSON Schemas are those of the criteria, and say what the design says."""

import json
from pathlib import Path

import jsonschema
import pytest

from minhchung.criteria.schema import schema_files, serialised
from tests.checking.cases import ROOT, editions

EDITIONS = sorted(editions())


def folder(edition: str) -> Path:
    return ROOT / "criteria" / edition / "schema"


@pytest.mark.parametrize("edition", EDITIONS)
def test_the_committed_schemas_are_fresh(edition):
    made = {name: serialised(schema) for name, schema in schema_files(editions()[edition]).items()}
    there = {path.name: path.read_text(encoding="utf-8") for path in folder(edition).glob("*.json")}
    assert there == made, "the criteria have changed; `minhchung generate` writes the schemas anew"


@pytest.mark.parametrize("edition", EDITIONS)
def test_they_are_json_schemas_of_2020_12(edition):
    for schema in schema_files(editions()[edition]).values():
        jsonschema.Draft202012Validator.check_schema(schema)


@pytest.mark.parametrize("edition", EDITIONS)
def test_an_editor_shows_the_official_wording_and_guidance(edition):
    for criteria in editions()[edition].sets.values():
        properties = indicators(edition, criteria.name)
        for indicator in criteria.indicators.values():
            assert indicator.quote.official in properties[indicator.id]["title"]
            if indicator.measure.kind != "derived":
                assert indicator.guidance.official in properties[indicator.id]["description"]


@pytest.mark.parametrize("edition", EDITIONS)
def test_nothing_but_what_is_named_is_allowed(edition):
    """Every mapping says which keys it takes, and no pattern can be fooled by a newline or foreign digits."""
    for name, schema in schema_files(editions()[edition]).items():
        for node in mappings(schema):
            if node.get("type") == "object":
                assert node.get("additionalProperties") is not None, (name, node.get("title"))
            if "if" in node:
                assert node["if"]["required"]
            assert not (node.get("uniqueItems") and node["items"].get("type") == "object")
            if node.get("type") == "array":
                assert "maxItems" in node
            if "pattern" in node:
                assert "\\d" not in node["pattern"]
                assert not node["pattern"].endswith("$")


def test_the_shapes_of_claims():
    """The table of the design: what each measure takes, and what it must have."""
    district, city = indicators("hai-phong-2022", "district"), indicators("hai-phong-2022", "city")
    anywhere = {"evidence", "note", "status"}
    for schema, keys, required in [
        (district["1.1.1"], {"met"}, {"met"}),
        (district["2.1.1"], {"count", "total"}, {"count", "total"}),
        (district["3.1.1"], {"previous", "current", "comparable"}, {"previous", "current"}),
        (district["3.1.2"], {"parts"}, {"parts"}),
        (district["3.2.2"], {"percent", "previous"}, {"percent"}),
        (city["3.1.4"], {"percent"}, {"percent"}),
        (city["3.1.3"], {"parts"}, {"parts"}),
    ]:
        assert set(schema["properties"]) == keys | anywhere
        assert set(schema["required"]) == required
    assert city["2.1.2"]["not"] == {}


def indicators(edition, name):
    schema = json.loads((folder(edition) / f"{name}.self-assessment.json").read_text(encoding="utf-8"))
    return schema["properties"]["indicators"]["properties"]


def mappings(node):
    if isinstance(node, dict):
        yield node
        for value in node.values():
            yield from mappings(value)
    elif isinstance(node, list):
        for value in node:
            yield from mappings(value)
