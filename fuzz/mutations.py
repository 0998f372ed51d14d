"""What can happen to a repository, one small thing at a time.

Each takes its own chance, so that a mutant is the list of its steps, and is made again from them with any of them
left out.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from random import Random

from fuzz.tree import Repository

from fuzz import files, texts

Mutation = Callable[[Random, Repository], None]

MUTATIONS: Mapping[str, Mutation] = {
    made.__name__: made
    for made in (
        texts.value,
        texts.figure,
        texts.nudge,
        texts.swap_values,
        texts.rename_key,
        texts.delete_entry,
        texts.duplicate_entry,
        texts.move_entry,
        texts.indent,
        texts.transplant,
        texts.token,
        texts.comment,
        texts.line_ends,
        texts.rename_id,
        files.bytes_of,
        files.whole,
        files.drop,
        files.drop_folder,
        files.copy_file,
        files.move_file,
        files.copy_folder,
        files.swap_files,
        files.link,
        texts.units_rewritten,
    )
}
_OFTEN = (
    "value",
    "figure",
    "nudge",
    "swap_values",
    "rename_key",
    "delete_entry",
    "copy_folder",
    "transplant",
)
NAMES = (*MUTATIONS, *_OFTEN, *_OFTEN)
