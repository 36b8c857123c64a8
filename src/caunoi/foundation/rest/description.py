"""What the description (OpenAPI) says of every operation alike: who may ask, and what a "no" looks like.

Both are read from what the operations declare and from the one form of problems, so that neither can be forgotten.
"""

from collections.abc import Mapping
from typing import Any

from caunoi.foundation.policy.census import Declared

SESSION, KEY = "session", "key"
SECURITY = {
    SESSION: {
        "type": "apiKey",
        "in": "cookie",
        "name": "caunoi",
        "description": "Phiên của người đã đăng nhập",
    },
    KEY: {
        "type": "http",
        "scheme": "bearer",
        "bearerFormat": "caunoi_…",
        "description": (
            "Mã truy cập chỉ đọc của đơn vị, ở tiêu đề Authorization, không bao giờ ở địa chỉ. "
            "Cookie gửi kèm bị bỏ qua; Accept-Language chọn tiếng Việt hoặc tiếng Anh."
        ),
    },
}
PROBLEM = {
    "type": "object",
    "title": "Problem",
    "description": "Vì sao không trả lời được (RFC 9457)",
    "required": ["type", "title", "status"],
    "properties": {
        "type": {"type": "string"},
        "title": {"type": "string", "description": "Câu nói cho người đọc: sai gì, ở đâu, sửa thế nào"},
        "status": {"type": "integer", "minimum": 400, "maximum": 599},
        "clause": {"type": "string", "description": "Điều khoản mà câu trả lời dựa vào"},
        "code": {"type": "string", "description": "Mã để tìm trong nhật ký máy chủ"},
        "faults": {
            "type": "array",
            "items": {
                "type": "object",
                "required": ["where", "why"],
                "properties": {"where": {"type": "string"}, "why": {"type": "string"}},
            },
        },
    },
}
ALWAYS = {
    400: "Ngày, đơn vị hoặc điều kiện không hỏi được",
    404: "Không có, hoặc ở ngoài phạm vi của người hỏi",
    409: "Câu hỏi không trả lời được vào lúc này",
    422: "Yêu cầu chưa đúng mô tả này",
    429: "Hỏi quá nhiều trong một lúc; tiêu đề Retry-After nói phải chờ mấy giây",
}
NEEDS_SOMEBODY = {
    401: "Cần đăng nhập, hoặc mã truy cập sai, hết hạn, bị thu hồi",
    403: "Vai trò này không xem được; mã truy cập chỉ đọc",
}
WAIT = {
    "Retry-After": {"schema": {"type": "integer", "minimum": 1}, "description": "Chờ mấy giây rồi hỏi tiếp"},
    "RateLimit": {"schema": {"type": "string"}, "description": "Với mã truy cập: còn r lần trong t giây"},
    "RateLimit-Policy": {"schema": {"type": "string"}, "description": "Với mã truy cập: q lần trong w giây"},
}


def complete(schema: dict[str, Any], declared: Mapping[tuple[str, str], Declared | None]) -> None:
    """``declared`` is by path and method, as they stand in the description."""
    components = schema.setdefault("components", {})
    components.setdefault("schemas", {})["Problem"] = PROBLEM
    components["securitySchemes"] = SECURITY
    for path, methods in schema["paths"].items():
        for method, operation in methods.items():
            said = declared[path, method]
            operation["security"] = _security(said)
            for status, words in {**ALWAYS, **NEEDS_SOMEBODY}.items():
                operation["responses"].setdefault(status, _refusal(words))
            operation["responses"][429].setdefault("headers", WAIT)


def _security(said: Declared | None) -> list[dict[str, list[str]]]:
    asked: list[dict[str, list[str]]] = [{SESSION: []}, {KEY: []}]
    return asked if said is None or said.kind != "public" else [{}, *asked]


def _refusal(words: str) -> dict[str, Any]:
    body = {"schema": {"$ref": "#/components/schemas/Problem"}}
    return {"description": words, "content": {"application/problem+json": body}}
