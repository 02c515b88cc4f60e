"""One visit to a source that is watched: what is new comes into the record, what has changed is told.

That a text was seen is kept in one transaction with its document. A visit that is killed is therefore gone on with by the next one.
"""

from __future__ import annotations

import os
from collections import deque
from collections.abc import Generator, Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import datetime
from pathlib import Path

from pourparler.documents.faults import document_error
from pourparler.documents.files import FoundFile, files_in, is_folder, read_file, shown_name
from pourparler.documents.following import Following, left_alone
from pourparler.documents.forms import CONTAINERS, form_of, form_of_page
from pourparler.documents.gather import form_in_folder, gather_container
from pourparler.documents.gathered import Gathered, failed
from pourparler.documents.listings import Lead, Listing, feed_named
from pourparler.documents.web import NONE, Validators, host_of
from pourparler.documents.workers import opened
from pourparler.dossier.sources_file import WEB, Told, path_of
from pourparler.errors import DocumentError, RecordError, ServerBusyError
from pourparler.model import SourceEntry, SourceState, Visit
from pourparler.record import Record, entry_key
from pourparler.verbs.documents import as_kept, bundles, of_kind
from pourparler.verbs.source_details import SourceDetails
from pourparler.verbs.visits import TRIES, Looked, Tally, Visited, in_order, state_after, wanted

LONGEST_ADDRESS = 2_000
"""Characters of an address that are kept for people to see; a stranger's feed may hold any."""
UNSUPPORTED = "pourparler does not read this kind of file"


