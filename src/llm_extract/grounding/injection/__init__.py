"""Passages that address a reading machine: whom they speak to, what they order, and how they hide."""
