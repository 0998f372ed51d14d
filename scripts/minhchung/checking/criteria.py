"""From the files of criteria/ to editions; what cannot be loaded becomes a problem with its place. Pure."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from minhchung.checking.places import below
from minhchung.checking.source import fault, node
from minhchung.criteria.load import FILES, load_edition
from minhchung.criteria.model import Edition
from minhchung.criteria.node import CriteriaError
from minhchung.problem import Problem
from minhchung.yaml.nodes import Path, Seq
from minhchung.yaml.strict import YamlFile, read


def load_editions(files: Mapping[str, bytes], folder: str) -> tuple[dict[str, Edition], tuple[Problem, ...]]:
    """The editions below `folder` (by id, its folder's name) that could be loaded, and all problems.

    `files` are the YAML files below `folder` by path.
    """
    editions: dict[str, Edition] = {}
    problems: list[Problem] = []
    prefix = below(folder, "")
    parsed: dict[str, dict[str, YamlFile]] = {}
    for path in sorted(files):
        id_, _, name = path.removeprefix(prefix).partition("/")
        if name.endswith(".yml") and "/" not in name:
            file, found = read(path, files[path])
            problems += found
            parsed.setdefault(id_, {})[name.removesuffix(".yml")] = file
    faulty = {problem.file for problem in problems}
    for id_, edition in parsed.items():
        if any(file.path in faulty for file in edition.values()):
            continue
        try:
            editions[id_] = load_edition(id_, {name: edition[name].data for name in FILES if name in edition})
        except CriteriaError as error:
            missing = YamlFile(f"{prefix}{id_}/{error.file}.yml", None)
            problems.append(_problem(edition.get(error.file, missing), error))
    return editions, tuple(sorted(problems, key=lambda problem: problem.order))


def _problem(file: YamlFile, error: CriteriaError) -> Problem:
    path: Path = ()
    for step in error.path:
        parent: Any = node(file, path)
        path = (*path, int(step)) if isinstance(parent, Seq) and step.isdigit() else (*path, step)
    place = ".".join(error.path) or error.file
    return fault(file, error.reason, path, **{"place": place, **error.params})
