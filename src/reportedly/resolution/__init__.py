"""Resolution: which actors of the world, places and times the words mean."""

from reportedly.resolution.identify import identify

__all__ = ["identify"]
