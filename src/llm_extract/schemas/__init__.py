"""Schemas: marks for fields, the strict compiler, and the schemas that are shipped."""
