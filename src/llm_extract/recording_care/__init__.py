"""Recordings in the hands of tests: played, made, checked, pruned, refreshed. What pytest must know is not in here."""
