"""Resolution: which actors of the world, places and times the words mean."""

from reportedly.resolution.identify import identify
from reportedly.resolution.known_rows import row_behind

__all__ = ["identify", "row_behind"]
