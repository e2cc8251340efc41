"""``python -m llm_extract.cli``: the same as ``llm-extract``."""

import sys

from . import main

sys.exit(main())
