"""Which repository on which forge the editor writes to: `extra.editor` of mkdocs.yml. Pure."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit

import yaml

_KEYS = {"forge", "address", "repository", "branch", "app_id", "sign_in"}
_REPOSITORY = re.compile(r"[\w.-]+(/[\w.-]+)+\Z", re.ASCII)


@dataclass(frozen=True, slots=True)
class Backend:
    """What Decap is told of the forge, and the only other origins that the page may speak to."""

    settings: Mapping[str, Any]
    origins: tuple[str, ...]
    begins_files: bool = True  # whether it opens an empty form for a file that does not exist yet


def backend(config: str) -> Backend | None:
    """`extra.editor` of mkdocs.yml; None where it has none. Raises ValueError for anything incomplete or wrong."""
    settings: Any = yaml.safe_load(config)
    given = (settings.get("extra") or {}).get("editor")
    if not given:
        return None
    if not isinstance(given, dict) or not given.keys() <= _KEYS:
        raise ValueError(f"extra.editor holds only {', '.join(sorted(_KEYS))}: {given!r}")
    if not _REPOSITORY.match(str(given.get("repository"))):
        raise ValueError(f"extra.editor.repository is no owner/name: {given.get('repository')!r}")
    here = {"repo": given["repository"], "branch": str(given.get("branch") or "main")}
    match given.get("forge"):
        case "forgejo":
            address = _https(given, "address")
            api = {"api_root": f"{address}/api/v1", "app_id": _application(given), "open_authoring": True}
            return Backend({"name": "forgejo", **here, **api}, (_origin(address),))
        case "gitlab":
            address = _https(given, "address")
            api = {"base_url": address, "api_root": f"{address}/api/v4", "app_id": _application(given)}
            return Backend({"name": "gitlab", **here, **api, "auth_type": "pkce"}, (_origin(address),), False)
        case "github":
            address = _https(given, "sign_in")
            api = {"base_url": address, "open_authoring": True, "auth_scope": "public_repo"}
            return Backend({"name": "github", **here, **api}, ("https://api.github.com",))
    raise ValueError(f"extra.editor.forge is none of forgejo, gitlab, github: {given.get('forge')!r}")


def _https(given: Mapping[str, Any], key: str) -> str:
    address = str(given.get(key) or "").rstrip("/")
    parts = urlsplit(address)
    if parts.scheme != "https" or not re.fullmatch(r"[\w.-]+(:\d+)?", parts.netloc, re.ASCII) or parts.query:
        raise ValueError(f"extra.editor.{key} is no https address: {given.get(key)!r}")
    return address


def _origin(address: str) -> str:
    return f"https://{urlsplit(address).netloc}"


def _application(given: Mapping[str, Any]) -> str:
    if not given.get("app_id"):
        raise ValueError("extra.editor.app_id is missing: the id of the application registered on the forge")
    return str(given["app_id"])
