"""Typed, cited records from articles, with a language model."""
