"""Stores that outlive the process: one machine's, and those that several machines share."""
