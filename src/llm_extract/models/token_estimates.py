"""How many tokens a request will use, by what earlier ones used."""

from __future__ import annotations

from ..messages import Request, Response

__all__ = ["TokenEstimates"]

_ANSWER_TOKENS = 1000.0  # assumed where the request sets no limit
_SMOOTHING = 0.1
_FEWEST, _MOST = 0.5, 10.0  # characters per token; what is reported beyond that is no measure of text


class TokenEstimates:
    """Follows how many characters a token has at one endpoint.

    Example:
        >>> estimates = TokenEstimates()
        >>> estimates.of(Request({"messages": [{"content": "x" * 400}], "max_tokens": 50}))
        150.0
    """

    def __init__(self) -> None:
        self._characters_per_token = 4.0

    def of(self, request: Request) -> float:
        """Tokens of a request and its answer, by the characters per token seen so far."""
        wanted = request.body.get("max_completion_tokens") or request.body.get("max_tokens") or _ANSWER_TOKENS
        return _characters(request) / self._characters_per_token + float(wanted)

    def learn(self, request: Request, response: Response) -> float | None:
        """Learn from an answer.

        Args:
            request: that was answered.
            response: its answer.

        Returns:
            The tokens that request and answer used, or None where the answer does not say.
        """
        usage = response.usage
        if usage.prompt_tokens is None:
            return None
        if usage.prompt_tokens > 0:
            ratio = _characters(request) / usage.prompt_tokens
            self._characters_per_token += _SMOOTHING * (min(max(ratio, _FEWEST), _MOST) - self._characters_per_token)
        return float(usage.prompt_tokens + (usage.completion_tokens or 0))


def _characters(request: Request) -> int:
    return sum(len(str(message.get("content") or "")) for message in request.body.get("messages") or ())
