"""The tables. What changes here needs a migration beside it (migrations/versions)."""

from __future__ import annotations

from sqlalchemy import (
    JSON,
    BigInteger,
    Boolean,
    Column,
    Date,
    DateTime,
    Float,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    String,
    Table,
    Text,
)

HEAD = "0018"
"""The newest migration."""

KNOWN = frozenset("0001 0002 0003 0004 0005 0006 0007 0008 0009 0010 0012 0014 0015 0016 0017 0018".split())
"""Every migration that this release knows."""

metadata = MetaData()

documents = Table(
    "documents",
    metadata,
    Column("number", Integer, primary_key=True),
    Column("id", String(12), nullable=False, unique=True),
    Column("sha256", String(64), nullable=False, unique=True),
    Column("title", Text, nullable=False),
    Column("date", Date),
    Column("source", Text),
    Column("url", Text),
    Column("language", String(16), nullable=False),
    Column("encoding", String(32), nullable=False),
    Column("format", String(16), nullable=False),  # of the file
    Column("path", Text),
    Column("text", Text, nullable=False),
    Column("added_at", DateTime, nullable=False),
    Column("added_by", Text, nullable=False),
    Column("kind", String(32)),  # of the document; None in records of earlier releases, as what follows
    Column("kind_reason", Text),
    Column("date_guessed", Boolean),
    Column("blocks", JSON),
    Column("published_at", DateTime),  # universal time, where it is known to the minute
    Index("documents_date", "date"),
)

stories = Table(
    "stories",
    metadata,
    Column("document", ForeignKey("documents.id"), primary_key=True),
    Column("story", String(12), nullable=False),  # the first document, in the order they came, that tells it
    Column("runs", Integer, nullable=False),  # how many are kept of the document
    Index("stories_story", "story"),
)
"""The story that each document tells: its own id where no other tells it."""

word_runs = Table(
    "word_runs",
    metadata,
    Column("run", BigInteger, primary_key=True),  # of record/word_runs.py
    Column("document", ForeignKey("documents.id"), primary_key=True),
    sqlite_with_rowid=False,
)

story_pairs = Table(
    "story_pairs",
    metadata,
    Column("one", ForeignKey("documents.id"), primary_key=True),
    Column("other", ForeignKey("documents.id"), primary_key=True),
    Column("share", Float, nullable=False),
    Column("part", String(12)),
    Column("translated", Boolean, nullable=False),
    Column("sure", Boolean, nullable=False),
    Index("story_pairs_other", "other"),
)
"""What ``same_story.Pair`` says."""

story_decisions = Table(
    "story_decisions",
    metadata,
    Column("number", Integer, primary_key=True),
    Column("document", String(12), nullable=False),
    Column("others", JSON, nullable=False),
    Column("same", Boolean, nullable=False),  # whether it tells the story of these others
    Column("by", Text, nullable=False),
    Column("at", DateTime, nullable=False),
    Index("story_decisions_document", "document"),
)
"""What a person decided on documents, in the record or taken out of it: of two documents the latest counts."""

readings = Table(
    "readings",
    metadata,
    Column("number", Integer, primary_key=True),
    Column("document", ForeignKey("documents.id"), nullable=False),
    Column("reader", Text, nullable=False),
    Column("at", DateTime, nullable=False),
    Index("readings_document", "document"),
)

