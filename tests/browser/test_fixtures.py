"""The browser tests stand on these: a folder is served, at the root and under a prefix, and is rendered."""

import pytest

PAGE = """<!doctype html><html lang="vi"><head><meta charset="utf-8"><title>Thử</title>
<link rel="icon" href="data:,"><script>document.title = "Thử nghiệm"</script></head>
<body><p>Thành phố học tập: đạt mức độ 2</p><a href="./sau/">sau</a></body></html>"""


@pytest.mark.parametrize("prefix", ["/", "/hai-phong/"])
def test_a_folder_is_served_at_the_root_and_under_a_prefix(page, serve, tmp_path, prefix):
    (tmp_path / "index.html").write_text(PAGE, encoding="utf-8")
    (tmp_path / "sau").mkdir()
    (tmp_path / "sau" / "index.html").write_text(PAGE, encoding="utf-8")
    address = serve(tmp_path, prefix=prefix)
    response = page.goto(address)
    assert response.status == 200
    assert page.title() == "Thử nghiệm"
    page.get_by_text("sau", exact=True).click()
    assert page.url == address + "sau/"


def test_nothing_is_served_outside_the_prefix(page, serve, tmp_path):
    (tmp_path / "index.html").write_text(PAGE, encoding="utf-8")
    address = serve(tmp_path, prefix="/hai-phong/")
    assert page.request.get(address).status == 200
    assert page.request.get(address.removesuffix("hai-phong/")).status == 404


def test_vietnamese_is_drawn_by_a_font_that_has_it(page, serve, tmp_path):
    """A letter with two marks is no wider than the letter: no empty box, no marks set beside it."""
    (tmp_path / "index.html").write_text(
        '<!doctype html><meta charset="utf-8"><link rel="icon" href="data:,">'
        '<style>span {font: 40px sans-serif}</style><span id="a">eeee</span> <span id="b">ếềểễ</span>',
        encoding="utf-8",
    )
    page.goto(serve(tmp_path))
    plain, marked = (page.locator(f"#{name}").bounding_box()["width"] for name in "ab")
    assert marked == pytest.approx(plain, rel=0.05)
