"""What was made before and can be made again: a private, disposable store beside the project."""

from builder.cache.store import Store
from builder.cache.version import code_version

__all__ = ["Store", "code_version"]
