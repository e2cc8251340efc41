"""Quotes found in the article, and whether they support the value that cites them."""
