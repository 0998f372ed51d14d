"""Every document of a folder of evidence held against its hash: local files, addresses, archived copies.

Reads files and, through a fetcher, the network; writes the record.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from concurrent.futures import ThreadPoolExecutor, as_completed
from pathlib import Path
from urllib.parse import urlsplit

from minhchung import whole
from minhchung.checking.personal.datum import Datum
from minhchung.documents.compare import Answer, Outcome, of_answer, of_file
from minhchung.documents.described import Described, described
from minhchung.documents.extract import personal_data_in
from minhchung.documents.fetch import Fetcher
from minhchung.documents.record import FILE, Record, load
from minhchung.git import TreeError, git
from minhchung.workspace import Folder, Workspace

Outcomes = dict[tuple[Described, str], Outcome]
Progress = Callable[[int, int, str, Answer], None]  # how many are done, of how many, which one, what came

HOSTS_AT_ONCE = 8
_BETWEEN = 1.0  # seconds between two requests to one host


def documents_of(workspace: Workspace) -> list[Described]:
    """All documents of all dossiers, faulty ones included."""
    return list(described(workspace.checked.sources))


def check_documents(
    folder: Folder, documents: Iterable[Described], fetcher: Fetcher | None, progress: Progress
) -> Outcomes:
    """What became of each place of each document; without a `fetcher` addresses are not checked."""
    places = [(document, place) for document in documents for place in document.addresses]
    urls = dict.fromkeys(document.addresses[place] for document, place in places if place != "file")
    answers = fetch_all(fetcher, urls, progress) if fetcher else {}
    outcomes: Outcomes = {}
    for document, place in places:
        address = document.addresses[place]
        if place == "file":
            outcomes[document, place] = of_file(document.sha256, local(folder, document))
        elif fetcher:
            outcomes[document, place] = of_answer(document.sha256, answers[address])
        else:
            outcomes[document, place] = Outcome("not-checked", "offline")
    return outcomes


def fetch_all(fetcher: Fetcher, urls: Iterable[str], progress: Progress) -> dict[str, Answer]:
    """Each address once; several hosts at a time, but each host one by one with a rest between."""
    by_host: dict[str, list[str]] = {}
    for url in urls:
        by_host.setdefault(_host(url), []).append(url)
    total = sum(map(len, by_host.values()))
    answers: dict[str, Answer] = {}

    def ask(own: list[str]) -> None:
        for number, url in enumerate(own):
            if number:
                fetcher.sleep(_BETWEEN)
            answers[url] = fetcher.get(url)
            progress(len(answers), total, url, answers[url])

    with ThreadPoolExecutor(HOSTS_AT_ONCE) as pool:
        for done in as_completed([pool.submit(ask, own) for own in by_host.values()]):
            done.result()
    return answers


def local(folder: Folder, document: Described) -> bytes | None:
    """The bytes of a document's local file; None where there is no plain file of that name."""
    path = place_of(folder, document)
    if path is None or not folder.tree.is_plain(path):
        return None
    return folder.tree.read(path)


def place_of(folder: Folder, document: Described) -> str | None:
    """Where in the repository its local file stands; None where it has none."""
    inside = f"{document.unit}/{document.year:04d}/{document.file}"
    return None if document.file is None else inside if folder.path == "." else f"{folder.path}/{inside}"


def uncommitted_personal_data(
    folder: Folder, documents: Iterable[Described]
) -> list[tuple[Described, list[Datum]]]:
    """Local files that git does not yet hold as they are, with personal data in their text."""
    try:
        said = git(folder.root, "status", "--porcelain", "-z", "--untracked-files=all", "--", folder.path)
        fresh = {entry[3:] for entry in said.split("\0")}
    except TreeError:
        fresh = None  # outside git everything is uncommitted
    found = []
    for document in documents:
        path = place_of(folder, document)
        if path is not None and (fresh is None or path in fresh):
            content = local(folder, document)
            data = personal_data_in(content) if content else []
            if data:
                found.append((document, data))
    return found


def read_record(folder: Folder) -> Record:
    """The record of a folder of evidence; an empty one where there is none."""
    path = FILE if folder.path == "." else f"{folder.path}/{FILE}"
    return load(folder.tree.read(path))[0] if folder.tree.is_plain(path) else Record({})


def write_record(folder: Folder, record: Record) -> Path:
    place = folder.root / folder.path / FILE
    whole.write(place, record.text().encode())
    return place


def _host(url: str) -> str:
    try:
        return urlsplit(url).hostname or ""
    except ValueError:  # what is no address: said when it is fetched
        return ""
