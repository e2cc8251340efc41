"""Run inside the rival's own environment: JSON cases on stdin, alignments and CPU seconds on stdout."""

from __future__ import annotations

import json
import sys
import time


def main() -> None:
    """Align every case with langextract's word aligner at its defaults."""
    from importlib.metadata import version

    from langextract.core.data import Extraction
    from langextract.resolver import WordAligner

    answers = []
    for case in json.load(sys.stdin):
        group = [Extraction(extraction_class=path, extraction_text=quote) for path, quote in case["quotes"]]
        began = time.process_time()
        try:
            aligned = list(WordAligner().align_extractions([group], case["text"])[0])
        except Exception as error:  # a rival's failure is a result, not ours
            answers.append({"error": repr(error), "cpu": time.process_time() - began})
            continue
        cpu = time.process_time() - began
        spans = [
            None if one.char_interval is None else (one.char_interval.start_pos, one.char_interval.end_pos)
            for one in aligned
        ]
        kinds = [None if one.alignment_status is None else one.alignment_status.value for one in aligned]
        answers.append({"spans": spans, "kinds": kinds, "cpu": cpu})
    json.dump({"version": version("langextract"), "answers": answers}, sys.stdout)


if __name__ == "__main__":
    main()
