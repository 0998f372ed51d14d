"""What a site's configuration says of the forge on which its repository stands, from the address alone. Pure."""

from __future__ import annotations

import re
from urllib.parse import urlsplit

_PLACE = re.compile(r"[\w.-]+(/[\w.-]+)+\Z", re.ASCII)
_ISSUE = "/issues/new?title={title}&body={body}"
_ISSUE_OF_GITLAB = "/-/issues/new?issue[title]={title}&issue[description]={body}"


def report(repository: str) -> str:
    """Where a prefilled issue opens; empty where there is no repository yet."""
    if not repository:
        return ""
    return repository + (_ISSUE_OF_GITLAB if _host(repository) == "gitlab.com" else _ISSUE)


def editor(repository: str, otherwise: str) -> str:
    """`extra.editor`: the forge, its address and the repository there; `otherwise` where the address names none.

    Only two hosts tell by their name what runs there; any other is taken for a forge of the city's own. What the
    application is called there, or where GitHub's sign-in service stands, nobody knows before it is set up
    (docs/vi/form-setup.md): these two stay placeholders.
    """
    place = urlsplit(repository).path.strip("/")
    if not _PLACE.match(place):
        return otherwise
    match _host(repository):
        case "github.com":
            return f"{{forge: github, repository: {place}, sign_in: https://sign-in.example}}"
        case "gitlab.com":
            return f"{{forge: gitlab, address: https://gitlab.com, repository: {place}, app_id: MA_UNG_DUNG}}"
    origin = f"https://{urlsplit(repository).netloc}"
    return f"{{forge: forgejo, address: {origin}, repository: {place}, app_id: MA_UNG_DUNG}}"


def _host(repository: str) -> str:
    return (urlsplit(repository).hostname or "").removeprefix("www.")
