"""Whole repositories, mutated from valid ones."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from random import Random

from fuzz.engine import broken
from fuzz.mutations import MUTATIONS, NAMES
from fuzz.properties import hold
from fuzz.seeds import FAULTY, SEEDS
from fuzz.shrink import fewest, smallest
from fuzz.tree import Repository

STEPS = (1, 1, 1, 2, 2, 3, 4, 8)
OFTEN = (
    ("tiny",) * 20 + ("small",) * 12 + ("edition",) * 4 + ("", "") + ("example", "drawn")
)  # "": a faulty one

Step = tuple[str, int]  # a mutation, and the seed of its own chance
Holding = Callable[[Repository, Repository, Random], object]


@dataclass(frozen=True)
class Mutant:
    """One of a seed and its steps; or, once it was made smaller, the repository itself."""

    seed: str
    steps: tuple[Step, ...]
    chance: int  # of what is tried on it
    holding: Holding = hold
    repository: Repository | None = None

    def made(self) -> Repository:
        if self.repository is not None:
            return self.repository
        mutant = SEEDS[self.seed]().copy()
        for name, chance in self.steps:
            MUTATIONS[name](Random(chance), mutant)
        return mutant

    def hold(self) -> None:
        self.holding(self.made(), SEEDS[self.seed](), Random(self.chance))

    def smaller(self, kind: str) -> Mutant:
        def breaks(mutant: Mutant) -> bool:
            other = broken(mutant)
            return other is not None and other[0] == kind

        few = fewest(self.steps, lambda steps: breaks(replace(self, steps=tuple(steps))))
        mutant = replace(self, steps=tuple(few))
        small = smallest(mutant.made(), lambda files: breaks(replace(mutant, repository=files)))
        return replace(mutant, repository=small)

    def keep(self, folder: Path) -> None:
        mutant = self.made()
        for path, content in mutant.files.items():
            file = folder / path.encode("utf-8", "backslashreplace").decode().replace("\n", "\\n")
            try:
                file.parent.mkdir(parents=True, exist_ok=True)
                file.write_bytes(content)
            except OSError:
                pass  # a name that no disk takes; the steps make it again
        told = f"{self.seed} {self.chance}: {self.steps!r}\nlinks: {sorted(mutant.links)}\n"
        (folder / "steps.txt").write_text(told, encoding="utf-8", errors="backslashreplace")


def case(chance: Random, often: Sequence[str] = OFTEN, holding: Holding = hold) -> Mutant:
    name = chance.choice(often) or chance.choice(tuple(FAULTY))
    steps = [(chance.choice(NAMES), chance.getrandbits(32)) for _ in range(chance.choice(STEPS))]
    return Mutant(name, tuple(steps), chance.getrandbits(32), holding)