statements = Table(
    "statements",
    metadata,
    Column("number", Integer, primary_key=True),
    Column("id", String(13), nullable=False, unique=True),
    Column("document", ForeignKey("documents.id"), nullable=False),
    Column("body", JSON, nullable=False),  # the reader's suggestion, of which matching changes nothing
    Column("matched", JSON),  # what is otherwise by the dossier's names and issues
    Column("words", Text, nullable=False),  # speaker and quotation, for search
    Column("reader", Text, nullable=False),
    Column("current", Boolean, nullable=False),  # found by the latest reading
    Column("confidence", Float),
    # The statement as it stands, decisions applied: kept beside the suggestion, so that a page asks for what it shows and no more.
    Column("speaker", Text),
    Column("party", Text),
    Column("issue", Text),
    Column("option", Text),
    Column("stance", String(16)),
    Column("review", String(16)),
    Column("start", Integer),  # where it begins in the text
    Column("end", Integer),  # and where its last word ends
    Column("alike", String(13)),  # the least id among those that have the same words; its own where no other has
    Index("statements_place", "document", "start", "end", "id", "alike", "review"),
    Index("statements_cell", "party", "issue", "review", "document", "start", "alike"),
    Index("statements_answers", "issue", "option", "stance"),
    Index("statements_speaker", "speaker", "id"),
    Index("statements_party", "party", "id"),
    Index("statements_review", "review"),
    Index("statements_alike", "alike", "document", "start"),
)

holders = Table(
    "holders",
    metadata,
    Column("statement", ForeignKey("statements.id"), primary_key=True),
    Column("holder", Text, primary_key=True),  # the party, else the name
    Column("party", Text),  # None where it is not known
    Column("opposed", Boolean, nullable=False),
    Column("own", Boolean, nullable=False),  # speaks for itself in the statement
    Column("sure", Boolean, nullable=False),  # for or against is not in doubt
    Index("holders_party", "party", "own", "statement"),
    Index("holders_holder", "holder", "statement"),
)
"""Who takes the position of a statement as it stands, decisions applied (``Statement.takers``)."""

passages = Table(
    "passages",
    metadata,
    Column("number", Integer, primary_key=True),
    Column("document", ForeignKey("documents.id"), nullable=False),
    Column("block", Integer, nullable=False),  # sentences of one block stand in one paragraph
    Column("start", Integer, nullable=False),
    Column("end", Integer, nullable=False),
    Column("headings", Text, nullable=False),  # the document's title and the headings above it
    Column("told", Boolean, nullable=False),  # no title and no heading itself
    Index("passages_place", "document", "start"),
)
"""Every sentence of every document, those of one document side by side, in the order of the documents' numbers."""

abbreviations = Table(
    "abbreviations",
    metadata,
    Column("document", ForeignKey("documents.id"), primary_key=True),
    Column("short_key", Text, primary_key=True),  # structure/abbreviations.py: key
    Column("long_key", Text, primary_key=True),
    Column("short", Text, nullable=False),
    Column("long", Text, nullable=False),
    Index("abbreviations_short", "short_key"),
    Index("abbreviations_long", "long_key"),
)
"""What each document spells out itself, as it writes it the first time."""

meanings = Table(
    "meanings",
    metadata,
    Column("statement", ForeignKey("statements.id"), primary_key=True),
    Column("content", LargeBinary, nullable=False),  # one byte a dimension: record/meanings.py
    Column("position", LargeBinary),  # None where no words take a position
)

matchings = Table(
    "matchings",
    metadata,
    Column("document", ForeignKey("documents.id"), primary_key=True),
    Column("dossier", String(64), nullable=False),  # what its statements were matched to: a hash of names and issues
)

bands = Table(
    "bands",
    metadata,
    Column("band", BigInteger, primary_key=True),
    Column("statement", String(13), primary_key=True),
    Index("bands_statement", "statement"),
)

meetings = Table(
    "meetings",
    metadata,
    Column("number", Integer, primary_key=True),
    Column("id", String(13), nullable=False, unique=True),
    Column("document", ForeignKey("documents.id"), nullable=False),
    Column("body", JSON, nullable=False),
    Column("reader", Text, nullable=False),
    Index("meetings_document", "document"),
)

decisions = Table(
    "decisions",
    metadata,
    Column("number", Integer, primary_key=True),
    Column("statement", ForeignKey("statements.id"), nullable=False),
    Column("decision", String(16), nullable=False),
    Column("body", JSON, nullable=False),  # the statement as it was decided on, corrections in it
    Column("note", Text),
    Column("by", Text, nullable=False),
    Column("at", DateTime, nullable=False),
    Column("step", Integer),  # the first decision of the step that this one belongs to: they are undone together
    Index("decisions_statement", "statement"),
    Index("decisions_step", "step"),
)

