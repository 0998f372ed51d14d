"""`make fuzz`: what nobody thought of, on purpose.

`python -m fuzz TARGET [-runs=N] [-seed=N] [-max_total_time=SECONDS]`. The targets `repository`, `command`, `sheet`,
`paper` and `past` change what is sound, step by step; `reader`, `checker` and `workbook` try bytes, guided by which
lines of the code they reach (fuzz/guided.py, which needs atheris). Held, whatever there is: no traceback, no wait, no
verdict on a file that has an error. What is found becomes a test of its own.
"""

import sys
from importlib import import_module

MUTATED = {
    "repository": "repository",
    "sheet": "sheets",
    "command": "commands",
    "paper": "papers",
    "past": "pasts",
}

name, *options = sys.argv[1:] or [""]
if name in MUTATED:
    made = import_module(f"fuzz.{MUTATED[name]}").case
    sys.exit(import_module("fuzz.engine").main(name, made, options))
import_module("fuzz.guided").main(name, options)