class Visitor:
    """Looks at sources. ``root``: the dossier's folder; ``most``: texts that one source gives at one visit."""

    def __init__(self, record: Record, root: Path, following: Following, most: int) -> None:
        self._record = record
        self._root = root
        self._given = following
        self._about = SourceDetails(following)
        self._most = most

    @property
    def _following(self) -> Following:
        """How the source in hand is followed."""
        return self._about.following

    def visit(self, source: str, now: datetime, told: Told) -> Iterator[Looked | Visited]:
        """Look at a source; a text is told when it is kept, the visit at the end. ``now``: universal time without its zone.

        ``told``: what sources.txt tells of all that it gives.

        Raises RecordError; what is wrong with the source is a part of the visit.
        """
        state = self._record.source_state(source)
        last = state.last
        # A clock that was set back must not make a source wait for days.
        if last is not None and last.not_before is not None and last.at <= now < last.not_before:
            yield Visited(source, last, put_off=True)
            return
        tally = Tally(Visit(now, what=last.what if last else None, title=last.title if last else None))
        try:
            self._about = SourceDetails.of(self._root, told, self._given)
            yield from self._look(source, state, tally)
        except RecordError:
            raise
        except Exception as error:
            fault = document_error(error, "web" if source.lower().startswith(WEB) else "text")
            since = (last.failing_since if last else None) or now
            busy = isinstance(fault, ServerBusyError)
            # Where it is, and how long a server wants to be left alone, is told with the visit.
            plain = DocumentError(fault.what, mend=None if busy else fault.mend)
            tally.visit = replace(tally.visit, fault=plain.message, failing_since=since)
            tally.busy = fault if isinstance(fault, ServerBusyError) else tally.busy
        after = state_after(state, tally)
        self._record.keep_visit(source, after)
        assert after.last is not None
        if tally.busy is not None and tally.busy.seconds is not None and after.last.not_before is not None:
            self._leave_alone(tally.busy.host, after.last.not_before)
        yield Visited(source, after.last)

    def _leave_alone(self, host: str, until: datetime) -> None:
        """Keep that nothing that is watched on this server is asked for before: it named the time for itself, not for one of its pages."""
        for source, last in self._record.last_visits().items():
            here = source.lower().startswith(WEB) and host_of(source) == host
            if here and (last.not_before is None or last.not_before < until):
                state = self._record.source_state(source)
                self._record.keep_visit(source, replace(state, last=replace(last, not_before=until)))

    def _look(self, source: str, state: SourceState, tally: Tally) -> Iterator[Looked]:
        if not source.lower().startswith(WEB):
            yield from self._files(source, state, tally)
            return
        page = self._following.fetch(source, Validators(state.etag, state.last_modified))
        if page.unchanged:
            tally.visit = replace(tally.visit, unchanged=True, total=state.last.total if state.last else 0)
            tally.validators = page.validators
            return
        tally.validators = page.validators
        is_page = form_of_page(page.media_type, page.data) == "html"
        if state.last is None and is_page and (named := feed_named(page.data, page.url)) is not None:
            what = f"this is a page, watched for changes of its text; it names a feed, {named}: watch that for what is new there"
            yield Looked(source, Gathered(source, notice=what))
        lead = Lead(source, source)
        yield from self._texts_or_listing(source, lead, self._following.opened(source, page), state, tally, "a page")

    def _texts_or_listing(
        self, source: str, lead: Lead, texts: Iterator[Gathered], state: SourceState, tally: Tally, what: str
    ) -> Iterator[Looked]:
        """What a source is: something that lists texts, or the text itself, which ``what`` names."""
        first = next(texts, None)
        if first is not None and first.listing is not None:
            deque(texts, maxlen=0)  # to the end: only then the process that opened it opens another
            yield from self._listed(source, first.listing, state, tally)
            return
        tally.visit = replace(tally.visit, what=what, total=1)
        both = texts if first is None else _first(first, texts)
        old = state.entries.get(entry_key(lead.key))
        fault = yield from self._kept(source, lead, both, old, tally)
        if fault is not None and fault.error is not None:
            raise fault.error

    def _listed(self, source: str, first: Listing, state: SourceState, tally: Tally) -> Iterator[Looked]:
        behind = state.last is None or state.last.left > 0
        tally.visit = replace(tally.visit, what=first.words, title=first.title and shown_name(first.title))
        if first.form == "addresses":
            tally.again = True  # whether its pages have changed says each of them, not the list
        for listing in self._following.listings(first):
            if isinstance(listing, Gathered):
                tally.again = tally.again or listing.error is not None
                yield Looked(source, listing)
                continue
            yield from (Looked(source, Gathered(source, notice=words)) for words in listing.told)
            fresh = False
            for lead, old in in_order(listing, state):
                tally.count(total=1)
                if not wanted(lead, old, pages=listing.form == "addresses"):
                    continue
                fresh = True
                yield from self._lead(source, lead, old, tally)
            if first.form == "feed" and not fresh and not behind:
                return  # what comes on its next pages is older still

    def _lead(self, source: str, lead: Lead, old: SourceEntry | None, tally: Tally) -> Iterator[Looked]:
        if tally.taken == self._most:
            tally.count(left=1)
            return
        seen = Validators(old.etag, old.last_modified) if old is not None and old.document is not None else NONE
        try:
            found = self._following.lead(lead, seen)
        except ServerBusyError as error:  # others of its leads may lead to other servers
            tally.busy = error
            tally.count(left=1)
            return
        except Exception as error:
            tally.taken += 1
            gone = failed(shown_name(lead.name), document_error(error, "web"))
            yield from self._not_kept(source, lead, old, gone, tally)
            return
        tally.taken += 1
        if found.page is not None and found.page.unchanged and old is not None:
            self._record.keep_entry(source, replace(old, mark=lead.mark, tries=0, fault=None, at=tally.visit.at))
            return
        validators = found.page.validators if found.page is not None else NONE
        yield from self._kept_or_not(source, lead, found.gathered, old, tally, validators)

    def _files(self, source: str, state: SourceState, tally: Tally) -> Iterator[Looked]:
        path = path_of(self._root, source)
        if not is_folder(path):
            mark = _mark(path)
            lead, old = Lead(source, mark=mark), state.entries.get(entry_key(source))
            if old is not None and not wanted(lead, old, pages=False):
                tally.visit = replace(tally.visit, what="a file", total=1, unchanged=True)
                return
            (options, row), limits = self._about.for_file(path), self._following.limits
            form = form_in_folder(path) or form_of(path)
            if form in CONTAINERS:
                texts = gather_container(path, form, options, limits)
            else:
                texts = opened(shown_name(path), read_file(path, limits), form, options, limits)
            texts = (self._about.told(text, row) for text in texts)
            yield from self._texts_or_listing(source, lead, texts, state, tally, "a file")
            return
        tally.visit = replace(tally.visit, what="a folder")
        for found in files_in(path):
            yield from self._file(source, path, found, state, tally)

    def _file(self, source: str, folder: str, found: FoundFile, state: SourceState, tally: Tally) -> Iterator[Looked]:
        shown = shown_name(found.path)
        tally.count(total=1)
        try:
            if found.error is not None:
                raise found.error
            lead = Lead(os.path.relpath(found.path, folder), mark=_mark(found.path) if found.notice is None else "")
        except DocumentError as error:  # nothing of it is kept: it is looked at again the next time
            tally.count(failed=1)
            yield Looked(source, failed(shown, error))
            return
        old = state.entries.get(entry_key(lead.key))
        if not wanted(lead, old, pages=False):
            return
        limits = self._following.limits
        try:
            options, row = self._about.for_file(found.path)
            form = form_in_folder(found.path) if found.notice is None else None
            data = read_file(found.path, limits) if form is not None and form not in CONTAINERS else None
            written = form is not None and _mark(found.path) != lead.mark
        except DocumentError as error:
            yield from self._not_kept(source, lead, old, failed(shown, error), tally)
            return
        if form is None:
            skipped = Gathered(shown, notice=found.notice or UNSUPPORTED, skipped=True)
            yield from self._kept_or_not(source, lead, iter((skipped,)), old, tally)
            return
        if written:
            tally.count(left=1)
            notice = "it is being written just now, and left for the next visit"
            yield Looked(source, Gathered(shown, notice=notice))
            return
        if data is None:
            texts = gather_container(found.path, form, options, limits)
        else:
            texts = map(left_alone, opened(shown, data, form, options, limits))
        yield from self._kept_or_not(source, lead, (self._about.told(text, row) for text in texts), old, tally)

    def _kept_or_not(
        self,
        source: str,
        lead: Lead,
        texts: Iterable[Gathered],
        old: SourceEntry | None,
        tally: Tally,
        validators: Validators = NONE,
    ) -> Iterator[Looked]:
        fault = yield from self._kept(source, lead, texts, old, tally, validators)
        if fault is not None:
            yield from self._not_kept(source, lead, old, fault, tally)

    def _kept(
        self,
        source: str,
        lead: Lead,
        texts: Iterable[Gathered],
        old: SourceEntry | None,
        tally: Tally,
        validators: Validators = NONE,
    ) -> Generator[Looked, None, Gathered | None]:
        """Keep the documents of an entry, and with the last of them that it was seen. Returns the fault where no document came of it."""
        held: list[Gathered] | None = None
        many = 0
        faults: list[Gathered] = []
        for bundle in bundles(texts):
            if held is not None:
                yield from self._added(source, held, None, old, False, tally)
            held = bundle
            many += sum(g.document is not None for g in bundle)
            faults += [g for g in bundle if g.error is not None]
        held = held or []
        if not many and faults:
            yield from (Looked(source, g) for g in held if g is not faults[-1])
            return faults[-1]
        tally.count(failed=len(faults))
        last = next((g.document.id for g in reversed(held) if g.document is not None), None)
        entry = SourceEntry(
            entry_key(lead.key),
            lead.mark,
            lead.address and lead.address[:LONGEST_ADDRESS],
            last or (old.document if old else None),
            validators.etag,
            validators.last_modified,
            at=tally.visit.at,
        )
        yield from self._added(source, held, entry, old, many == 1, tally)
        return None

    def _added(
        self,
        source: str,
        bundle: Sequence[Gathered],
        entry: SourceEntry | None,
        old: SourceEntry | None,
        alone: bool,
        tally: Tally,
    ) -> Iterator[Looked]:
        """Keep some documents of an entry, with the last of them that it was seen (``entry``). ``old``: what was seen of it before.

        ``alone``: it is one document, so that another text is that of a change. What was there and is there still is not told again.
        """
        bundle = [of_kind(g, self._about.kind, self._record.by) for g in bundle]
        documents = [g.document for g in bundle if g.document is not None]
        if entry is not None:
            became = self._record.keep_entry(source, entry, documents)
        else:
            became = self._record.add_documents(documents) if documents else []
        kept, outcomes = as_kept(self._record, documents, became), iter(became)
        stories = self._record.retold([d.id for d in documents])
        for gathered in bundle:
            if gathered.document is None:
                yield Looked(source, gathered)
                continue
            outcome, document = next(outcomes), gathered.document
            story = stories.get(document.id, ())
            if document.id in kept:
                gathered = replace(gathered, document=kept[document.id])
            if outcome == "added" and alone and old is not None and old.document is not None:
                tally.count(changed=1)
                yield Looked(source, gathered, "changed", old.document, story)
            elif outcome == "added":
                tally.count(new=1)
                yield Looked(source, gathered, outcome, story=story)
            elif old is None or old.document is None:
                tally.count(known=1)
                yield Looked(source, gathered, outcome)

    def _not_kept(
        self, source: str, lead: Lead, old: SourceEntry | None, gathered: Gathered, tally: Tally
    ) -> Iterator[Looked]:
        """Keep that an entry could not be brought in, and how often."""
        assert gathered.error is not None
        tries = 1 + (old.tries if old is not None and old.mark == lead.mark else 0)
        before = old or SourceEntry(entry_key(lead.key), address=lead.address and lead.address[:LONGEST_ADDRESS])
        kept = replace(before, mark=lead.mark, tries=tries, fault=gathered.error.message, at=tally.visit.at)
        self._record.keep_entry(source, kept)
        tally.count(failed=1)
        tally.again = tally.again or tries < TRIES
        if tries == TRIES:
            given_up = f"it could not be brought in at {TRIES} visits, and is looked at again only when its source says that it has changed"
            yield Looked(source, Gathered(gathered.name, notice=given_up))
        yield Looked(source, gathered)


def _mark(path: str) -> str:
    """By what a file is seen to have changed. Raises DocumentError."""
    try:
        about = os.stat(path)
    except OSError as error:
        raise DocumentError(f"cannot be opened: {error.strerror}") from error
    return f"{about.st_size}:{about.st_mtime_ns}"


def _first(first: Gathered, others: Iterator[Gathered]) -> Iterator[Gathered]:
    yield first
    yield from others
