"""A new repository is this one's own files in the words of another city, whole or not at all."""

import subprocess
from pathlib import Path

import pytest
import yaml
from click.testing import CliRunner

from minhchung.cli import main
from minhchung.editor.forge import backend
from minhchung.generating import generate, repository, unit_list
from minhchung.generating.answers import AnswerError, answers, as_yaml
from minhchung.generating.render import rendered
from minhchung.publishing.sharing import is_fictional, report_address
from minhchung.yaml.strict import read

ROOT = Path(__file__).parents[2]
PACKAGE = "minhchung==0.1.0"
MAY_BIEC = {"name": "Thành phố Mây Biếc", "package": PACKAGE, "year": "2026"}
TABLE = "Mã;Tên\n1;Quận Lá Phong\n2;Huyện Cỏ May\n"


@pytest.fixture(scope="module")
def edition():
    files = generate.edition_files("hai-phong-2022")
    return generate._edition(answers(MAY_BIEC), files)


@pytest.fixture
def run(tmp_path, monkeypatch):
    """`run("init", …)` in an empty folder: the exit code and what was said."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("MINHCHUNG_LANG", "vi")
    (tmp_path / "units.csv").write_text(TABLE, encoding="utf-8")

    def invoke(*arguments):
        result = CliRunner().invoke(main, arguments)
        assert result.exception is None or isinstance(result.exception, SystemExit), result.exc_info
        return result.exit_code, result.output

    return invoke


def init(run, folder="city", **others):
    given = {"name": MAY_BIEC["name"], "units": "units.csv", "year": "2026", **others}
    options = [part for key, value in given.items() for part in (f"--{key}", value)]
    return run("init", folder, *options)


def git(folder, *arguments):
    command = ["git", "-C", str(folder), "-c", "user.name=x", "-c", "user.email=x@x.invalid", *arguments]
    return subprocess.run(command, capture_output=True, text=True, check=True).stdout


def test_for_this_repository_init_writes_this_repository(edition):
    """One source: with the answers of Hải Phòng, every shared file is the one that stands here."""
    here = answers(
        {
            "name": "Thành phố Hải Phòng",
            "site": "https://minhchung.example/",
            "repository": "https://forge.example/TEN_TO_CHUC/minhchung",
            "package": PACKAGE,
            "year": "2022",
        }
    )
    shared = repository.read_shared()
    made = rendered(shared, repository.own_templates(), here, edition)
    assert {path for path in made if path not in shared} == {
        ".minhchung.yml",
        "Makefile",
        "README.md",
        "requirements.txt",
    }
    for path in made.keys() & shared.keys():
        assert made[path] == (ROOT / path).read_bytes(), path


def test_what_another_city_shares_is_the_same_to_the_last_byte(edition):
    """Workflows and templates above all; and nothing speaks of Hải Phòng but the plan's own words."""
    shared = repository.read_shared()
    made = rendered(shared, repository.own_templates(), answers(MAY_BIEC), edition)
    differing = {path for path in made.keys() & shared.keys() if made[path] != shared[path]}
    assert differing == {
        *("mkdocs.yml", "mkdocs.en.yml", "mkdocs.example.yml", "mkdocs.en.example.yml"),
        *("docs/vi/about.md", "docs/en/about.md"),
    }
    for path in differing:
        text = made[path].decode().replace("Ủy ban nhân dân thành phố Hải Phòng", "")  # issued the criteria
        assert "Hải Phòng" not in text, path


def test_a_province_is_not_called_a_city_beside_its_units(edition):
    province = answers(MAY_BIEC | {"name": "Tỉnh Lá Sen"})
    made = rendered(repository.read_shared(), repository.own_templates(), province, edition)
    assert "## Tỉnh { #city }" in made["docs/vi/index.md"].decode()
    assert "## The province { #city }" in made["docs/en/index.md"].decode()
    assert "\nTỉnh và từng" in made["docs/vi/units/index.md"].decode()


def test_a_site_in_one_language_has_no_page_of_the_other(edition):
    only = answers({**MAY_BIEC, "languages": "vi"})
    made = rendered(repository.read_shared(), repository.own_templates(), only, edition)
    assert not [path for path in made if "/en/" in path or "mkdocs.en" in path]
    assert b"alternate: []" in made["mkdocs.yml"]


