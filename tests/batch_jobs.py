"""Jobs of the Batch API on the loopback server: their requests are answered, and the bill is kept."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from loopback import Loopback
from loopback_replies import Body, Reply, completion, error

URL = "/v1/chat/completions"
Outcome = Callable[[Body, str], "str | None"]


@dataclass
class Batch:
    """A job, and what was made of it."""

    id: str
    file_id: str
    metadata: dict[str, str]
    created: int
    status: str = "validating"
    requests: list[Body] = field(default_factory=list)
    completed: int = 0
    failed: int = 0
    output: str | None = None
    errors: str | None = None
    problems: list[Body] = field(default_factory=list)

    def to_dict(self) -> Body:
        listed = {"object": "list", "data": self.problems} if self.problems else None
        counts = {"total": len(self.requests), "completed": self.completed, "failed": self.failed}
        return {
            "id": self.id, "object": "batch", "endpoint": URL, "errors": listed,
            "input_file_id": self.file_id, "completion_window": "24h", "status": self.status,
            "output_file_id": self.output, "error_file_id": self.errors, "created_at": self.created,
            "request_counts": counts, "metadata": self.metadata,
        }  # fmt: skip


class WorkingLoopback(Loopback):
    """A loopback server that works jobs off."""

    def __init__(self, *arguments: Any, **options: Any) -> None:
        super().__init__(*arguments, **options)
        self.files: dict[str, tuple[str, str, bytes]] = {}  # by id: name, purpose, content
        self.bought: Counter[str] = Counter()  # answers that were charged, by custom_id
        self.batch_prompt = self.batch_completion = 0  # tokens that were charged
        self.made = 0  # files and jobs, whose ids are numbers

    def batch_bill(self, prompt_price: int, completion_price: int) -> float:
        """What the jobs cost, in millionths at prices per million tokens: half of what live answers cost."""
        return (self.batch_prompt * prompt_price + self.batch_completion * completion_price) / 2

    def work_off(self, batch: Batch, done: int, ending: str, outcome: Outcome, twice: bool) -> None:
        output: list[str] = []
        errors: list[str] = []
        for place, request in enumerate(batch.requests):
            verdict = outcome(request["body"], request["custom_id"]) if place < done else "batch_expired"
            if place >= done and ending == "cancelled":
                verdict = "batch_cancelled"
            self._answer_one(request, verdict, output, errors)
        batch.completed, batch.failed = len(output), len(errors)
        output.reverse()
        if twice and output:
            output.append(output[0])
        batch.output = self.keep("output.jsonl", "batch_output", "".join(output)) if output else None
        batch.errors = self.keep("errors.jsonl", "batch_output", "".join(errors)) if errors else None
        batch.status = ending

    def _answer_one(self, request: Body, verdict: str | None, output: list[str], errors: list[str]) -> None:
        name, body = request["custom_id"], request["body"]
        if verdict == "missing":
            return
        if verdict in ("batch_expired", "batch_cancelled"):
            errors.append(_line(name, None, {"code": verdict, "message": "This request could not be executed."}))
            return
        if verdict is not None and verdict != "garbled":
            code = "insufficient_quota" if verdict == "429" else None
            said = error(int(verdict), f"Refused with {verdict}", code).body
            errors.append(_line(name, {"status_code": int(verdict), "request_id": "r", "body": said}, None))
            return
        answer = self.answer(body)
        if isinstance(answer, Reply):
            errors.append(_line(name, {"status_code": answer.status, "request_id": "r", "body": answer.body}, None))
            return
        made = completion(body, answer) if isinstance(answer, str) else answer
        self.bought[name] += 1
        self.batch_prompt += made["usage"]["prompt_tokens"]
        self.batch_completion += made["usage"]["completion_tokens"]
        line = _line(name, {"status_code": 200, "request_id": "r", "body": made}, None)
        output.append(line[: len(line) // 2] + "\n" if verdict == "garbled" else line)

    def keep(self, name: str, purpose: str, content: str) -> str:
        self.made += 1
        known = f"file-{self.made:06}"
        self.files[known] = (name, purpose, content.encode())
        return known


def _line(name: str, response: Body | None, problem: Body | None) -> str:
    line = {"id": f"batch_req_{name[:8]}", "custom_id": name, "response": response, "error": problem}
    return json.dumps(line) + "\n"
