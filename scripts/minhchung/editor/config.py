"""Decap's configuration: which files of which units may be filled in, and with which form. Pure."""

from __future__ import annotations

import posixpath
from collections.abc import Iterator, Mapping
from typing import Any

import yaml

from minhchung.assessing.assess import edition_of
from minhchung.criteria.model import CriteriaSet, Edition
from minhchung.editor.fields import form
from minhchung.editor.forge import Backend
from minhchung.evidence.model import Dossier, Evidence, Unit
from minhchung.publishing.deadlines import roadmap_year

# The files of a dossier in the order in which they come about, and whose they are.
KINDS = {
    "self-assessment": "Tự đánh giá",
    "verification": "Thẩm định",
    "reply": "Ý kiến về kết quả thẩm định",
    "decision": "Quyết định công nhận",
}


def config(
    evidence: Evidence,
    editions: Mapping[str, Edition],
    backend: Backend,
    address: str,
    criteria_folder: str | None,
) -> dict[str, Any]:
    """The content of config.yml.

    `address` is the site's; `criteria_folder` is where the repository holds its criteria, None where it does not.
    """
    forms: dict[tuple[str, str], list[dict[str, Any]]] = {}
    collections = []
    for unit in evidence.units.values():
        files = [
            _file(evidence, unit, year, kind, criteria, criteria_folder)
            | {"fields": forms.setdefault((criteria.id, kind), form(criteria, kind))}
            for year, kind, criteria in _open(evidence, editions, unit, backend)
        ]
        if files:
            named = {"name": unit.id, "label": unit.name}
            # Who may merge is for the rules of the branch to say, so the page has no button for it.
            collections.append({**named, "format": "minhchung", "publish": False, "files": files})
    return {
        "load_config_file": False,  # editor.js has read it
        "backend": {**backend.settings, "commit_messages": _MESSAGES},
        "publish_mode": "editorial_workflow",  # a save is a pull request: draft, in review, ready
        "locale": "vi",
        "site_url": address,
        "display_url": address,
        "logo": {"src": "../assets/favicon.svg"},
        "show_preview_links": False,
        "media_folder": evidence.folder,
        "slug": {"encoding": "ascii", "clean_accents": True},
        "editor": {"preview": False},
        "collections": collections,
    }


_MESSAGES = {
    "create": "{{collection}}: {{slug}}, điền trên biểu mẫu",
    "update": "{{collection}}: {{slug}}, sửa trên biểu mẫu",
    "uploadMedia": "Thêm {{path}}",
}


def serialised(config: Mapping[str, Any]) -> bytes:
    """As YAML; forms that several files share stand once."""
    text: str = yaml.safe_dump(config, allow_unicode=True, sort_keys=False, width=4096)
    return text.encode()


def years(evidence: Evidence, editions: Mapping[str, Edition]) -> list[int]:
    """Years that are open, and those for which the roadmap of their edition asks for a self-assessment."""
    if not editions:
        return []
    of_roadmaps = {
        year
        for edition in editions.values()
        if (year := roadmap_year(edition)) is not None and edition_of(evidence, editions, year) is edition
    }
    return sorted({*evidence.years, *of_roadmaps})


def _open(
    evidence: Evidence, editions: Mapping[str, Edition], unit: Unit, backend: Backend
) -> Iterator[tuple[int, str, CriteriaSet]]:
    """Files that exist, and those that may be begun: each comes after the one before it, newest year first."""
    for year in reversed(years(evidence, editions)):
        dossier = evidence.dossier(unit.id, year)
        criteria = _criteria(evidence, editions, unit, dossier)
        there = {
            "self-assessment": dossier.self_assessment,
            "verification": dossier.verification,
            "reply": dossier.reply,
            "decision": dossier.decision,
        }
        for kind, before in zip(
            KINDS, (None, "self-assessment", "verification", "self-assessment"), strict=True
        ):
            begun = backend.begins_files and unit.exists_in(year) and (before is None or there[before])
            if there[kind] or begun:
                yield year, kind, criteria


def _criteria(
    evidence: Evidence, editions: Mapping[str, Edition], unit: Unit, dossier: Dossier
) -> CriteriaSet:
    """The set that the dossier names, or that it will have to name."""
    if dossier.self_assessment is not None:
        edition, _, name = dossier.self_assessment.criteria.partition("/")
        return editions[edition].sets[name]
    return edition_of(evidence, editions, dossier.year).sets[unit.kind]


def _file(
    evidence: Evidence, unit: Unit, year: int, kind: str, criteria: CriteriaSet, criteria_folder: str | None
) -> dict[str, Any]:
    folder = f"{evidence.folder}/{unit.id}/{year}"
    schema = f"{criteria_folder}/{criteria.edition}/schema/{criteria.name}.{kind}.json"
    head = f"# yaml-language-server: $schema={posixpath.relpath(schema, folder)}\n" if criteria_folder else ""
    return {
        "name": f"{year}-{kind}",
        "label": f"{year}: {KINDS[kind]}",
        "file": f"{folder}/{kind}.yml",
        "media_folder": "documents",
        "public_folder": "documents",
        "given": {"unit": unit.id, "year": str(year)}
        | ({"criteria": criteria.id} if kind == "self-assessment" else {}),
        "head": head,  # editors then show the official wording to whoever opens the file in one
    }