@pytest.mark.parametrize(
    ("address", "editor", "report"),
    [
        (
            "https://github.com/la-sen/kho",
            {"forge": "github", "repository": "la-sen/kho", "sign_in": "https://sign-in.example"},
            "https://github.com/la-sen/kho/issues/new?title={title}&body={body}",
        ),
        (
            "https://gitlab.com/la-sen/so/kho.git",
            {
                "forge": "gitlab",
                "address": "https://gitlab.com",
                "repository": "la-sen/so/kho",
                "app_id": "MA_UNG_DUNG",
            },
            "https://gitlab.com/la-sen/so/kho/-/issues/new?issue[title]={title}&issue[description]={body}",
        ),
        (
            "https://git.example:3000/la-sen/kho/",
            {
                "forge": "forgejo",
                "address": "https://git.example:3000",
                "repository": "la-sen/kho",
                "app_id": "MA_UNG_DUNG",
            },
            "https://git.example:3000/la-sen/kho/issues/new?title={title}&body={body}",
        ),
        (
            "https://git.example/~la-sen/kho",
            None,
            "https://git.example/~la-sen/kho/issues/new?title={title}&body={body}",
        ),
        ("", None, ""),
    ],
)
def test_the_form_and_the_reports_go_to_the_repository_that_was_named(edition, address, editor, report):
    """The forge follows from the host; where the address names no repository, the placeholder stays."""
    given = answers(MAY_BIEC | {"repository": address})
    config = rendered(repository.read_shared(), repository.own_templates(), given, edition)[
        "mkdocs.yml"
    ].decode()
    extra = yaml.safe_load(config)["extra"]
    placeholder = yaml.safe_load((ROOT / "mkdocs.yml").read_text())["extra"]["editor"]
    assert extra["editor"] == (editor or placeholder)
    assert backend(config) is not None
    assert report_address(config) == report


def test_a_difference_that_finds_nothing_is_an_error(edition):
    """A page or configuration here may not change without what is declared about it."""
    shared = repository.read_shared()
    shared["mkdocs.yml"] = shared["mkdocs.yml"].replace(b"site_url:", b"site-url:")
    with pytest.raises(ValueError, match="does not stand there once"):
        rendered(shared, repository.own_templates(), answers(MAY_BIEC), edition)


@pytest.mark.parametrize(
    ("key", "value"),
    [
        ("name", "Mây Biếc"),
        ("name", "Thành phố"),
        ("name", "Thành phố <script>alert(1)</script>"),
        ("name", 'Thành phố X"\nextra: {fictional: true}'),
        ("name", "Thành phố {{ config }}"),
        ("name", "Thành phố ${x} `id`"),
        ("name", "Thành phố 🎉"),
        ("name", "Thành phố " + "dài " * 40),
        ("slug", "../../etc"),
        ("slug", "Hải Phòng"),
        ("code", "1 2; rm"),
        ("edition", "../criteria"),
        ("languages", "vi,fr"),
        ("year", "1e3"),
        ("site", "http://mb.example/"),
        ("site", "https://mb.example/?a=<b>"),
        ("site", "javascript:alert(1)"),
        ("repository", "git@host:x/y"),
        ("package", "minhchung==0.1.0\n--index-url https://x.example"),
        ("package", "other-package"),
        ("members", "quận\nfoo: bar"),
    ],
)
def test_a_hostile_answer_is_refused(key, value):
    with pytest.raises(AnswerError) as caught:
        answers({**MAY_BIEC, key: value})
    assert caught.value.key == key


def test_answers_are_kept_as_they_were_understood():
    given = answers({**MAY_BIEC, "repository": "https://forge.example/mb/kho.git", "languages": "vi"})
    file, problems = read("x", as_yaml(given).encode())
    assert not problems
    assert answers({key: str(value) for key, value in file.data.items()}) == given
    assert given.owner == "mb"


@pytest.mark.parametrize("separator", [",", ";", "\t"])
@pytest.mark.parametrize("mark", ["", "\ufeff"])
def test_a_table_as_spreadsheets_write_it(separator, mark):
    text = mark + TABLE.replace(";", separator).replace("\n", "\r\n")
    found = unit_list.entries(text.encode(), "may-biec")
    assert [(u.code, u.name, u.type, u.id) for u in found] == [
        ("1", "Quận Lá Phong", "quận", "la-phong"),
        ("2", "Huyện Cỏ May", "huyện", "co-may"),
    ]


