"""The answers of `init` and `update`: from a file, from a terminal, and what is wrong with one."""

from __future__ import annotations

import sys
import time
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from minhchung import __version__
from minhchung.cli.speaking import CliError, language, reason, say
from minhchung.i18n import N_

if TYPE_CHECKING:
    from minhchung.generating.answers import Answers
    from minhchung.generating.unit_list import Entry

ASKED = {  # what is asked at a terminal, in this order; the answer for who only presses Enter stands beside it
    "name": N_("Tên đầy đủ của thành phố hoặc tỉnh (ví dụ: Thành phố Mây Biếc)"),
    "code": N_("Mã của thành phố theo cơ quan thống kê (có thể bỏ trống)"),
    "units": N_("Tệp CSV có mã và tên các đơn vị"),
    "edition": N_("Bộ tiêu chí ({editions}), hoặc thư mục chứa bộ tiêu chí"),
    "year": N_("Năm đánh giá đầu tiên"),
    "languages": N_("Ngôn ngữ của trang: «vi» hoặc «vi,en»"),
    "site": N_("Địa chỉ của trang công khai (https://…)"),
    "repository": N_("Địa chỉ của kho git (https://…; có thể bỏ trống)"),
    "package": N_("Chương trình lấy từ đâu: số phiên bản, tệp .whl, hoặc địa chỉ git"),
}

WRONG = {
    "name": N_(
        "Tên «{value}» không hợp lệ. Ghi đủ «Thành phố …» hoặc «Tỉnh …», chỉ gồm chữ, số, dấu cách, gạch nối, tối đa 100 ký tự."
    ),
    "slug": N_("Mã thư mục «{value}» không hợp lệ. Chỉ dùng chữ thường không dấu, số và gạch nối."),
    "code": N_("Mã «{value}» không hợp lệ. Mã gồm chữ không dấu, số, tối đa 20 ký tự."),
    "edition": N_("Tên bộ tiêu chí «{value}» không hợp lệ. Chỉ dùng chữ thường không dấu, số và gạch nối."),
    "members": N_("Tên gọi chung của các đơn vị «{value}» không hợp lệ (ví dụ: quận, huyện)."),
    "languages": N_("Ngôn ngữ «{value}» chưa có. Ghi «vi» hoặc «vi,en»."),
    "year": N_("Năm «{value}» không hợp lệ (ví dụ: 2026)."),
    "site": N_("Địa chỉ trang «{value}» không hợp lệ. Cần một địa chỉ https:// đơn giản."),
    "repository": N_("Địa chỉ kho «{value}» không hợp lệ. Cần một địa chỉ https:// đơn giản."),
    "package": N_(
        "«{value}» không cho biết lấy chương trình từ đâu. Ghi số phiên bản (0.1.0), tệp .whl, hoặc git+https://…"
    ),
}
UNKNOWN = N_("Không có câu hỏi nào tên «{key}». Các tên: {known}.")


def from_file(file: Path) -> dict[str, Any]:
    from minhchung.yaml.strict import read
    from minhchung.yaml.typed import untyped

    try:
        content = file.read_bytes()
    except OSError as error:
        raise CliError(
            N_("Không đọc được «{path}»: {detail}."), path=str(file), detail=reason(error)
        ) from None
    read_file, problems = read(str(file), content)
    data = untyped(read_file.data)
    if (
        problems
        or not isinstance(data, dict)
        or not all(isinstance(value, str | None) for value in data.values())
    ):
        raise CliError(
            N_("«{path}» không phải tệp trả lời: mỗi dòng một mục, ví dụ «name: Thành phố Mây Biếc»."),
            path=str(file),
        )
    for key in data:
        if key not in {*ASKED, "slug", "members", "fictional"}:
            raise CliError(UNKNOWN, key=key, known=", ".join(ASKED))
    return {key: value for key, value in data.items() if value is not None}


def ask(said: dict[str, Any]) -> None:
    """Ask for what is missing, at a terminal; what cannot be an answer is asked again at once."""
    from minhchung.generating.generate import known_editions
    from minhchung.generating.slug import short, slug

    if not at_a_terminal():
        return
    for key, question in ASKED.items():
        if key in said:
            continue
        name = slug(short(str(said.get("name", ""))))
        suggested = {
            "edition": "hai-phong-2022",
            "year": str(time.localtime().tm_year),
            "languages": "vi,en",
            "site": f"https://{name}.example/",
            "package": __version__,
            "code": "",
            "repository": "",
        }
        words = say(question, editions=", ".join(known_editions())) if key == "edition" else say(question)
        said[key] = click.prompt(
            words,
            default=suggested.get(key),
            show_default=bool(suggested.get(key)),
            value_proc=partial(_checked, key),
        )


def at_a_terminal() -> bool:
    return sys.stdin.isatty()


def _checked(key: str, value: str) -> str:
    """The answer to one question, if it can be one. Raises click.UsageError, at which click asks again."""
    try:
        if key == "units":
            table_of(Path(value))
        elif key == "edition":
            edition_of(value)
        else:
            sound = {"name": "Thành phố Mây Biếc", "year": "2022", "package": __version__} | {key: value}
            answers_of({**sound, "package": package_of(sound["package"])})
    except CliError as error:
        raise click.UsageError(error.format_message()) from None
    return value


def table_of(file: Path, city: str = "") -> list[Entry]:
    """The units of the table in `file`; none may have the id `city`. Raises CliError."""
    from minhchung.generating.unit_list import TableError, entries

    try:
        return entries(file.read_bytes(), city)
    except OSError as error:
        raise CliError(
            N_("Không đọc được «{path}»: {detail}."), path=str(file), detail=reason(error)
        ) from None
    except TableError as error:
        lines = [
            say(N_("Dòng {line}: {fault}"), line=fault.line, fault=say(fault.message, **fault.params))
            for fault in error.faults
        ]
        raise CliError("{detail}", detail="\n".join([f"{file}:", *lines])) from None


def edition_of(name: str) -> dict[str, bytes]:
    """The files of the edition `name`, or of the one in the folder `name`. Raises CliError."""
    from minhchung.checking.report import text
    from minhchung.generating import generate
    from minhchung.i18n import translator

    try:
        return generate.edition_files(name)
    except generate.NoEditionError as error:
        raise CliError(
            N_(
                "Không có bộ tiêu chí «{name}», và đó cũng không phải thư mục chứa một bộ tiêu chí. Hiện có: {known}."
            ),
            name=error.name,
            known=", ".join(error.known),
        ) from None
    except generate.ProblemsError as error:
        raise CliError("{detail}", detail=text(error.problems, translator(language()))) from None


def package_of(value: str) -> str:
    """What the repository is to install, as pip reads it."""
    if value.endswith(".whl") and "://" not in value:
        place = Path(value).resolve()
        if not place.is_file():
            raise CliError(WRONG["package"], value=value)
        return f"minhchung @ {place.as_uri()}"
    if "://" in value and not value.startswith("minhchung @"):
        return f"minhchung @ {value}"
    return value if value.startswith("minhchung") else f"minhchung=={value}"


def answers_of(said: dict[str, Any]) -> Answers:
    from minhchung.generating.answers import AnswerError, answers

    try:
        return answers(said)
    except AnswerError as error:
        raise CliError(WRONG[error.key], value=error.value[:120]) from None
