"""Models: what answers requests. ``base`` is the protocol; the others wrap one another or stand alone."""
