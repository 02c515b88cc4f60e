"""The command line: one module a group of verbs; the work is done elsewhere."""

from pourparler.cli.app import main

__all__ = ["main"]
