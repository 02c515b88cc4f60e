"""The local web application: analysts review, decide and see what follows, in the browser. Loopback only, nothing fetched."""

from pourparler.workbench.app import create_app
from pourparler.workbench.serve import serve

__all__ = ["create_app", "serve"]
