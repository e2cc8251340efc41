"""What an endpoint sends, as far as it is bounded."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..errors import RejectedError

if TYPE_CHECKING:
    from aiohttp import ClientResponse

__all__ = ["read_body"]

_MOST = 100_000_000
_PIECE = 1 << 16


async def read_body(answer: ClientResponse) -> bytes:
    """All of a body, unpacked.

    Args:
        answer: of which nothing was read.

    Returns:
        Its bytes.

    Raises:
        RejectedError: there are more than 100 MB: an endpoint that never ends would fill the memory.
    """
    announced = answer.content_length
    if announced is not None and announced <= _MOST and "Content-Encoding" not in answer.headers:
        return await answer.read()  # the usual case, at half the price; no more comes than was announced
    pieces: list[bytes] = []
    count = 0
    async for piece in answer.content.iter_chunked(_PIECE):
        count += len(piece)
        if count > _MOST:
            raise RejectedError(
                f"the endpoint sends more than {_MOST:,} bytes",
                hint="Look at what answers there; this is no completion.",
            )
        pieces.append(piece)
    return b"".join(pieces)
