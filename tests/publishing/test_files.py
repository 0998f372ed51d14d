"""The old site is replaced whole, or stays as it was."""

from pathlib import Path

import pytest

from minhchung.publishing import files

SITE = {"index.html": b"new", "sitemap.xml": b"", "units/a/index.html": b"a"}


def test_the_folder_holds_exactly_the_files(tmp_path):
    out = tmp_path / "deep" / "site"
    files.replace(out, SITE)
    assert files.read(out) == SITE


def test_files_are_written_as_they_come(tmp_path):
    out = tmp_path / "site"

    def coming():
        for path, content in SITE.items():
            yield path, content
            (stage,) = tmp_path.glob(".site.new-*")
            assert (stage / "new" / path).read_bytes() == content
        yield "large.csv", (part for part in (b"a,", b"b"))

    assert files.replace(out, coming()) == 4
    assert files.read(out) == {**SITE, "large.csv": b"a,b"}


def test_a_maker_of_files_that_fails_leaves_the_old_site(tmp_path):
    out = tmp_path / "site"
    files.replace(out, SITE)

    def failing():
        yield "index.html", b"newer"
        raise KeyError("units.yml")

    with pytest.raises(KeyError):
        files.replace(out, failing())
    assert files.read(out) == SITE
    assert [path.name for path in tmp_path.iterdir()] == ["site"]


def test_two_at_work_do_not_clear_one_another_away(tmp_path):
    out = tmp_path / "site"

    def slow():
        yield from SITE.items()
        files.replace(out, {**SITE, "quick.html": b""})
        yield "slow.html", b""

    files.replace(out, slow())
    assert files.read(out) == {**SITE, "slow.html": b""}
    assert [path.name for path in tmp_path.iterdir()] == ["site"]


def test_two_files_at_one_path_are_refused(tmp_path):
    with pytest.raises(ValueError, match="two files at"):
        files.replace(tmp_path / "site", [*SITE.items(), ("index.html", b"")])


def test_what_the_old_site_had_and_the_new_one_has_not_is_gone(tmp_path):
    out = tmp_path / "site"
    files.replace(out, {**SITE, "old.html": b""})
    files.replace(out, SITE)
    assert files.read(out) == SITE
    assert [path.name for path in tmp_path.iterdir()] == ["site"]


@pytest.mark.parametrize("step", ["write_bytes", "rename"])
def test_a_run_that_stops_half_way_leaves_the_old_site(tmp_path, monkeypatch, step):
    out = tmp_path / "site"
    files.replace(out, SITE)
    real = getattr(Path, step)

    def fails(path, *args):
        if path.name in {"index.html", "new"} and path.parent != out:
            raise OSError("no space left")
        return real(path, *args)

    monkeypatch.setattr(Path, step, fails)
    monkeypatch.setattr(files, "_exchanged", lambda *_: False)  # as where the system cannot do it at once
    with pytest.raises(OSError, match="no space left"):
        files.replace(out, {**SITE, "index.html": b"newer"})
    monkeypatch.undo()
    assert files.read(out) == SITE
    assert [path.name for path in tmp_path.iterdir()] == ["site"]


def test_a_folder_that_is_no_site_is_never_replaced(tmp_path):
    (tmp_path / "thesis.txt").write_text("years of work")
    with pytest.raises(FileExistsError, match="is not a site"):
        files.replace(tmp_path, SITE)
    assert (tmp_path / "thesis.txt").exists()


@pytest.mark.parametrize("path", ["../x", "/etc/x", "a/../../x", "./x", ""])
def test_a_path_that_leads_out_of_the_site_is_refused(tmp_path, path):
    with pytest.raises(ValueError, match="not a path inside the site"):
        files.replace(tmp_path / "site", {**SITE, path: b""})
    assert not (tmp_path / "site").exists()
