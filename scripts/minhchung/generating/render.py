"""The files of a city's repository, from this repository's own files and the answers. Pure."""

from __future__ import annotations

from collections.abc import Mapping
from string import Template

from minhchung.criteria.model import Edition
from minhchung.generating.answers import FILE, Answers, as_yaml
from minhchung.generating.differences import differences, page

AS_THEY_ARE = (
    *(".editorconfig", ".gitattributes", ".gitignore", "LICENSE-DATA", "SECURITY.md"),
    ".github/PULL_REQUEST_TEMPLATE.md",
    *(f".github/workflows/{name}.yml" for name in ("check", "comment", "documents", "publish")),
)
ISSUES = ".github/ISSUE_TEMPLATE/"
CONFIGS = {
    "vi": ("mkdocs.yml", "mkdocs.example.yml"),
    "en": ("mkdocs.en.yml", "mkdocs.en.example.yml"),
}
FICTIONAL = """
**Dữ liệu hư cấu, chỉ để minh họa: ở đây không có kết quả thật của địa phương nào.**
"""


def rendered(
    shared: Mapping[str, bytes], own: Mapping[str, bytes], answers: Answers, edition: Edition
) -> dict[str, bytes]:
    """Every file that follows from the answers, by path.

    `shared` are this repository's files (minhchung.share), `own` the templates of those that it has no use for
    itself. Raises ValueError where a declared difference finds nothing to differ from.
    """
    files = {path: shared[path] for path in AS_THEY_ARE}
    files |= {path: content for path, content in shared.items() if path.startswith(ISSUES)}
    for lang in answers.languages:
        site, example = CONFIGS[lang]
        files[site] = shared[site]
        if not answers.fictional:
            files[example] = shared[example]
        for path, content in shared.items():
            if path.startswith(f"docs/{lang}/"):
                files[path] = content
                if path.endswith(".md"):
                    text = page(path.removeprefix("docs/"), content.decode(), answers, edition)
                    files[path] = text.encode()
    for one in differences(answers, edition):
        if one.path in files:
            text = files[one.path].decode()
            if text.count(one.old) != 1:
                raise ValueError(f"{one.path}: {one.old!r} does not stand there once")
            files[one.path] = text.replace(one.old, one.new).encode()
    said = {
        "name": answers.name,
        "members": answers.members,
        "edition": answers.edition,
        "site": answers.site,
        "year": str(answers.year),
        "fictional": FICTIONAL if answers.fictional else "",
    }
    files["README.md"] = Template(own["README.md"].decode()).substitute(said).encode()
    files["Makefile"] = own["Makefile"]
    files["requirements.txt"] = f"{answers.package}\n".encode()
    files[FILE] = as_yaml(answers).encode()
    return files


def first_owners(shared: Mapping[str, bytes], answers: Answers) -> bytes:
    """.github/owners.yml as it begins: with the organisation of the address, where that names one."""
    text = shared[".github/owners.yml"].decode()
    if answers.owner:
        start, end = text.index("# MẪU, CHƯA DÙNG ĐƯỢC"), text.index("maintainers:")
        text = f"{text[:start]}{_TEAMS}organisation: {answers.owner}\n{text[end:]}"
    return text.encode()


_TEAMS = """\
# Tạo trong tổ chức bốn nhóm dưới đây và một nhóm cho mỗi đơn vị, tên nhóm là mã đơn vị trong units.yml.
# Make the teams below in the organisation, and one for each unit, named by the unit's id in units.yml.
"""
