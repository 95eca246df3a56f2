"""The book: a casebook in hand, to add reports to on all cores, to ask, to judge, to verify, to take as frames."""

from reportedly.book.adding import Added, Progress
from reportedly.book.book import Book, open_casebook
from reportedly.book.rereading import Changed
from reportedly.casebook import CasebookError
from reportedly.casebook.naming import AskError

__all__ = ["Added", "AskError", "Book", "CasebookError", "Changed", "Progress", "open_casebook"]
