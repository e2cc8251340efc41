"""The article inside a web page, with trafilatura (the ``html`` extra)."""

from __future__ import annotations

import logging
from dataclasses import dataclass
from typing import Any

from ..errors import DocumentError
from ..extras import needing
from .dateline import read_date

__all__ = ["MAX_HTML_BYTES", "Article", "read_article"]

MAX_HTML_BYTES = 5_000_000
"""The largest page that is parsed, scripts included."""
_MOST_TAGS = 100_000
"""Tags beyond which a page is not parsed: trafilatura needs 2 s for 20,000 and more than a minute for 300,000."""


@dataclass(frozen=True, slots=True)
class Article:
    """What a page says, without its furniture.

    Args:
        text: the article, a line for each paragraph.
        title: the page's title, where it gives one.
        published_on: the date its metadata give, ``YYYY-MM-DD``.
        metadata: author, site name and description, where given.
    """

    text: str
    title: str | None
    published_on: str | None
    metadata: dict[str, Any]


def read_article(page: str) -> Article:
    """Take the article out of a page.

    Args:
        page: the HTML.

    Returns:
        Its text and what its metadata say; comments and navigation are left out.

    Raises:
        DocumentError: trafilatura is not installed, finds no article, or gives up on the page; or the page
            has more than 100,000 tags.
    """
    if page.count("<") > _MOST_TAGS:
        raise DocumentError(f"a page of more than {_MOST_TAGS:,} tags", hint="Save the article as .txt.")
    with needing("reading HTML", "trafilatura", "html", otherwise="save the article as .txt", kind=DocumentError):
        import trafilatura
    for name in ("trafilatura", "htmldate"):
        # Without a handler of its own, Python would print its warnings about odd pages on standard error.
        logger = logging.getLogger(name)
        if not logger.handlers:
            logger.addHandler(logging.NullHandler())
    try:
        found = trafilatura.bare_extraction(
            page,
            with_metadata=True,
            include_comments=False,
            # Without extensive search the date is what the page's markup says, not the oldest number on it.
            date_extraction_params={"extensive_search": False, "original_date": True},
        )
    except Exception as error:  # lxml and trafilatura raise many kinds on broken pages; none may stop a run
        raise DocumentError(
            f"the page cannot be parsed ({type(error).__name__}: {error})", hint="Save the article as .txt."
        ) from error
    text = str(getattr(found, "text", None) or "")
    if not text.strip():
        raise DocumentError(
            "no article found in the page", hint="Save the article's words as .txt, if there are any on the page."
        )
    named = {name: getattr(found, name, None) for name in ("author", "sitename", "description")}
    title = getattr(found, "title", None)
    return Article(
        text=text,
        title=str(title) if title else None,
        published_on=read_date(getattr(found, "date", None)),
        metadata={name: str(value) for name, value in named.items() if value},
    )
