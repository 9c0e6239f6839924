"""The production office: folder and database, the plan, the farm, and the command line."""

from __future__ import annotations

__version__ = "0.1.0"