def test_the_whole_list_of_the_statistics_office_gives_communes():
    """One line for each commune, as the office's table has it; a district without any has an empty list."""
    text = (
        "Quận Huyện,Mã QH,Phường Xã,Mã PX,Cấp\n"
        "Quận Lá Phong,1,Phường Một,11,Phường\nQuận Lá Phong,1,Phường Hai,12,Phường\nHuyện Đảo,2,,,\n"
    )
    first, second = unit_list.entries(text.encode(), "may-biec")
    assert first.communes == [("11", "Phường Một"), ("12", "Phường Hai")]
    assert (first.type, second.type, second.communes) == ("quận", "huyện", [])


def test_two_of_one_name_are_told_apart_by_their_type():
    text = "Mã,Tên\n1,Thành phố Thủy Nguyên\n2,Huyện Thủy Nguyên\n"
    found = unit_list.entries(text.encode(), "may-biec")
    assert [unit.id for unit in found] == ["thanh-pho-thuy-nguyen", "huyen-thuy-nguyen"]


def test_every_fault_of_a_table_is_told_with_its_line(run):
    Path("units.csv").write_text(
        "Mã,Tên\n1,Quận Lá Phong\n1,Quận Khác\n,Huyện Cỏ May\n4,Lá Me\n5,Quận <b>\n6,Quận Lá Phong\n",
        encoding="utf-8",
    )
    code, said = init(run)
    assert code == 2
    assert [line.partition(":")[0] for line in said.splitlines() if line.startswith("Dòng")] == [
        f"Dòng {line}" for line in (3, 4, 5, 6, 7)
    ]
    assert "có ở dòng 2" in said
    assert not Path("city").exists()


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"", "tệp trống"),
        ("Mã,Tên,Thí điểm\n1,Quận A,v\n".encode(), "Thí điểm"),
        ("Mã,Tên\n".encode(), "không có dòng nào"),
        ("Mã,Tên\n1,Quận A\xff".encode("latin-1", "replace") + b"\xff", "UTF-8"),
        (b"a,b\n1,2\n", "Mã"),
        ('Mã,Tên\n1,"Quận A\n'.encode(), "lá|Dòng|Đã"),
    ],
)
def test_a_table_that_is_none_is_told_so(run, content, words):
    Path("units.csv").write_bytes(content)
    _, said = init(run)
    assert any(word in said for word in words.split("|"))
    assert "Traceback" not in said


def test_a_new_repository_is_without_error_and_every_unit_is_yet_to_submit(run, monkeypatch):
    code, said = init(run)
    assert (code, said.partition(":")[0]) == (0, "Đã lập kho trong city")
    assert git("city", "log", "--format=%an %s") == "minhchung Thành phố Mây Biếc: kho minh chứng mới\n"
    assert git("city", "status", "--porcelain") == ""
    monkeypatch.chdir("city")
    assert run("check") == (0, "Không có lỗi, không có cảnh báo.\n")
    assert run("generate", "--check") == (0, "")
    _, said = run("assess", "--basis", "self")
    assert said.count("Chưa nộp hồ sơ") == 3
    assert not is_fictional(Path("mkdocs.yml").read_text(encoding="utf-8"))
    assert not any(path.suffix == ".py" for path in Path().rglob("*"))


def test_what_is_there_is_left_alone(run):
    Path("city").mkdir()
    Path("city/mine.txt").write_text("x")
    code, said = init(run)
    assert code == 2
    assert "không ghi đè" in said
    assert [path.name for path in Path("city").iterdir()] == ["mine.txt"]


def test_nothing_is_left_half_written(run, monkeypatch):
    def broken(*_, **__):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(repository, "_run", broken)
    code, said = init(run)
    assert code == 2
    assert "đĩa đã đầy" in said
    assert sorted(path.name for path in Path().iterdir()) == ["units.csv"]


def test_an_unknown_edition_and_a_missing_answer_are_told(run):
    assert "Hiện có: hai-phong-2022" in init(run, edition="khong-co")[1]
    assert "--units" in run("init", "city", "--name", MAY_BIEC["name"])[1]
    assert "Không đọc được" in init(run, units="nowhere.csv")[1]


