"""The fast validator and the thorough one agree, over every example and over what mutation makes of them."""

from functools import cache

import pytest
from hypothesis import given
from hypothesis import strategies as st

from minhchung.checking.places import sort_out
from minhchung.checking.shape import Shape, Shapes
from minhchung.yaml.strict import read
from tests.checking.cases import HERE, editions, memory

EDITION = "hai-phong-2022"


@cache
def shapes() -> Shapes:
    return Shapes(editions()[EDITION])


def agree(shape: Shape, data: object) -> bool:
    """Whether both say the same; the answer is what they say."""
    fits = shape.fits(data)
    assert fits == shape.thorough.is_valid(data)
    return fits


def examples() -> list[tuple[str, str, bytes]]:
    """Every example file that can be read, and the schema it is held against."""
    found = []
    for folder in [*(HERE / "valid").iterdir(), *(HERE / "invalid").iterdir()]:
        tree = memory(folder)
        places, _, _ = sort_out(tree.paths("."), ".")
        for place in places:
            of = "city" if place.unit == "may-biec" else "district"
            found.append((f"{folder.name}/{place.path}", f"{of}.{place.kind}.json", tree.read(place.path)))
        found.append((f"{folder.name}/units.yml", "units.json", tree.read("units.yml")))
    return found


@pytest.mark.parametrize(
    ("name", "schema", "content"), examples(), ids=lambda value: value if isinstance(value, str) else ""
)
def test_both_validators_agree_on_every_example(name, schema, content):
    file, _ = read(name, content)
    if file.data is None:
        return
    shape = shapes()[schema]
    data, problems = shape.of(file)
    assert agree(shape, data) or problems or {"links", "archived-link", "files"} & {name.partition("/")[0]}
    assert agree(shape, data) or not name.startswith("complete/")


SCALARS = ["true", "no", "0", "-1", "61", "61.5", "0,05", "1e3", ".nan", "~", '""', '"61"', "2022-02-30", "0000-01-01",
           "[]", "{}", "[a]", "{a: 1}", "accepted", "corrected", "nq-31", "١٢", "999999999999999999", "100.0000000001"]  # fmt: skip


def lines_of(schema: str) -> list[str]:
    content = next(c for name, s, c in examples() if s == schema and name.startswith(("complete/", "city/")))
    return content.decode().splitlines()


@pytest.mark.parametrize("schema", ["district.self-assessment.json", "district.verification.json", "district.reply.json",
                                    "district.decision.json", "city.self-assessment.json", "units.json"])  # fmt: skip
@given(data=st.data())
def test_both_validators_agree_on_mutated_files(schema, data):
    """Lines dropped, repeated, moved, and values replaced: whatever can still be read, both judge alike."""
    lines = lines_of(schema)
    for _ in range(data.draw(st.integers(1, 4))):
        at = data.draw(st.integers(0, len(lines) - 1))
        match data.draw(st.sampled_from(["drop", "repeat", "value", "key", "swap"])):
            case "drop" if len(lines) > 1:
                lines.pop(at)
            case "repeat":
                lines.insert(at, lines[data.draw(st.integers(0, len(lines) - 1))])
            case "value":
                key, colon, _ = lines[at].partition(": ")
                lines[at] = f"{key}{colon}{data.draw(st.sampled_from(SCALARS))}"
            case "key":
                lines[at] = lines[at].replace("e", data.draw(st.sampled_from("exo")), 1)
            case _:
                other = data.draw(st.integers(0, len(lines) - 1))
                lines[at], lines[other] = lines[other], lines[at]
    file, _ = read("file.yml", "\n".join(lines).encode())
    if file.data is not None:
        shape = shapes()[schema]
        typed, problems = shape.of(file)
        assert agree(shape, typed) or problems or any("url" in line or "file" in line for line in lines)
