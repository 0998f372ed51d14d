"""Three repositories of three cities, each at an address of its own, in one DuckDB statement: that of the page."""

import re
import shutil
import subprocess
from collections import Counter
from datetime import UTC, datetime
from itertools import chain
from pathlib import Path
from typing import Any

import pytest

from minhchung.assessing.assess import assess
from minhchung.opendata.data import CityData
from minhchung.opendata.export import export
from minhchung.publishing import files
from minhchung.publishing.site_data import SiteData, other_results
from minhchung.workspace import Workspace

Official = tuple[str, int, bool]  # city, year, whether a level was recognised

pytestmark = pytest.mark.interop

ROOT = Path(__file__).parents[2]
GIT = ("git", "-c", "user.name=test", "-c", "user.email=test@test.example", "-c", "init.defaultBranch=main")
# Each city keeps only some years of the fictional one, so that no two publish the same.
CITIES = {"bien-khoi": {"2022"}, "nui-may": {"2022", "2023"}, "dong-gio": {"2023", "2024"}}


def repository(folder: Path, city: str, years: set[str]) -> Workspace:
    """A repository of its own, generated from the fictional city: other ids, other years."""
    shutil.copytree(ROOT / "criteria", folder / "criteria")
    for source in sorted((ROOT / "examples" / "may-biec").rglob("*")):
        place = source.relative_to(ROOT / "examples" / "may-biec")
        if source.is_file() and (len(place.parts) == 1 or place.parts[1] in years):
            target = (
                folder / "evidence" / Path(*(city if part == "may-biec" else part for part in place.parts))
            )
            target.parent.mkdir(parents=True, exist_ok=True)
            content = source.read_bytes()
            if source.suffix == ".yml":
                content = re.sub(
                    rb"(?m)^(unit: |  - \{?id: |    parent: |.*parent: )may-biec\b",
                    rb"\1" + city.encode(),
                    content,
                )
            target.write_bytes(content)
    for command in (("init", "-q"), ("add", "."), ("commit", "-q", "-m", "Hồ sơ")):
        subprocess.run([*GIT, *command], cwd=folder, check=True)
    return Workspace.open(folder / "evidence", folder / "criteria")


def published(workspace: Workspace, out: Path) -> Counter[Official]:
    """Write the city's data, and count what assess says of it on the official basis."""
    evidence, editions = workspace.evidence, workspace.editions
    assert not workspace.checked.has_errors, workspace.checked.problems
    results = assess(evidence, editions)
    site = SiteData(
        evidence, editions, results, "vi", other_results(evidence, editions), revision=workspace.revision
    )
    data = CityData(site, "https://city.example/", workspace.checked.sources)
    files.replace(out, chain(export(data), [("index.html", b""), ("sitemap.xml", b"")]))
    return Counter(
        (evidence.city().id, result.year, bool(result.level))
        for result in results.values()
        if result.basis == "official"
    )


def statements(page: Path) -> list[str]:
    return re.findall(r"```sql\n(.*?)```", page.read_text(encoding="utf-8"), re.DOTALL)


@pytest.fixture(scope="module")
def cities(tmp_path_factory, serve):
    """The addresses of the three, and what is to be found there."""
    addresses: list[str] = []
    expected: Counter[Official] = Counter()
    for city, years in CITIES.items():
        folder = tmp_path_factory.mktemp(city)
        expected += published(repository(folder / "repository", city, years), folder / "site")
        addresses.append(serve(folder / "site"))
    return addresses, expected


@pytest.fixture
def duck():
    """DuckDB that reads http addresses through fsspec: its own extension would have to be downloaded."""
    import duckdb  # noqa: PLC0415 - only .ci/run installs them
    from fsspec.implementations.http import HTTPFileSystem  # noqa: PLC0415

    class Http(HTTPFileSystem):  # type: ignore[misc]
        def modified(self, path):  # DuckDB asks, to know whether what it has kept is still good
            return datetime(2022, 1, 4, tzinfo=UTC)

    with duckdb.connect() as connection:
        connection.register_filesystem(Http(skip_instance_cache=True))
        yield connection


@pytest.mark.parametrize("lang", ["vi", "en"])
def test_the_statement_of_the_page_asks_three_cities_at_once(lang, cities, duck):
    addresses, expected = cities
    statement = statements(ROOT / "docs" / lang / "data.md")[1]
    for letter, address in zip("abc", addresses, strict=True):
        statement = statement.replace(f"https://thanh-pho-{letter}.example/", address)
    assert ".example" not in statement
    found = {(city, year): (units, reached) for city, year, units, reached in duck.sql(statement).fetchall()}
    assert {city for city, _ in found} == set(CITIES)
    assert found == {
        (city, year): (
            expected[city, year, True] + expected[city, year, False],
            expected[city, year, True],
        )
        for city, year, _ in expected
    }


@pytest.mark.parametrize("lang", ["vi", "en"])
def test_the_statement_about_one_city(lang, cities, duck):
    addresses, _ = cities
    statement = statements(ROOT / "docs" / lang / "data.md")[0].replace(
        "https://minhchung.example/", addresses[1]
    )
    rows = duck.sql(statement).fetchall()
    assert {year for year, _, _ in rows} == {2022, 2023}


def test_the_python_of_the_page(cities):
    addresses, _ = cities
    for lang in ("vi", "en"):
        text = (ROOT / "docs" / lang / "data.md").read_text(encoding="utf-8")
        (code,) = re.findall(r"```python\n(.*?)```", text, re.DOTALL)
        names: dict[str, Any] = {}
        exec(code.replace("https://minhchung.example/", addresses[0]), names)
        assert set(names["results"].city) == {"bien-khoi"}
        assert len(names["findings"]) > 100


def test_the_curl_of_the_page(cities, tmp_path):
    addresses, _ = cities
    text = (ROOT / "docs" / "vi" / "data.md").read_text(encoding="utf-8")
    (code,) = re.findall(r"```sh\n(.*?)```", text, re.DOTALL)
    code = code.replace("https://minhchung.example/", addresses[0]).replace(
        "hai-phong/2022", "song-xanh/2022"
    )
    run = subprocess.run(
        ["bash", "-euc", code], cwd=tmp_path, capture_output=True, check=True, encoding="utf-8"
    )
    assert '"basis": "official"' in run.stdout
    assert (tmp_path / "results.csv").stat().st_size > 1000
