"""`minhchung documents`: documents held against their hashes, and one more document in a dossier."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from minhchung.cli.main import Settings
from minhchung.cli.speaking import CliError, Command, Group, option, say
from minhchung.i18n import N_

if TYPE_CHECKING:
    from minhchung.checking.personal.datum import Datum
    from minhchung.documents.compare import Answer, Outcome

STATES = {
    "matches": N_("mã băm trùng khớp"),
    "changed": N_("đã thay đổi"),
    "gone": N_("không còn"),
    "unreachable": N_("chưa truy cập được"),
    "not-checked": N_("chưa kiểm tra"),
    "no-hash": N_("còn đó, hồ sơ không ghi mã băm để so"),
    "lfs-pointer": N_("Git LFS, chưa tải về (chạy «git lfs pull»)"),
}

WHY = {
    "offline": N_("không dùng mạng"),
    "bad-link": N_("địa chỉ không được phép mở"),
    "private-address": N_("địa chỉ thuộc mạng nội bộ"),
    "too-large": N_("tệp quá lớn"),
    "too-many-redirects": N_("chuyển hướng quá nhiều lần"),
    "unknown-host": N_("không có máy chủ tên này"),
    "tls": N_("chứng thư số không hợp lệ"),
    "timeout": N_("quá lâu không trả lời"),
    "connection": N_("kết nối bị đứt hoặc bị từ chối"),
}

_REFUSED = {
    "no-file": N_("Chưa có tệp {path}. Hãy tạo tệp trước, ví dụ bằng «minhchung new»."),
    "not-a-file": N_("Không có tệp «{path}»."),
    "too-large": N_("Tệp «{path}» lớn hơn {limit} MiB. Hãy công bố tệp ở một địa chỉ và thêm địa chỉ ấy."),
    "pointer": N_("Tệp «{path}» lưu bằng Git LFS và chưa được tải về. Hãy chạy «git lfs pull»."),
    "type": N_("Tệp «{path}» không thuộc loại được nhận ({types}). Hãy chuyển sang một loại được nhận."),
    "name-taken": N_("Đã có một tệp khác tên {path}. Hãy đổi tên tệp muốn thêm."),
    "bad-link": N_(
        "Địa chỉ «{value}» không được phép mở. Hãy dùng địa chỉ https:// công khai, có tên trang."
    ),
    "there-already": N_("Tài liệu này đã được khai với mã «{id}»."),
    "not-insertable": N_(
        "Không thêm được mục «{id}» vào {path}: mã đã dùng, hoặc tệp viết theo cách chương trình không dám sửa."
    ),
    "faulty": N_("Không thêm gì: thêm tài liệu này thì hồ sơ có lỗi nêu trên."),
}


@click.group(
    cls=Group,
    help=N_("Tài liệu kiểm chứng: đối chiếu mã băm, thêm tài liệu vào hồ sơ."),
    epilog="minhchung documents check --offline\nminhchung documents add song-xanh 2022 31-NQ-HDND.pdf",
)
def documents() -> None:
    """The commands below say everything."""


@documents.command(
    cls=Command,
    help=N_(
        "Đối chiếu từng tài liệu với mã băm ghi trong hồ sơ: tệp, địa chỉ, bản lưu.\n"
        "Kết quả được ghi vào documents-checked.yml. Kết thúc với mã 1 khi có tài liệu đã thay đổi hoặc không còn."
    ),
    epilog="minhchung documents check\nminhchung documents check --unit hong-bang --offline",
)
@option("--unit", help=N_("Chỉ đơn vị này."))
@option("--offline", is_flag=True, help=N_("Chỉ các tệp trong kho, không mở địa chỉ nào."))
@click.pass_obj
def check(settings: Settings, unit: str | None, offline: bool) -> None:
    from collections import Counter
    from datetime import UTC, datetime, timedelta

    from minhchung.assessing.assess import edition_of
    from minhchung.criteria.lifetime import out_of_date
    from minhchung.documents.check import (
        check_documents,
        documents_of,
        read_record,
        uncommitted_personal_data,
        write_record,
    )
    from minhchung.documents.compare import WRONG
    from minhchung.documents.fetch import Fetcher
    from minhchung.workspace import Workspace

    workspace = Workspace.open(settings.evidence, settings.criteria)
    if unit is not None and unit not in workspace.evidence.units:
        raise CliError(N_("Không có đơn vị «{unit}» trong units.yml."), unit=unit)
    folder, everything = workspace.evidence_folder, documents_of(workspace)
    chosen = [document for document in everything if unit in (None, document.unit)]
    outcomes = check_documents(folder, chosen, None if offline else Fetcher(), _progress)
    for (document, place), outcome in outcomes.items():
        if outcome.why != "offline":
            click.echo(f"{document.name}: {_seen(document.addresses[place])}: {_said(outcome)}")
    counted: Counter[str] = Counter(outcome.state for outcome in outcomes.values())
    click.echo(
        "; ".join(f"{say(words)}: {counted[state]}" for state, words in STATES.items() if state in counted)
    )
    for document in chosen:
        edition = edition_of(workspace.evidence, workspace.editions, document.year)
        if out_of_date(document.number, document.issued, document.year, edition):
            click.echo(
                say(N_("{document}: đã quá thời hạn sử dụng của loại văn bản này."), document=document.name)
            )
    for document, data in uncommitted_personal_data(folder, chosen):
        _warn(str(document.file), data)
    fresh = {key: outcome for key, outcome in outcomes.items() if outcome.why != "offline"}
    day = (datetime.now(UTC) + timedelta(hours=7)).date().isoformat()
    record = read_record(folder).with_outcomes(fresh, day, everything)
    click.echo(say(N_("Đã ghi {path}."), path=str(write_record(folder, record))), err=True)
    if any(outcome.state in WRONG for outcome in outcomes.values()):
        raise SystemExit(1)


@documents.command(
    cls=Command,
    help=N_(
        "Thêm một tài liệu vào hồ sơ: tệp trên máy, hoặc địa chỉ https://.\n"
        "Tệp được chép vào documents/ của hồ sơ; mã băm được tính và ghi, phần còn lại của hồ sơ giữ nguyên từng chữ."
    ),
    epilog=(
        "minhchung documents add song-xanh 2022 31-NQ-HDND.pdf --number 31/NQ-HĐND\n"
        "minhchung documents add song-xanh 2022 https://…/31-nq-hdnd.pdf --to verification"
    ),
)
@click.argument("unit")
@click.argument("year", type=click.IntRange(2000, 2100))
@click.argument("source", metavar="FILE|URL")
@option(
    "--to",
    "kind",
    type=click.Choice(("self-assessment", "verification", "reply")),
    default="self-assessment",
    help=N_("Tệp của hồ sơ mà tài liệu thuộc về."),
)
@option("--id", "id_", help=N_("Mã của tài liệu (mặc định: đặt theo số, ký hiệu hoặc tên tệp)."))
@option("--title", help=N_("Tên hoặc trích yếu (mặc định: tên tệp)."))
@option("--number", help=N_("Số, ký hiệu."))
@option("--issuer", help=N_("Cơ quan ban hành."))
@option("--issued", help=N_("Ngày ban hành: năm-tháng-ngày."))
@click.pass_obj
def add(
    settings: Settings,
    unit: str,
    year: int,
    source: str,
    kind: str,
    id_: str | None,
    title: str | None,
    number: str | None,
    issuer: str | None,
    issued: str | None,
) -> None:
    from minhchung.checking.report import text
    from minhchung.documents.add import AddError, FaultyError
    from minhchung.documents.add import add as add_document
    from minhchung.i18n import translator
    from minhchung.workspace import Workspace

    workspace = Workspace.open(settings.evidence, settings.criteria)
    if unit not in workspace.evidence.units:
        raise CliError(N_("Không có đơn vị «{unit}» trong units.yml."), unit=unit)
    given = {"title": title, "number": number, "issuer": issuer, "issued": issued}
    said = {key: value for key, value in given.items() if value}
    try:
        added = add_document(workspace, unit, year, source, kind=kind, id_=id_, said=said)
    except FaultyError as error:
        click.echo(text(error.problems, translator(settings.lang)), err=True)
        raise CliError(_REFUSED["faulty"]) from None
    except AddError as error:
        if error.code == "not-fetched":
            from minhchung.documents.compare import of_answer

            _redirects(error.params["answer"])
            why = _said(of_answer(None, error.params["answer"]))
            raise CliError(N_("Không thêm gì: {url}: {why}."), url=source, why=why) from None
        raise CliError(_REFUSED[error.code], **error.params) from None
    if added.answer is not None:
        _redirects(added.answer)
    _warn(source, added.personal)
    click.echo(
        say(
            N_(
                "Đã thêm tài liệu «{id}» vào {place}, mã băm {sha256}. Hãy xem lại tên, số, ký hiệu và ngày ban hành."
            ),
            id=added.id,
            place=str(added.place),
            sha256=added.sha256,
        )
    )


def _progress(done: int, total: int, url: str, answer: Answer) -> None:
    click.echo(f"[{done}/{total}] {_seen(url)}", err=True)
    _redirects(answer)


def _redirects(answer: Answer) -> None:
    for hop in answer.hops:
        click.echo(f"    → {_seen(hop)}", err=True)


def _said(outcome: Outcome) -> str:
    state = say(STATES[outcome.state])
    if outcome.state == "changed":
        return say(N_("{state}, mã băm tìm thấy là {found}"), state=state, found=outcome.found)
    if outcome.why is None:
        return state
    why = say(WHY[outcome.why]) if outcome.why in WHY else outcome.why.upper().replace("-", " ")
    return f"{state} ({why})"


def _seen(url: str) -> str:
    from minhchung.checking.messages import visible

    return visible(url)


def _warn(name: str, data: tuple[Datum, ...] | list[Datum]) -> None:
    """Personal data in the text of a document: said before it is committed, since git cannot forget."""
    if data:
        shown = ", ".join(dict.fromkeys(datum.masked for datum in data[:10]))
        click.echo(
            say(
                N_(
                    "Cảnh báo: «{name}» có vẻ chứa dữ liệu cá nhân ({shown}). Hãy che hoặc bỏ trước khi đưa lên kho."
                ),
                name=_seen(name),
                shown=_seen(shown),
            ),
            err=True,
        )
