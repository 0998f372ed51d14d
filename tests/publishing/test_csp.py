"""The policy of a page: its own files, and of inline scripts only those that stand in it."""

from minhchung.publishing.csp import hash_source, inline_scripts, policy


def test_only_scripts_that_run_and_are_no_files_are_hashed():
    html = (
        "<script>a()</script><script src='x.js'></script>"
        '<script id="__config" type="application/json">{}</script><script type="module">\nb()\n</script>'
    )
    assert inline_scripts(html) == ["a()", "\nb()\n"]


def test_a_hash_is_the_one_a_browser_computes():
    """The example of the CSP specification: sha256 of alert('Hello, world.');"""
    assert hash_source("alert('Hello, world.');") == "'sha256-qznLcsROx4GACP2dm0UCKCzCG+HiZ1guq6ZZDob/Tng='"


def test_nothing_is_loaded_from_elsewhere():
    text = policy(["a()"])
    assert text.startswith("default-src 'none'; script-src 'self' 'sha256-")
    assert "unsafe" not in text
    assert "http" not in text
    assert "*" not in text


def test_the_same_script_twice_is_one_hash():
    assert policy(["a()", "a()"]) == policy(["a()"])
