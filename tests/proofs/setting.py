"""Where the experiments run in this checkout: an environment of their own, and private servers."""

from __future__ import annotations

import os
import sys
from dataclasses import asdict
from typing import Any

from forklint.proofs.stages import Setting
from tests.services.launch import ROOT
from tests.services.service import Service

VARIABLE = "FORKLINT_PROOFS_PYTHON"
"""Names another interpreter that has the libraries."""
OWN = ROOT / ".proofs" / "bin" / "python"
HEAVY = ROOT / ".proofs-heavy" / "bin" / "python"
"""Has those that are large to install, and nothing else."""
INSTALL = "make .proofs/.done"


def python(heavy: bool = False) -> str:
    """The interpreter that has the libraries; this one where no environment was made for them."""
    own = HEAVY if heavy else OWN
    return os.environ.get(VARIABLE) or (str(own) if own.exists() else sys.executable)


def setting(service: Service | None, heavy: bool = False) -> Setting:
    """With a server, if the experiment needs one."""
    at: dict[str, Any] = asdict(service) if service else {}
    return Setting(python(heavy), at)
