"""From answers to the commits of a new repository, checked before anything is written. Reads the package's files."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from minhchung.checking.check import check
from minhchung.checking.criteria import load_editions
from minhchung.criteria.model import Edition
from minhchung.criteria.schema import schema_files, serialised
from minhchung.evidence.owners import codeowners, owners
from minhchung.generating import story
from minhchung.generating.answers import Answers
from minhchung.generating.commits import PROGRAM, Commit
from minhchung.generating.render import first_owners, rendered
from minhchung.generating.repository import own_templates, read_shared
from minhchung.problem import Problem
from minhchung.share import share
from minhchung.trees import FolderTree
from minhchung.yaml.strict import read

INVENTED = Path(__file__).parent / "editions"  # what nobody issued, to try the program with and to learn from
FICTIONAL = "examples/may-biec"
STORY_BEGINS = 1641780000  # 10 January 2022, 9 o'clock in Viet Nam


class ProblemsError(Exception):
    """What would be written has errors."""

    def __init__(self, problems: list[Problem]) -> None:
        super().__init__(f"{len(problems)} problems")
        self.problems = problems


class NoEditionError(Exception):
    """There is no edition of this name, nor a folder that holds one."""

    def __init__(self, name: str, known: list[str]) -> None:
        super().__init__(name)
        self.name, self.known = name, known


def _places() -> tuple[Path, Path]:
    return share() / "criteria", INVENTED


def known_editions() -> list[str]:
    places = (path for folder in _places() for path in folder.glob("*/"))
    return sorted(path.name for path in places if (path / "district.yml").is_file())


def is_invented(name: str) -> bool:
    """Whether an edition of this name is one of the package's examples, which nobody issued."""
    return "/" not in name and (INVENTED / name / "district.yml").is_file()


def edition_files(name: str) -> dict[str, bytes]:
    """The files of an edition below criteria/: one that the package has, or one in a folder of that path.

    Raises NoEditionError where there is none, ProblemsError where it has errors.
    """
    places = [folder / name for folder in _places()] if "/" not in name else []
    place = next((place for place in (*places, Path(name)) if (place / "district.yml").is_file()), None)
    if place is None:
        raise NoEditionError(name, known_editions())
    id_ = place.resolve().name
    files = {f"criteria/{id_}/{path.name}": path.read_bytes() for path in sorted(place.glob("*.yml"))}
    editions, problems = load_editions(files, "criteria")
    if problems:
        raise ProblemsError(list(problems))
    schemas = {
        f"criteria/{id_}/schema/{file}": serialised(schema).encode()
        for file, schema in schema_files(editions[id_]).items()
    }
    return files | schemas


def managed(answers: Answers, criteria: Mapping[str, bytes]) -> dict[str, bytes]:
    """Every file of the repository that follows from the answers; a newer version may write it anew."""
    files = rendered(read_shared(), own_templates(), answers, _edition(answers, criteria))
    return {**files, **criteria}


def new(answers: Answers, criteria: Mapping[str, bytes], units: str, now: int) -> list[Commit]:
    """The first commit of a city's repository. Raises ProblemsError."""
    organisations = read_shared()["evidence/organisations.yml"]
    evidence = {"evidence/units.yml": units.encode(), "evidence/organisations.yml": organisations}
    files = managed(answers, criteria) | evidence
    files |= _owners(answers, files, criteria)
    message = f"{answers.name}: kho minh chứng mới"
    return [Commit(PROGRAM, now, message, files)]


def example(answers: Answers, criteria: Mapping[str, bytes]) -> list[Commit]:
    """The fictional city: the repository, and its story as commits with their own days."""
    tree = FolderTree(share() / FICTIONAL)
    city = {path: tree.read(path) for path in tree.paths(".")}
    commits, organisations = story.story(city)
    files = managed(answers, criteria)
    files |= {
        "evidence/units.yml": story.units(city["units.yml"]),
        "evidence/boundaries.geojson": city["boundaries.geojson"],
        "evidence/organisations.yml": organisations,
    }
    files |= _owners(answers, files, criteria)
    message = f"{answers.name}: kho minh chứng mới"
    return [Commit(PROGRAM, STORY_BEGINS, message, files), *commits]


def _edition(answers: Answers, criteria: Mapping[str, bytes]) -> Edition:
    files = {path: content for path, content in criteria.items() if path.endswith(".yml")}
    return load_editions(files, "criteria")[0][answers.edition]


def _owners(answers: Answers, files: Mapping[str, bytes], criteria: Mapping[str, bytes]) -> dict[str, bytes]:
    """Who approves which file; on the way the evidence is checked. Raises ProblemsError."""
    checked = check(_Written(files), "evidence", {answers.edition: _edition(answers, criteria)})
    errors = [problem for problem in checked.problems if problem.is_error]
    if errors:
        raise ProblemsError(errors)
    settings = first_owners(read_shared(), answers)
    teams = owners(read(".github/owners.yml", settings)[0].data)
    written = codeowners(checked.evidence.units.values(), teams, "evidence")
    return {".github/owners.yml": settings, ".github/CODEOWNERS": written.encode()}


class _Written:
    """The files of a repository that is not there yet, as a tree."""

    def __init__(self, files: Mapping[str, bytes]) -> None:
        self._files = files

    def paths(self, under: str) -> list[str]:
        return sorted(path for path in self._files if path.startswith(f"{under}/"))

    def is_plain(self, path: str) -> bool:
        return path in self._files

    def read(self, path: str) -> bytes:
        return self._files[path]
