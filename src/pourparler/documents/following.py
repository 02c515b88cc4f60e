"""From what lists texts to the texts: leads are followed one after the other, politely, so many at most."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from pourparler.documents.connection import Network
from pourparler.documents.details import Details
from pourparler.documents.faults import document_error
from pourparler.documents.files import shown_name
from pourparler.documents.forms import form_of_page
from pourparler.documents.gathered import Gathered, Options, failed
from pourparler.documents.limits import Limits
from pourparler.documents.listings import Lead, Listing
from pourparler.documents.manners import Manners
from pourparler.documents.web import NONE, Page, Validators, fetch
from pourparler.documents.workers import opened
from pourparler.errors import DocumentError, ServerBusyError

MOST = 100
"""Texts that one feed, sitemap or list gives at one time, unless the user says otherwise."""
MOST_LISTINGS = 50
"""Pages of a feed, or sitemaps of an index, that are looked at one after the other: either may go on without end."""


@dataclass(frozen=True, slots=True)
class Found:
    """What came of a lead. ``page``: what its server said; None where the listing carries the text itself."""

    gathered: Iterator[Gathered]
    page: Page | None = None


@dataclass(frozen=True, slots=True)
class Following:
    """How pages are fetched and opened in one run."""

    options: Options = field(default_factory=Options)
    limits: Limits = field(default_factory=Limits)
    manners: Manners = field(default_factory=Manners)
    network: Network | None = None

    @property
    def _given(self) -> Details:
        """What the user says of all of it; a title and an address are those of one text."""
        return replace(self.options.details, title=None, url=None)

    def fetch(self, address: str, seen: Validators = NONE) -> Page:
        """One page; ``seen``: what its server said when it was fetched last. Raises DocumentError."""
        return fetch(
            address,
            self.limits,
            allow_private=self.options.allow_private,
            network=self.network,
            manners=self.manners,
            seen=seen,
        )

    def opened(
        self, name: str, page: Page, details: Details = Details(), fallback: Details = Details()
    ) -> Iterator[Gathered]:
        """What a page holds: a text, the rows of a table, or a listing. ``details``, ``fallback``: what whoever led here says of it."""
        form = form_of_page(page.media_type, page.data)
        told = replace(
            self.options,
            details=self._given.over(replace(details, url=page.url)),
            name_pattern=None,
            encoding=self.options.encoding or (page.charset if form == "feed" else None),
            fallback=fallback,
        )
        yield from opened(shown_name(name), page.data, form, told, self.limits)

    def lead(self, lead: Lead, seen: Validators = NONE) -> Found:
        """What a lead leads to. Raises DocumentError where its page cannot be fetched; what cannot be opened is told in its place."""
        if lead.text is None:
            if lead.address is None:
                raise DocumentError("neither a text nor the address of one", where=lead.name)
            if not lead.address.startswith(("http://", "https://")):
                mend = "Name the feed or the sitemap by its own address, or give that with --url"
                raise DocumentError(
                    "the address is a relative one, and it is not known to what", where=lead.name, mend=mend
                )
            page = self.fetch(lead.address, seen)
            texts = iter(()) if page.unchanged else self.opened(lead.address, page, lead.details, lead.fallback)
            return Found((left_alone(g) for g in texts), page)
        told = replace(
            self.options,
            details=self._given.over(lead.details),
            name_pattern=None,
            encoding="utf-8",
            fallback=lead.fallback,
        )
        return Found(opened(shown_name(lead.name), lead.text, lead.form, told, self.limits))

    def listings(self, first: Listing) -> Iterator[Listing | Gathered]:
        """A listing and those that it leads on to: the next pages of a feed, the sitemaps of an index. What cannot be read is told.

        No address is asked twice, and MOST_LISTINGS at most are. Raises ServerBusyError.
        """
        waiting = deque([first])
        further: deque[Lead] = deque()
        asked: set[str] = set()
        while waiting:
            listing = waiting.popleft()
            if listing.of_sitemaps:
                further.extend(listing.leads)
            else:
                yield listing
            if listing.next is not None:
                further.appendleft(Lead(listing.next, listing.next))
            while further and not waiting:
                lead = further.popleft()
                if lead.address is None or lead.address in asked:
                    continue
                if len(asked) == MOST_LISTINGS:
                    what = f"it goes on after {MOST_LISTINGS} pages; nothing further is looked at this time"
                    yield Gathered(shown_name(lead.name), notice=what)
                    return
                asked.add(lead.address)
                for gathered in self._further(lead.address, first.form):
                    if gathered.listing is not None:
                        waiting.append(gathered.listing)
                    else:
                        yield gathered

    def _further(self, address: str, form: str) -> Iterator[Gathered]:
        try:
            for gathered in self.opened(address, self.fetch(address)):
                if gathered.listing is None and gathered.error is None:
                    raise DocumentError(f"this is no {form}, though one leads here", where=shown_name(address))
                yield gathered
        except ServerBusyError:
            raise
        except Exception as error:
            yield failed(shown_name(address), document_error(error, "web"))

    def all(self, name: str, first: Listing, most: int) -> Iterator[Gathered]:
        """The texts that a listing leads to, ``most`` at most; the rest is told."""
        taken = 0
        try:
            for listing in self.listings(first):
                if isinstance(listing, Gathered):
                    yield listing
                    continue
                yield from (Gathered(name, notice=words) for words in listing.told)
                for lead in listing.leads:
                    if taken == most:
                        yield Gathered(
                            name,
                            notice=f"{listing.words}; it leads to more than {most:,}, which were looked at. --most {10 * most} takes more",
                        )
                        return
                    taken += 1
                    yield from self._lead(lead)
            if not taken:
                yield Gathered(name, notice=f"{first.words}; there is nothing in it to add")
        except ServerBusyError as error:
            yield failed(
                name,
                DocumentError(
                    f"{error.what}; the rest was not asked for",
                    mend=f"Add it again {error.when}; what is in the record is not added twice",
                ),
            )

    def _lead(self, lead: Lead) -> Iterator[Gathered]:
        try:
            yield from self.lead(lead).gathered
        except ServerBusyError:
            raise
        except Exception as error:
            yield failed(shown_name(lead.name), document_error(error, "web"))


def left_alone(gathered: Gathered) -> Gathered:
    """As it is; a listing that nobody named is told and not followed: neither a file in a folder nor a page shall have others fetched."""
    if gathered.listing is None:
        return gathered
    return Gathered(gathered.name, notice=not_followed(gathered.listing), skipped=True)


def not_followed(listing: Listing) -> str:
    """What is said of a listing where it is not followed."""
    return (
        f"this is {listing.words}, not a text. To bring them in, name it itself: with `pourparler add`, or, to be watched, with "
        "`pourparler watch` or on the page Documents"
    )
