# ruff: noqa: T201 - this is a program: what it has to say, it prints
"""Check this audit pack: `python3 verify.py`, Python 3.11 or newer, nothing else. Exit 0: all is well; 1: not.

It checks that every file is the one named in manifest.json, that every document has the hash which the
dossier promises, and that the result follows from the claims under the rules. For the last it uses the
engine in engine/, the very modules of minhchung that gave the result: read them, they are short.
"""

from __future__ import annotations

import hashlib
import json
import sys
from collections.abc import Iterator
from io import TextIOWrapper
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent
Json = dict[str, Any]

SAY = {
    "vi": {
        "python": "Cần Python 3.11 trở lên.",
        "manifest": "SAI: không đọc được manifest.json.",
        "missing": "SAI: thiếu tệp {path}.",
        "changed": "SAI: tệp {path} không phải tệp ghi trong manifest.json.",
        "unlisted": "SAI: tệp {path} không có trong manifest.json.",
        "document": "SAI: tài liệu {path} không có mã băm mà hồ sơ ghi.",
        "engine": "SAI: không tính lại được kết quả: {error}.",
        "result": "SAI: kết quả của {unit} ({basis}) tính lại được là {new}, trong results.json là {old}.",
        "results": "SAI: results.json không phải là kết quả tính lại được.",
        "unfetched": "LƯU Ý: {path} không nằm trong bộ hồ sơ (Git LFS, chưa tải về) nên không đối chiếu được.",
        "unhashed": "LƯU Ý: hồ sơ không ghi mã băm của {path}.",
        "no-revision": "LƯU Ý: bộ hồ sơ này không tương ứng với lần ghi nào trong git: có thay đổi chưa được ghi.",
        "revision": "Lần ghi trong git: {revision}.",
        "files": "ĐÚNG: {count} tệp có đúng mã băm ghi trong manifest.json.",
        "documents": "ĐÚNG: {count} tài liệu có đúng mã băm mà hồ sơ ghi.",
        "same": "ĐÚNG: {unit} năm {year}, {basis}: {new}, tính lại từ claims.json theo editions.json.",
        "limits": (
            "Không kiểm tra ở đây: claims.json và editions.json có đúng là nội dung các tệp YAML không (cần minhchung:\n"
            "lấy kho ở lần ghi trên, chạy lại lệnh ghi trong manifest.json, hai tệp zip phải giống nhau từng byte), và\n"
            "manifest.json có đúng là của lần ghi đó không. Mã băm SHA-256 của manifest.json: {manifest}"
        ),
    },
    "en": {
        "python": "Python 3.11 or newer is needed.",
        "manifest": "WRONG: manifest.json cannot be read.",
        "missing": "WRONG: the file {path} is missing.",
        "changed": "WRONG: the file {path} is not the one named in manifest.json.",
        "unlisted": "WRONG: the file {path} is not in manifest.json.",
        "document": "WRONG: the document {path} does not have the hash that the dossier promises.",
        "engine": "WRONG: the result could not be computed again: {error}.",
        "result": "WRONG: the result of {unit} ({basis}) comes out as {new}; results.json says {old}.",
        "results": "WRONG: results.json is not the result that comes out.",
        "unfetched": "NOTE: {path} is not in this pack (Git LFS, not fetched), so it was not compared.",
        "unhashed": "NOTE: the dossier gives no hash for {path}.",
        "no-revision": "NOTE: this pack is of no commit in git: there were uncommitted changes.",
        "revision": "Commit in git: {revision}.",
        "files": "RIGHT: {count} files have the hashes named in manifest.json.",
        "documents": "RIGHT: {count} documents have the hashes that the dossier promises.",
        "same": "RIGHT: {unit} {year}, {basis}: {new}, computed again from claims.json under editions.json.",
        "limits": (
            "Not checked here: whether claims.json and editions.json say what the YAML files say (that needs minhchung:\n"
            "check out the commit above, run the command in manifest.json, and the two zips must be equal byte for byte),\n"
            "and whether manifest.json is of that commit. SHA-256 of manifest.json: {manifest}"
        ),
    },
}


class Verification:
    """Says what it finds, and counts what is wrong."""

    def __init__(self, lang: str) -> None:
        self.words, self.wrong = SAY.get(lang, SAY["vi"]), 0

    def say(self, what: str, **params: object) -> None:
        print(self.words[what].format(**params))

    def fail(self, what: str, **params: object) -> None:
        self.wrong += 1
        self.say(what, **params)


