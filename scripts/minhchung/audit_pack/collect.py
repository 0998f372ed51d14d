"""What goes into an audit pack, out of a workspace; and the zip. Reads files and git."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterable, Mapping
from datetime import UTC, datetime, timedelta, timezone
from importlib.resources import files as package_files

from minhchung.audit_pack.pack import Subject
from minhchung.checking.pointers import pointer
from minhchung.evidence.model import Evidence
from minhchung.git import git, repository_root
from minhchung.history.history import History
from minhchung.history.model import Change
from minhchung.i18n import Lang
from minhchung.workspace import Folder, Workspace

# The engine: pure modules on the standard library, each as it is installed.
ENGINE = (
    *("__init__.py", "store.py"),
    *(f"assessing/{name}.py" for name in ("__init__", "as_json", "assess", "judge", "model", "on_demand")),
    *("audit_pack/__init__.py", "audit_pack/reading.py"),
    *(f"criteria/{name}.py" for name in ("__init__", "load", "load_set", "model", "node", "rules")),
    *(f"evidence/{name}.py" for name in ("__init__", "boundaries", "load", "model")),
)
_NO_COMMIT = datetime(1980, 1, 1, tzinfo=UTC)  # the earliest that a zip can say
_FILE = 0o100644 << 16


class NothingToPackError(Exception):
    """There is no dossier that could be judged: `code` is ``unknown-unit``, ``no-dossier`` or ``faulty``."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


def subject(workspace: Workspace, unit: str, year: int, lang: Lang) -> Subject:
    """Everything about one dossier.

    Raises:
        NothingToPackError: it is not there, or has an error.
        minhchung.git.TreeError: git cannot tell its history (a shallow clone among the reasons).
    """
    whole = workspace.evidence
    if unit not in whole.units:
        raise NothingToPackError("unknown-unit")
    if (unit, year) not in whole.dossiers:
        raise NothingToPackError("no-dossier")
    if whole.dossiers[unit, year].faulty:
        raise NothingToPackError("faulty")
    of_city = whole.units[unit].parent is None
    kept = {
        key: dossier
        for key, dossier in whole.dossiers.items()
        if key[1] == year and (of_city or key[0] == unit) and key[0] in whole.units
    }
    results = {
        key: result
        for key, result in workspace.assess().items()
        if key[1] == year and (of_city or key[0] == unit)
    }
    named = sorted({result.criteria.partition("/")[0] for result in results.values()})
    evidence = Evidence(whole.units, kept, whole.folder)
    files, unfetched = _files(workspace, evidence, named)
    revision = workspace.revision
    return Subject(
        unit=unit,
        year=year,
        evidence=evidence,
        sources={key: workspace.checked.sources[key] for key in kept},
        results=results,
        editions={id_: workspace.editions[id_] for id_ in named},
        files=files,
        engine=engine(),
        unfetched=unfetched,
        history=_history(workspace.evidence_folder, kept),
        revision=revision,
        committed=None if revision is None else committed(workspace.evidence_folder, revision).isoformat(),
        lang=lang,
    )


def engine() -> dict[str, bytes]:
    """The modules that compute a result, and the program that calls them."""
    package = package_files("minhchung")
    return {
        "verify.py": (package / "audit_pack" / "verify.py").read_bytes(),
        **{f"engine/minhchung/{name}": package.joinpath(name).read_bytes() for name in ENGINE},
    }


def committed(folder: Folder, revision: str) -> datetime:
    """When a commit was made, at UTC+7, as its committer's clock had it."""
    seconds = int(git(folder.root, "show", "--no-patch", "--format=%ct", revision))
    return datetime.fromtimestamp(seconds, timezone(timedelta(hours=7)))


def zipped(contents: Mapping[str, bytes], moment: datetime | None) -> bytes:
    """The zip: sorted, every date that of the commit, nothing compressed.

    The same contents give the same bytes on every machine: what a compressor makes of them depends on its version.
    """
    at = (moment or _NO_COMMIT).astimezone(UTC)
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_STORED) as archive:
        for path in sorted(contents):
            entry = zipfile.ZipInfo(path, (max(at.year, 1980), *at.timetuple()[1:6]))
            entry.create_system, entry.external_attr = 3, _FILE
            archive.writestr(entry, contents[path])
    return packed.getvalue()


def _files(
    workspace: Workspace, evidence: Evidence, editions: Iterable[str]
) -> tuple[dict[str, bytes], tuple[str, ...]]:
    """The YAML files and the documents by their paths in the pack, and the documents that were not fetched."""
    folder, rules = workspace.evidence_folder, workspace.criteria_folder
    wanted = {"evidence/units.yml": _below(folder, "units.yml")}
    for unit, year in evidence.dossiers:
        own = _below(folder, f"{unit}/{year:04d}")
        wanted |= {
            f"evidence/{unit}/{year:04d}{path.removeprefix(own)}": path
            for path in folder.tree.paths(own)
            if folder.tree.is_plain(path) and (path.endswith(".yml") or path.startswith(f"{own}/documents/"))
        }
    files = {path: folder.tree.read(place) for path, place in wanted.items()}
    unfetched = tuple(sorted(path for path, content in files.items() if pointer(content) is not None))
    for id_ in editions:
        own = _below(rules, id_)
        files |= {
            f"criteria/{id_}{path.removeprefix(own)}": rules.tree.read(path)
            for path in rules.tree.paths(own)
            if path.endswith(".yml") and rules.tree.is_plain(path)
        }
    return files, unfetched


def _below(folder: Folder, path: str) -> str:
    return path if folder.path == "." else f"{folder.path}/{path}"


def _history(folder: Folder, dossiers: Iterable[tuple[str, int]]) -> tuple[Change, ...] | None:
    if repository_root(folder.root) is None:
        return None
    with History(folder.root, folder.path) as past:
        return tuple(change for unit, year in sorted(dossiers) for change in past.changes(unit, year))
