"""Options of the commands that bring documents in or correct what is known of them."""

from __future__ import annotations

from enum import StrEnum

import typer

KIND_HELP = (
    "What kind of document it is: news, transcript, verbatim record, summary record, bulletin, statement, readout, agreement, "
    "joint communiqué, letter, minutes or testimony. Recognised if not given."
)
ALLOW_PRIVATE = typer.Option(
    "--allow-private", help="Also fetch web addresses that lead to this computer or into a private network."
)
MOST = typer.Option(
    metavar="N", min=1, help="How many documents one feed, sitemap or list of addresses may give at one time."
)
TIME_LIMIT = typer.Option(metavar="SECONDS", help="How long opening one document may take.")
MEMORY_LIMIT = typer.Option(
    metavar="MB", help="How much memory opening one document, or getting one out of its archive, may take."
)
SIZE_LIMIT = typer.Option(
    metavar="MB",
    help="How large a file, a page or a message may be; unpacked, ten times that. An archive may be of any size.",
)


class DateOrder(StrEnum):
    """How numeric dates are written."""

    YMD = "ymd"
    DMY = "dmy"
    MDY = "mdy"
