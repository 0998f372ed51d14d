r"""The parts of the evidence schemas that are the same for every criteria set.

Only a small subset of JSON Schema is used: what :mod:`minhchung.yaml.typed` understands (`$ref` into
`$defs`, `oneOf` between a scalar and a mapping, `properties`, `additionalProperties`, `items`) and
plain keywords. Patterns end in ``$(?!\n)`` because ``$`` alone accepts a trailing newline in Python,
and say ``[0-9]`` because ``\d`` accepts the digits of other scripts. Every pattern is a different one:
its meaning is what :mod:`minhchung.checking.explain` tells the reader.

Titles and descriptions are Vietnamese: an editor shows them to the officer who types.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

Schema = dict[str, Any]

SLUG = "^[a-z0-9]+(-[a-z0-9]+)*$(?!\\n)"
DOCUMENT_ID = "^[A-Za-z0-9]+([._-][A-Za-z0-9]+)*$(?!\\n)"
CODE = "^[A-Za-z0-9._-]+$(?!\\n)"
DATE = "^[1-9][0-9]{3}-[0-9]{2}-[0-9]{2}$(?!\\n)"
DOMAIN = "^[a-z0-9-]+([.][a-z0-9-]+)+$(?!\\n)"
SHA256 = "^[0-9A-Fa-f]{64}$(?!\\n)"
LINK = "^https?://"
FILE = "^documents/"
TEXT = "[^ \\n]"
NAME = '^[^<>&"`*_|~#$=^\\\\\\[\\]{}\\n]+$(?!\\n)'

SHORT, LONG, LINK_LENGTH = 500, 5000, 2000
MOST_DOCUMENTS, MOST_CITED, MOST_OBSERVATIONS = 500, 50, 100
MOST_UNITS, MOST_COMMUNES = 2000, 2000
MOST_ORGANISATIONS = 2000

NEVER: Schema = {"not": {}}


def text(title: str, description: str | None = None, most: int = SHORT) -> Schema:
    return about({"type": "string", "pattern": TEXT, "maxLength": most}, title, description)


def about(schema: Schema, title: str, description: str | None = None) -> Schema:
    words = {"title": title} | ({"description": description} if description else {})
    return {**words, **schema}


def ref(name: str, title: str | None = None, description: str | None = None) -> Schema:
    schema = {"$ref": f"#/$defs/{name}"}
    return about(schema, title, description) if title else schema


def mapping(properties: Mapping[str, Schema], required: tuple[str, ...] = (), **others: Any) -> Schema:
    schema: Schema = {"type": "object", "properties": dict(properties)}
    if required:
        schema["required"] = list(required)
    return {**schema, "additionalProperties": False, **others}


def when(key: str, value: Any, then: Schema, otherwise: Schema | None = None) -> Schema:
    """`then` where `key` is there and is `value`; `required` keeps a mistyped key from adding a false error."""
    rule = {"if": {"properties": {key: {"const": value}}, "required": [key]}, "then": then}
    return rule if otherwise is None else {**rule, "else": otherwise}


def _document() -> Schema:
    properties = {
        "title": text("Tên tài liệu", "Tên hoặc trích yếu như ghi trên văn bản."),
        "number": text(
            "Số, ký hiệu",
            "Ví dụ 31/NQ-HĐND. Không có số, ký hiệu thì không đối chiếu được văn bản này giữa các hồ sơ.",
            100,
        ),
        "issuer": text(
            "Cơ quan ban hành", "Không ghi thì không phân biệt được hai văn bản cùng số của hai cơ quan."
        ),
        "issued": ref(
            "date",
            "Ngày ban hành",
            "Năm-tháng-ngày, ví dụ 2021-12-20. Không ghi thì không kiểm tra được văn bản có trước ngày nộp hồ sơ.",
        ),
        "url": ref("link", "Liên kết", "Địa chỉ https:// nơi công bố văn bản."),
        "file": {
            "title": "Tệp",
            "description": "Tệp trong thư mục documents/ của chính hồ sơ này: pdf, docx, xlsx, png, jpg.",
            "type": "string",
            "pattern": FILE,
            "maxLength": SHORT,
        },
        "sha256": {
            "title": "Mã băm SHA-256",
            "description": "64 ký tự thập lục phân, tính trên đúng tệp được dẫn.",
            "type": "string",
            "pattern": SHA256,
        },
        "archived": ref("link", "Bản lưu", "Địa chỉ bản lưu trữ của liên kết, nếu có."),
        "access": {
            "title": "Mức độ công khai",
            "description": "public: công khai (mặc định). restricted: hạn chế; khi đó phải ghi holder và request.",
            "type": "string",
            "enum": ["public", "restricted"],
        },
        "holder": text("Nơi lưu giữ", "Cơ quan đang giữ văn bản hạn chế."),
        "request": text("Cách đề nghị cung cấp", "Người cần xem phải đề nghị ở đâu, bằng cách nào."),
    }
    return mapping(
        properties,
        ("title",),
        title="Tài liệu kiểm chứng",
        **when("access", "restricted", {"required": ["holder", "request"]}),
    )


def _citation() -> Schema:
    cited = ref("document-id", "Mã tài liệu", "Mã đã khai trong mục documents.")
    detail = mapping(
        {
            "document": cited,
            "page": {"title": "Trang", "type": "integer", "minimum": 1, "maximum": 100000},
            "quote": text("Trích dẫn", "Câu trong tài liệu chứng minh cho số liệu.", LONG),
        },
        ("document",),
    )
    return {"oneOf": [ref("document-id"), detail]}


DEFINITIONS: Mapping[str, Schema] = {
    "unit-id": {"type": "string", "pattern": SLUG, "maxLength": 64},
    "document-id": {"type": "string", "pattern": DOCUMENT_ID, "maxLength": 64},
    "date": {"type": "string", "pattern": DATE, "format": "date"},
    "year": {
        "title": "Năm",
        "description": "Năm được đánh giá; trùng với tên thư mục.",
        "type": "integer",
        "minimum": 2000,
        "maximum": 2100,
    },
    "link": {"type": "string", "pattern": LINK, "maxLength": LINK_LENGTH},
    "document": _document(),
    "documents": {
        "title": "Tài liệu kiểm chứng",
        "description": "Mỗi tài liệu có một mã do đơn vị đặt, ví dụ nq-31, để các chỉ báo dẫn đến.",
        "type": "object",
        "propertyNames": {"$ref": "#/$defs/document-id"},
        "additionalProperties": {"$ref": "#/$defs/document"},
        "maxProperties": MOST_DOCUMENTS,
    },
    "citation": _citation(),
    "evidence": {
        "title": "Minh chứng",
        "description": "Danh sách mã tài liệu, ví dụ [nq-31]; có thể ghi rõ trang và trích dẫn.",
        "type": "array",
        "items": {"$ref": "#/$defs/citation"},
        "maxItems": MOST_CITED,
    },
    "note": text("Ghi chú", most=LONG),
    "status": {
        "title": "Tình trạng số liệu",
        "description": "estimated: ước tính; preliminary: sơ bộ; official: chính thức.",
        "type": "string",
        "enum": ["estimated", "preliminary", "official"],
    },
    "reason": text("Lý do", most=LONG),
}


def units() -> Schema:
    """The schema of units.yml, which no criteria set changes."""
    name = {"type": "string", "pattern": NAME, "maxLength": 200}
    commune = mapping(
        {"code": ref("code", "Mã số"), "name": about(name, "Tên xã, phường, thị trấn")}, ("code", "name")
    )
    change = mapping(
        {
            "number": text("Số, ký hiệu", "Văn bản quy định việc thành lập, sắp xếp.", 100),
            "title": text("Tên văn bản"),
            "url": ref("link", "Liên kết"),
        },
        title="Căn cứ thay đổi",
        anyOf=[{"required": ["number"]}, {"required": ["title"]}],
    )
    tile = {"type": "integer", "minimum": 0, "maximum": 100}
    unit = mapping(
        {
            "id": ref("unit-id", "Mã đơn vị", "Trùng với tên thư mục hồ sơ, ví dụ song-xanh."),
            "code": ref("code", "Mã số", "Mã đơn vị hành chính của cơ quan thống kê."),
            "name": about(name, "Tên đơn vị"),
            "type": about(name, "Loại đơn vị", "Ví dụ quận, huyện."),
            "parent": ref(
                "unit-id", "Đơn vị cấp trên", "Mã của thành phố; chính thành phố thì không có mục này."
            ),
            "pilot": {"title": "Tham gia thí điểm", "type": "boolean"},
            "communes": {
                "title": "Xã, phường, thị trấn",
                "description": "Danh sách đầy đủ; [] nếu đơn vị không có xã, phường, thị trấn nào.",
                "type": "array",
                "items": commune,
                "maxItems": MOST_COMMUNES,
            },
            "tile": {
                "title": "Vị trí trên bản đồ ô vuông",
                "description": "[cột, hàng]",
                "type": "array",
                "items": tile,
                "minItems": 2,
                "maxItems": 2,
            },
            "from": ref("date", "Ngày thành lập"),
            "until": ref("date", "Ngày cuối cùng còn tồn tại"),
            "replaced_by": {
                "title": "Đơn vị kế tục",
                "type": "array",
                "items": {"$ref": "#/$defs/unit-id"},
                "maxItems": 50,
            },
            "source": change,
        },
        ("id", "name", "type"),
        title="Đơn vị",
    )
    year = mapping(
        {
            "year": {"title": "Năm", "type": "integer", "minimum": 2000, "maximum": 2100},
            "criteria": text(
                "Bộ tiêu chí của năm", "Tên thư mục trong criteria/, ví dụ hai-phong-2022.", 100
            ),
        },
        ("year", "criteria"),
        title="Năm đánh giá",
    )
    definitions = {name: DEFINITIONS[name] for name in ("unit-id", "date", "link")}
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "Các đơn vị",
        **mapping(
            {
                "units": {
                    "type": "array",
                    "items": {"$ref": "#/$defs/unit"},
                    "minItems": 1,
                    "maxItems": MOST_UNITS,
                },
                "years": {
                    "title": "Các năm đánh giá",
                    "description": "Năm mở ra khi chưa ai nộp hồ sơ, và bộ tiêu chí của từng năm.",
                    "type": "array",
                    "items": year,
                    "maxItems": 100,
                },
            },
            ("units",),
        ),
        "$defs": {**definitions, "code": {"type": "string", "pattern": CODE, "maxLength": 20}, "unit": unit},
    }


def organisations() -> Schema:
    """The schema of organisations.yml, which no criteria set changes."""

    def known_by(pattern: str, title: str, description: str) -> Schema:
        item = {"type": "string", "pattern": pattern}
        return about({"type": "array", "items": item, "maxItems": MOST_ORGANISATIONS}, title, description)

    organisation = mapping(
        {
            "name": text("Tên cơ quan, tổ chức", "Không ghi tên cá nhân.", 200),
            "domains": known_by(
                DOMAIN,
                "Tên miền thư điện tử",
                "Phần sau dấu @, chữ thường. Không ghi tên miền mà ai cũng dùng được.",
            ),
            "addresses": known_by(
                SHA256,
                "Mã băm SHA-256 của địa chỉ thư điện tử",
                "Tính trên địa chỉ viết chữ thường. Không ghi chính địa chỉ.",
            ),
        },
        ("name",),
        anyOf=[{"required": ["domains"]}, {"required": ["addresses"]}],
    )
    listed = {"type": "array", "items": organisation, "maxItems": MOST_ORGANISATIONS}
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "Cơ quan, tổ chức đứng sau các lần ghi",
        **mapping({"organisations": about(listed, "Cơ quan, tổ chức")}, ("organisations",)),
    }


def boundaries() -> Schema:
    """The schema of boundaries.geojson; what a geometry is, :mod:`minhchung.evidence.boundaries` knows."""
    kind = {"type": "string", "enum": ["Feature"]}
    feature = mapping(
        {
            "type": kind,
            "properties": mapping(
                {"unit": ref("unit-id", "Mã đơn vị"), "name": text("Tên đơn vị", most=200)}, ("unit",)
            ),
            "geometry": {"type": "object"},
        },
        ("type", "properties", "geometry"),
    )
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "Ranh giới các đơn vị",
        **mapping(
            {
                "type": {"type": "string", "enum": ["FeatureCollection"]},
                "name": text("Tên tệp", most=200),
                "source": text("Nguồn", "Ai vẽ, từ đâu, khi nào. Hiện cạnh bản đồ."),
                "source_url": ref("link", "Địa chỉ của nguồn"),
                "licence": text("Giấy phép", "Giấy phép cho dùng và công bố lại. Hiện cạnh bản đồ."),
                "licence_url": ref("link", "Địa chỉ của giấy phép"),
                "features": {"type": "array", "items": feature, "minItems": 1, "maxItems": MOST_UNITS},
            },
            ("type", "source", "licence", "features"),
        ),
        "$defs": {name: DEFINITIONS[name] for name in ("unit-id", "link")},
    }
