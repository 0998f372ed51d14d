"""What every test can ask for: golden files, and properties that are the same on every run."""

from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import settings

GOLDEN = Path(__file__).parent / "golden"

settings.register_profile("same-every-time", derandomize=True, deadline=None)
settings.load_profile("same-every-time")


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption(
        "--update-golden", action="store_true", help="write tests/golden/ anew instead of comparing with it"
    )


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """What tests found worth telling (record_property) is told at the end of the run, whichever process ran them."""
    reports = [report for kind in ("passed", "failed") for report in terminalreporter.stats.get(kind, [])]
    told = [(name, said) for report in reports for name, said in report.user_properties]
    for name, said in sorted(told):
        terminalreporter.write_line(f"{name} {said}")


@pytest.fixture
def golden(request: pytest.FixtureRequest) -> Callable[[str, str | bytes], None]:
    """`golden("pages/home.html", text)`: the same as tests/golden/pages/home.html, to the last byte."""
    update: bool = request.config.getoption("--update-golden")

    def compare(name: str, actual: str | bytes) -> None:
        path = GOLDEN / name
        if update:
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(actual.encode() if isinstance(actual, str) else actual)
            return
        if not path.exists():
            pytest.fail(f"tests/golden/{name} does not exist yet: pytest --update-golden writes it")
        expected = path.read_bytes()
        hint = f"differs from tests/golden/{name}; if that is meant: pytest --update-golden"
        if isinstance(actual, str):
            assert actual == expected.decode(), hint
        else:
            assert actual == expected, hint

    return compare
