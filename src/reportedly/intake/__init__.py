"""Intake: files, pages, PDF, JSON Lines and standard input become documents; their text never changes again."""
