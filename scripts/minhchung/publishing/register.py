"""What lists of many dossiers need of each, gathered in one pass: no list holds whole dossiers, or reads them again. Pure.

The entries are made side by side, and kept from one build to the next.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from hashlib import sha256

from minhchung.assessing.assess import Results
from minhchung.assessing.model import Finding
from minhchung.evidence.model import BASES, Dossier, Evidence, Observation
from minhchung.history.past import Key
from minhchung.publishing.entries import Corrected, Entry
from minhchung.store import Store

_AT_ONCE = 400  # dossiers between two looks into the store: what is kept of them is held together

InOrder = Callable[[Callable[[Key], bytes], Sequence[Key]], Iterable[bytes]]


@dataclass(frozen=True, slots=True)
class Register:
    """`evidence` is all units, and of every dossier its dates and bodies, what was rejected and what was answered:
    neither claims, nor documents, nor observations. `results` are those of the site, whose findings have figures
    without documents.
    """

    evidence: Evidence
    results: Results
    observations: tuple[tuple[Key, Observation], ...]
    corrected: tuple[Corrected, ...]


def registered(
    evidence: Evidence,
    results: Results,
    keys: Mapping[Key, str] | None = None,
    store: Store | None = None,
    in_order: InOrder = map,
) -> Register:
    """The register of `evidence`; `keys` are those of :class:`minhchung.checking.check.Checked`."""
    brief = dict(results)
    heads: dict[Key, Dossier] = {}
    observations: list[tuple[Key, Observation]] = []
    corrected: list[Corrected] = []
    for key, entry in _entries(evidence, results, keys or {}, store, in_order):
        heads[key] = entry.head
        for basis, findings in entry.findings.items():
            brief[*key, basis] = replace(results[*key, basis], findings=findings)
        observations += ((key, observation) for observation in entry.observations)
        corrected += entry.corrected
    return Register(replace(evidence, dossiers=heads), brief, tuple(observations), tuple(corrected))


def _entries(
    evidence: Evidence, results: Results, keys: Mapping[Key, str], store: Store | None, in_order: InOrder
) -> Iterator[tuple[Key, Entry]]:
    """The entry of each dossier, in order."""
    same: dict[str, Finding] = {}
    asked = list(evidence.dossiers)

    def made(key: Key) -> bytes:
        return Entry.of(evidence.dossiers[key], results)

    for start in range(0, len(asked), _AT_ONCE):
        some = asked[start : start + _AT_ONCE]
        names = {
            key: _name(store.code, evidence, results, key, keys[key]) for key in some if store and key in keys
        }
        kept = store.get(names.values()) if store else {}
        found: dict[Key, Entry] = {}
        for key, name in names.items():
            if name in kept:
                with suppress(ValueError, KeyError, TypeError):
                    found[key] = Entry.read(kept[name], same)
        missing = [key for key in some if key not in found]
        new = []
        for key, content in zip(missing, in_order(made, missing), strict=True):
            entry = found[key] = Entry.read(content, same)
            if key in names and not _counts_others(entry):
                new.append((names[key], content))
        if store and new:
            store.put(new)
        yield from ((key, found[key]) for key in some)


def _counts_others(entry: Entry) -> bool:
    """Whether a finding follows from other dossiers, which the name of the entry does not tell."""
    return any(finding.tally for findings in entry.findings.values() for finding in findings.values())


def _name(code: str, evidence: Evidence, results: Results, key: Key, examined: str) -> str:
    sets = [result.criteria for basis in BASES if (result := results.get((*key, basis))) is not None]
    said = f"register {code} {examined} {key} {evidence.sets(key) is None} {sets}"
    return sha256(said.encode()).hexdigest()
