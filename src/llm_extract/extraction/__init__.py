"""Extraction: the flow of one document, its driver, and the Extractor that people call."""
