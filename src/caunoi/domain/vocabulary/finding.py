"""What a check found: the code a machine goes by, the sentence a person reads, the clause behind it."""

from dataclasses import dataclass
from typing import Literal

Severity = Literal["info", "warning", "error"]


@dataclass(frozen=True)
class Finding:
    """One thing found by a check (phát hiện), said in Vietnamese, with the clause it rests on."""

    code: str
    message: str
    clause: str = ""
    severity: Severity = "error"

    def __str__(self) -> str:
        return f"{self.message} ({self.clause})" if self.clause else self.message