def test_at_a_terminal_a_wrong_answer_is_asked_again_at_once(run, monkeypatch):
    """Nobody types nine answers to learn at the end that the first was none."""
    typed = [
        "Mây Biếc",
        "Thành phố Mây Biếc",
        "",
        "khong-co.csv",
        "units.csv",
        "la",
        "",
        "26",
        "2026",
        "fr",
        "vi",
    ]
    typed += ["http://mb.example/", "", "mb", "", "o dau", ""]
    monkeypatch.setattr("minhchung.cli.asking.at_a_terminal", lambda: True)
    result = CliRunner().invoke(main, ["init", "city"], input="\n".join([*typed, ""]))
    assert result.exit_code == 0, result.output
    assert result.output.count("Lỗi: ") == 8
    kept = Path("city/.minhchung.yml").read_text(encoding="utf-8")
    assert 'name: "Thành phố Mây Biếc"' in kept


def test_answers_may_stand_in_a_file(run):
    text = (
        f"name: {MAY_BIEC['name']}\nunits: units.csv\nyear: 2026\nlanguages: vi\nsite: https://mb.example/\n"
    )
    Path("a.yml").write_text(text, encoding="utf-8")
    assert run("init", "city", "--answers", "a.yml")[0] == 0
    Path("b.yml").write_text("nam: 1\n", encoding="utf-8")
    assert "nam" in run("init", "other", "--answers", "b.yml")[1]


@pytest.fixture(scope="module")
def example(tmp_path_factory):
    place = tmp_path_factory.mktemp("example") / "city"
    result = CliRunner().invoke(main, ["init", str(place), "--example"])
    assert result.exit_code == 0, result.output
    return place


def test_the_example_has_its_story_as_history(example, run, monkeypatch):
    """The same commits anywhere, each by an organisation on its day; and the files come out as they stand here."""
    assert run("init", "again", "--example")[0] == 0
    assert git("again", "rev-parse", "HEAD") == git(example, "rev-parse", "HEAD")
    assert int(git(example, "rev-list", "--count", "HEAD")) > 80
    here = ROOT / "examples" / "may-biec"
    for path in here.rglob("*.yml"):
        made = (example / "evidence" / path.relative_to(here)).read_text(encoding="utf-8")
        assert made.partition("\n")[2] == path.read_text(encoding="utf-8").partition("\n")[2], path
    monkeypatch.chdir(example)
    assert run("check")[0] == 0
    said = run("history", "song-xanh", "2022", "--indicator", "2.1.1")[1]
    assert "Phòng Giáo dục và Đào tạo quận Sông Xanh" in said
    assert "62" in said
    assert is_fictional(Path("mkdocs.yml").read_text(encoding="utf-8"))


def change(monkeypatch, path, old, new):
    """From now on the package's file `path` says something else: a newer version."""
    shared = repository.read_shared()
    assert old in shared[path]
    shared[path] = shared[path].replace(old, new)
    monkeypatch.setattr(generate, "read_shared", lambda: shared)


def test_a_newer_version_is_shown_first_and_keeps_what_was_edited(run, monkeypatch):
    init(run)
    monkeypatch.chdir("city")
    assert run("update") == (0, "Không có gì phải đổi.\n")
    page, workflow = Path("docs/vi/submit.md"), Path(".github/workflows/check.yml")
    page.write_text(page.read_text(encoding="utf-8") + "\nCủa riêng chúng tôi.\n", encoding="utf-8")
    git(".", "commit", "-qam", "local")
    change(monkeypatch, ".github/workflows/check.yml", b"timeout-minutes: 15", b"timeout-minutes: 16")
    code, said = run("update", "--diff")
    assert code == 0
    assert "timeout-minutes: 16" in said
    assert "Chưa ghi gì" in said
    assert "timeout-minutes: 15" in workflow.read_text(encoding="utf-8")
    assert run("update", "--apply")[0] == 0
    assert "timeout-minutes: 16" in workflow.read_text(encoding="utf-8")
    assert page.read_text(encoding="utf-8").endswith("Của riêng chúng tôi.\n")
    assert run("update") == (0, "Không có gì phải đổi.\n")
    assert git(".", "status", "--porcelain") == ""


