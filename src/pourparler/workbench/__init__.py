"""The local web application: analysts review, decide and see what follows, in the browser. Loopback only, nothing fetched.

Nothing is imported here: ``serve`` prints its link before the application (``app``) is loaded.
"""