def main() -> int:
    sys.dont_write_bytecode = True  # the folder is to stay as it is
    if isinstance(sys.stdout, TextIOWrapper):
        sys.stdout.reconfigure(encoding="utf-8", errors="replace")
    try:
        manifest = json.loads((ROOT / "manifest.json").read_bytes())
        verification = Verification(manifest["lang"])
        files = {str(path): str(digest) for path, digest in manifest["files"].items()}
    except (OSError, ValueError, TypeError, KeyError, AttributeError):
        print(SAY["vi"]["manifest"])
        return 1
    if sys.version_info < (3, 11):  # noqa: UP036 - an auditor's Python may be older than ours
        verification.fail("python")
        return 1
    check_files(verification, files)
    if verification.wrong:
        return 1  # nothing of what was tampered with is run
    verification.say("files", count=len(files))
    try:
        claims = json.loads((ROOT / "claims.json").read_bytes())
        check_documents(verification, claims, files, manifest["unfetched"])
        check_results(verification, claims, manifest)
    except Exception as error:  # noqa: BLE001 - whatever odd claims make the engine raise, they give no result
        verification.fail("engine", error=repr(error))
    if manifest.get("revision") is None:
        verification.say("no-revision")
    else:
        verification.say("revision", revision=manifest["revision"])
    verification.say("limits", manifest=digest_of(ROOT / "manifest.json"))
    return min(verification.wrong, 1)


def check_files(verification: Verification, files: Json) -> None:
    """Every file that is named is there and the same, and there is no other."""
    there = {
        path.relative_to(ROOT).as_posix()
        for path in ROOT.rglob("*")
        if path.is_symlink() or not path.is_dir()
    }
    for path, digest in sorted(files.items()):
        if path not in there:
            verification.fail("missing", path=path)
        elif (ROOT / path).is_symlink() or digest_of(ROOT / path) != digest:
            verification.fail("changed", path=path)
    for path in sorted(there - set(files) - {"manifest.json"}):
        verification.fail("unlisted", path=path)


def check_documents(verification: Verification, claims: Json, files: Json, unfetched: list[str]) -> None:
    """Every local document has the hash that its dossier promises."""
    same = 0
    for name, dossier in claims["dossiers"].items():
        for document in described(dossier):
            if not document.get("file"):
                continue
            path, promised = f"evidence/{name}/{document['file']}", document.get("sha256")
            if path in unfetched:
                verification.say("unfetched", path=path)
            elif path not in files:
                verification.fail("missing", path=path)
            elif promised is None:
                verification.say("unhashed", path=path)
            elif files[path] != promised.lower():
                verification.fail("document", path=path)
            else:
                same += 1
    verification.say("documents", count=same)


def described(dossier: Json) -> Iterator[Json]:
    """Every document of a dossier: those of its files, and the one that a decision is."""
    for kind in ("self-assessment", "verification", "reply"):
        yield from dossier.get(kind, {}).get("documents", {}).values()
    decision = dossier.get("decision", {}).get("document")
    if decision:
        yield decision


def check_results(verification: Verification, claims: Json, manifest: Json) -> None:
    """The results come out again, on all three bases, to the last figure."""
    sys.path.insert(0, str(ROOT / "engine"))
    from minhchung.audit_pack.reading import recomputed  # noqa: PLC0415 - only now is it known to be untouched

    rules = json.loads((ROOT / "editions.json").read_bytes())
    results = json.loads((ROOT / "results.json").read_bytes())["results"]
    again = recomputed(claims, rules, manifest["units"], manifest["year"])
    old = {(result["unit"], result["basis"]): result for result in results}
    for result in again:
        key = (result["unit"], result["basis"])
        states = {"new": state(result), "old": state(old.get(key))}
        if states["new"] != states["old"]:
            verification.fail("result", unit=key[0], basis=key[1], **states)
        elif key[0] == manifest["unit"]:
            verification.say("same", unit=key[0], year=result["year"], basis=key[1], new=states["new"])
    if not verification.wrong and again != results:
        verification.fail("results")


def state(result: Json | None) -> str:
    if result is None:
        return "-"
    level = "" if result["level"] is None else f" {result['level']}"
    return f"{result['status']}{level}"


def digest_of(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()


if __name__ == "__main__":
    sys.exit(main())
