"""Examples changed at random, with a fixed seed: every report, every page and every data file is made of whatever is left.

The same mutations ran for about twenty minutes over the whole way from bytes to a site; what they found is kept as tests of its own.
"""

import random
import re

import pytest

from tests.hostile.payloads import PAYLOADS, yaml
from tests.hostile.small_site import city, faults, made

TOKENS = [
    *(
        b"{",
        b"}",
        b"[",
        b"]",
        b":",
        b"\n",
        b"  ",
        b"- ",
        b'"',
        b"'",
        b"#",
        b"|\n",
        b"&a ",
        b"*a",
        b"!!x ",
        b"<<: ",
        b"? ",
    ),
    *(
        b"true",
        b"-1",
        b"0",
        b"9" * 300,
        b"0." + b"0" * 300 + b"1",
        b"0,05",
        b"1e9",
        b"null",
        b"~",
        b"2022-02-30",
    ),
    *(b"\xcc\x81", b"\xe2\x80\xae", b"\x00", b"1.1.1", b"2.1.2", b"documents", b"evidence"),
]
WORDS = [yaml(payload).encode() for payload in PAYLOADS.values()]
SCALAR = re.compile(rb"(?m)^( *(?:- )?[\w.-]+: )([^{\[>|\n]+)$")
IN_FLOW = re.compile(rb"(: )([^,{}\[\]\n]+)(?=[,}])")
EXAMPLES = 12  # of each seed: the whole way takes a third of a second


def mutated(chance: random.Random) -> dict[str, bytes]:
    files = dict(city())
    for _ in range(chance.choice([1, 1, 2, 3])):
        path = chance.choice([path for path in files if path.endswith(".yml")])
        content = files[path]
        places = list(chance.choice([SCALAR, IN_FLOW]).finditer(content))
        if places and chance.random() < 0.75:  # another value, whose file can mostly still be read
            place = chance.choice(places)
            value = chance.choice(WORDS if chance.random() < 0.75 else TOKENS)
            files[path] = content[: place.start(2)] + value + content[place.end(2) :]
        else:  # another byte, line or hole
            at = chance.randrange(len(content))
            gone = chance.choice([0, 0, 1, 10, 40])
            files[path] = content[:at] + chance.choice(TOKENS) + content[at + gone :]
    return files


@pytest.mark.parametrize("seed", range(4))
def test_whatever_stands_in_the_files_there_is_a_site_or_a_sentence(seed):
    chance = random.Random(seed)
    for number in range(EXAMPLES):
        site = made(mutated(chance), (chance.choice(["vi", "en"]),))
        assert site.files or site.checked.has_errors
        if number % 4 == 0:
            unfilled = "left unfilled"  # a payload names the tokens of the frames: as text
            assert [fault for fault in faults(site) if unfilled not in fault] == []
