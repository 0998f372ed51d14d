"""Commands that speak the reader's language: help, options and errors in Vietnamese or English."""

from __future__ import annotations

import errno
import gettext
import os
import sys
from collections.abc import Callable
from importlib.resources import files
from typing import Any

import click

from minhchung.i18n import LANGS, N_, Lang, translator


class CliError(click.ClickException):
    """A failure that is told in one sentence (a message id, and what it needs); exit status 2."""

    exit_code = 2

    def __init__(self, message: str, **params: Any) -> None:
        super().__init__(message)
        self.params = params

    def format_message(self) -> str:
        return say(self.message, **self.params)


def language() -> Lang:
    """The language asked for: `--lang` wherever it stands, else $MINHCHUNG_LANG, else Vietnamese.

    Read before click parses anything, since click's own words and the help need it too.
    """
    arguments = sys.argv[1:]
    asked = os.environ.get("MINHCHUNG_LANG", "vi")
    for position, argument in enumerate(arguments):
        if argument == "--lang" and position + 1 < len(arguments):
            asked = arguments[position + 1]
        elif argument.startswith("--lang="):
            asked = argument.partition("=")[2]
    return "en" if asked == "en" else "vi"


def say(message: str, **params: Any) -> str:
    """The sentence of a message id in the language asked for."""
    return translator(language()).gettext(message).format(**params)


_REASONS = {
    errno.ENOSPC: N_("đĩa đã đầy"),
    errno.EDQUOT: N_("đã hết dung lượng được cấp"),
    errno.EFBIG: N_("tệp lớn hơn mức hệ thống cho phép"),
    errno.EACCES: N_("không có quyền"),
    errno.EPERM: N_("không có quyền"),
    errno.EROFS: N_("ổ đĩa chỉ cho đọc"),
    errno.EIO: N_("ổ đĩa bị lỗi"),
    errno.ENOENT: N_("không có tệp hoặc thư mục này"),
    errno.ENOTDIR: N_("một phần của đường dẫn là tệp, không phải thư mục"),
    errno.EISDIR: N_("đó là thư mục, không phải tệp"),
}


def reason(error: OSError) -> str:
    """Why the system refused, in the language asked for; the system's own words where it is something rare."""
    known = _REASONS.get(error.errno or 0)
    return say(known) if known else error.strerror or str(error)


def speak() -> None:
    """Make click's own words follow the language (it asks gettext's default domain for them)."""
    lang = language()
    os.environ["LANGUAGE"] = lang
    gettext.bindtextdomain("messages", str(files("minhchung") / "locale"))


class _Words(click.Command):
    def format_help_text(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        original, self.help = self.help, say(self.help) if self.help else None
        super().format_help_text(ctx, formatter)
        self.help = original

    def format_epilog(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Examples, as they are typed."""
        if self.epilog:
            formatter.write_paragraph()
            with formatter.section(say("Ví dụ")):
                formatter.write_dl([(line, "") for line in self.epilog.splitlines()])

    def get_short_help_str(self, limit: int = 45) -> str:
        return say(self.help).split("\n")[0] if self.help else ""


class Command(_Words):
    """A command whose help is a message id."""


class Group(_Words, click.Group):
    """A group whose help is a message id."""

    command_class = Command


class Option(click.Option):
    """An option whose help is a message id."""

    def get_help_record(self, ctx: click.Context) -> tuple[str, str] | None:
        original, self.help = self.help, say(self.help) if self.help else None
        record = super().get_help_record(ctx)
        self.help = original
        return record


def option(*declarations: str, **attributes: Any) -> Callable[[Any], Any]:
    return click.option(*declarations, cls=Option, **attributes)


LANG_CHOICE = click.Choice(LANGS)