def test_a_place_that_both_sides_changed_is_named(run, monkeypatch):
    init(run)
    monkeypatch.chdir("city")
    workflow = Path(".github/workflows/check.yml")
    text = workflow.read_text(encoding="utf-8")
    workflow.write_text(text.replace("timeout-minutes: 15", "timeout-minutes: 99"), encoding="utf-8")
    git(".", "commit", "-qam", "local")
    change(monkeypatch, ".github/workflows/check.yml", b"timeout-minutes: 15", b"timeout-minutes: 16")
    assert ".github/workflows/check.yml" in run("update")[1]
    code, said = run("update", "--apply")
    assert code == 2
    assert "<<<<<<<" in said
    assert "<<<<<<<" in workflow.read_text(encoding="utf-8")


def test_an_answer_may_be_changed_later(run, monkeypatch):
    init(run)
    monkeypatch.chdir("city")
    file = Path(".minhchung.yml")
    file.write_text(
        file.read_text(encoding="utf-8").replace("https://may-biec.example/", "https://mb.example/kho/"),
        encoding="utf-8",
    )
    assert "Còn thay đổi" in run("update", "--apply")[1]
    git(".", "commit", "-qam", "a new address")
    assert run("update", "--apply")[0] == 0
    assert "site_url: https://mb.example/kho/en/" in Path("mkdocs.en.yml").read_text(encoding="utf-8")


def test_update_elsewhere_says_why_not(run, monkeypatch):
    assert "minhchung init" in run("update")[1]
    init(run)
    monkeypatch.chdir("city")
    git(".", "checkout", "-q", "--orphan", "other")
    git(".", "commit", "-qm", "history dropped")
    assert "không phân biệt được" in run("update")[1]


def test_under_an_invented_edition_every_page_says_that_nothing_is_a_real_result(run):
    """Nobody issued it: no real place may seem to be judged by it, nor be called unreal. Units are called what they are."""
    Path("units.csv").write_text("Mã,Tên\n1,Phường Đèn Biển\n2,Xã Hoa Bèo\n", encoding="utf-8")
    assert init(run, edition="xa-phuong-vi-du", languages="vi")[0] == 0
    config = Path("city/mkdocs.yml").read_text(encoding="utf-8")
    assert is_fictional(config)
    readme = Path("city/README.md").read_text(encoding="utf-8")
    assert "ở đây không có kết quả thật của địa phương nào" in readme
    assert "không có thật" not in readme
    assert "công nhận phường, xã, thành phố học tập của Mây Biếc" in config
    assert not Path("city/mkdocs.example.yml").exists()
    assert "quận, huyện" not in Path("city/docs/vi/index.md").read_text(encoding="utf-8").casefold()
    assert "`xa-phuong-vi-du`" in Path("city/docs/vi/submit.md").read_text(encoding="utf-8")
    assert Path("city/criteria/xa-phuong-vi-du/schema/units.json").is_file()


def test_a_city_may_bring_an_edition_of_its_own(run, monkeypatch):
    """A folder anywhere; it is copied, its schemas are made, and a newer version leaves it alone."""
    folder = ROOT / "tests" / "editions" / "vi-du-2031"
    assert init(run, edition=str(folder))[0] == 0
    monkeypatch.chdir("city")
    assert run("check")[0] == 0
    assert run("generate", "--check") == (0, "")
    assert run("update") == (0, "Không có gì phải đổi.\n")
    assert not is_fictional(Path("mkdocs.yml").read_text(encoding="utf-8"))


def test_an_edition_with_a_fault_is_not_said_to_be_missing(run, monkeypatch):
    """The fault itself is told, and nothing that only follows from it."""
    folder = ROOT / "tests" / "editions" / "vi-du-2031"
    assert init(run, edition=str(folder))[0] == 0
    monkeypatch.chdir("city")
    place = Path("criteria/vi-du-2031/district.yml")
    place.write_text(place.read_text(encoding="utf-8").replace("slug:", "slog:", 1), encoding="utf-8")
    code, said = run("check")
    assert code == 1
    assert "1 lỗi" in said
    assert "unknown-edition" not in said
    code, said = run("update")
    assert code == 2
    assert "criteria/vi-du-2031/district.yml" in said