revisions = Table(
    "revisions",
    metadata,
    Column("number", Integer, primary_key=True),
    Column("at", DateTime, nullable=False),
    Column("by", Text, nullable=False),
    Column("action", String(32), nullable=False),
    Column("subject", String(64), nullable=False),
    Column("before", JSON),
    Column("after", JSON),
)

proposals = Table(
    "proposals",
    metadata,
    Column("id", String(12), primary_key=True),
    Column("what", String(16), nullable=False),
    Column("state", String(16), nullable=False),
    Column("place", Integer, nullable=False),
    Column("row", JSON, nullable=False),  # all of it
)

proposal_steps = Table(
    "proposal_steps",
    metadata,
    Column("number", Integer, primary_key=True),  # the newest is the revision of the proposals
    Column("at", DateTime, nullable=False),
    Column("by", Text, nullable=False),
    Column("action", Text, nullable=False),  # in words
    Column("before", JSON, nullable=False),  # id → row before the step, None where there was none
    Column("after", JSON, nullable=False),
    Column("undoable", Boolean, nullable=False),  # a person's, and not taken back yet
)

kept_work = Table(
    "kept_work",
    metadata,
    Column("name", String(16), primary_key=True),
    Column("program", String(16), nullable=False),  # the rules by which it was worked out
    Column("made", LargeBinary, nullable=False),
)
"""What one draft leaves for the next, so that this works out only what is new; without it all is worked out again."""

written = Table(
    "written",
    metadata,
    Column("key", Text, primary_key=True),
    Column("section", String(16), nullable=False),  # of dossier.yaml
    Column("name", Text, nullable=False),  # by which the entry is found there
    Column("entry", JSON),  # as a program wrote it; None where it stood there before
)
"""What of the proposals stands in dossier.yaml. No step and no undo touches it: the file does not change with them."""

announced = Table(
    "announced",
    metadata,
    Column("revision", String(12), primary_key=True),  # of dossier.yaml, once the file is written
    Column("entries", JSON, nullable=False),  # key → what stands there then, as in ``written``
)
"""What takes the place of ``written`` as soon as dossier.yaml has this revision: file and record cannot be written in one moment."""

sources = Table(
    "sources",
    metadata,
    Column("source", Text, primary_key=True),  # an address or a path, as sources.txt has it
    Column("visit", JSON, nullable=False),  # the last one
    Column("etag", Text),  # what its server said then, if nothing was left for the next visit
    Column("last_modified", Text),
    Column("busy", Integer, nullable=False),  # how often in a row its server asked to be left alone
)
"""What is known of the sources that are watched. Which those are says sources.txt: the list outlives the record."""

source_entries = Table(
    "source_entries",
    metadata,
    Column("number", Integer, primary_key=True),
    Column("source", Text, nullable=False),
    Column(
        "key", String(64), nullable=False
    ),  # SHA-256 of what it goes by in its source, which may be as long as anything
    Column("mark", Text, nullable=False),
    Column("address", Text),
    Column("document", String(12)),  # may have been taken out since: then it does not come back by itself
    Column("etag", Text),
    Column("last_modified", Text),
    Column("tries", Integer, nullable=False),
    Column("fault", Text),
    Column("at", DateTime, nullable=False),
    Index("source_entries_key", "source", "key", unique=True),
)
"""The texts that a source has given, kept in one transaction with the documents: nothing comes twice, and nothing is lost."""

briefings = Table(
    "briefings",
    metadata,
    Column("number", Integer, primary_key=True),
    Column("at", DateTime, nullable=False),
    Column("by", Text, nullable=False),
    Column("confirmed_only", Boolean, nullable=False),
    Column("dossier", Text, nullable=False),  # dossier.yaml as it was told of
)
"""When a briefing was handed over: what is new is counted from the last one."""
