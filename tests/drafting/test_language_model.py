"""Drafting by a language model, against a server on this machine that answers as OpenAI-compatible ones do; bad answers included."""

import json
import threading
import time
from datetime import date
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import ClassVar

import pytest

from pourparler.drafting import LanguageModelDrafter
from pourparler.drafting.language_model import PART, parts
from pourparler.errors import PourparlerError
from pourparler.model import Document, Holder, Issue, Mode, Negotiation, Party, Stance, Statement
from pourparler.monitor import Monitor
from pourparler.reading import CutOffError, Endpoint, EndpointError, endpoint

FIRST = (
    "The talks on the lock opened on Monday. Ada Voss, the minister of Kestria, said her country “would never pay the full due”. "
    "Maravel insisted on “the full due for every ship”. If there is no agreement, the lock stays closed, Kestria warned."
)
SECOND = (
    "Kestria is ready to pay a reduced due if the crews are released. The Maravelian side said nothing matters more "
    "to it than the dues. Sudmark hosted the round. No crews go home while the due is unpaid, Maravel said."
)
FULL = {"issue": "dues", "option": "full"}
ANSWER = {
    "parties": [
        {"name": "Kestria", "aliases": ["the Kestrians"], "actors": ["Ada Voss", "Nobody"], "role": "party"},
        {"name": "Maravel", "aliases": [], "actors": [], "role": "party"},
    ],
    "issues": [{"id": "dues", "question": "Which due is paid?", "options": [
        {"id": "full", "label": "the full due"}, {"id": "none", "label": "no due"}, {"id": "reduced", "label": "a reduced due"}]}],
    "positions": [
        {"party": "Kestria", **FULL, "stance": "rejects", "document": 1, "quote": "would never pay the full due", "condition": None},
        {"party": "Maravel", **FULL, "stance": "requires", "document": 1, "quote": "the full due for every ship", "condition": None},
    ],
    "linkages": [],
    "priorities": [],
    "no_agreement": [],
}  # fmt: skip
EMPTY = {name: [] for name in ANSWER}


class Model(BaseHTTPRequestHandler):
    """Answers in turn what ``script`` holds: an answer, a text, (status, headers), a function of the handler; the last one for ever."""

    script: ClassVar[list] = []
    asked: ClassVar[list] = []

    def do_POST(self):
        body = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        type(self).asked.append(body["messages"][1]["content"])
        turn = type(self).script.pop(0) if len(type(self).script) > 1 else type(self).script[0]
        if callable(turn):
            return turn(self)
        if isinstance(turn, tuple):
            return self.answer(turn[0], b"{}", turn[1])
        return self.tell(turn if isinstance(turn, str) else json.dumps(turn))

    def tell(self, content, finish="stop"):
        told = {
            "choices": [{"message": {"content": content}, "finish_reason": finish}],
            "usage": {"prompt_tokens": 1000, "completion_tokens": 100},
        }
        self.answer(200, json.dumps(told).encode(), {})

    def answer(self, status, body, headers):
        self.send_response(status)
        for name, value in headers.items():
            self.send_header(name, value)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *words):
        pass


@pytest.fixture
def server():
    Model.script, Model.asked = [ANSWER], []
    server = ThreadingHTTPServer(("127.0.0.1", 0), Model)
    threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}/v1"
    server.shutdown()


@pytest.fixture
def drafter(server):
    return LanguageModelDrafter(Endpoint(server, "tiny", wait=lambda s: None))


def document(text=FIRST, title="One", day=date(2031, 2, 3)):
    return Document(text, title, date=day)


def drafted(by, *documents, statements=(), **more):
    documents = documents or (document(),)
    return by.draft(list(statements), {d.id: d for d in documents}, **more)


def test_an_answer_becomes_a_draft_with_the_words_behind_it(drafter):
    draft = drafted(drafter)
    kestria, maravel = draft.parties
    assert (kestria.name, [a.name for a in kestria.actors], kestria.positions) == ("Kestria", ["Ada Voss"], 1)
    assert kestria.aliases == ()  # no text writes "the Kestrians"
    assert (maravel.name, maravel.role) == ("Maravel", "party")
    (issue,) = draft.issues
    # Options that no words are about are left out; one alone gets its denial.
    assert [(o.id, o.words) for o in issue.options] == [("full", "the full due"), ("not_full", "not “the full due”")]
    first, second = draft.positions
    assert (first.party, first.issue, first.option, first.stance) == ("Kestria", "dues", "full", Stance.REJECTS)
    ((start, end),) = first.words
    assert FIRST[start:end] == first.quote == "would never pay the full due"
    assert (first.statement, first.evidence.document, first.evidence.spans) == ("", document().id, first.words)
    assert second.stance is Stance.REQUIRES
    assert drafter.dropped.names == drafter.dropped.rejected == 0
    (asked,) = Model.asked
    assert f"DOCUMENT 1: One, 2031-02-03\n{FIRST}" in asked


def statement(text, words, party="Kestria"):
    at = text.index(words)
    span = ((at, at + len(words)),)
    return Statement(
        document(text).id, (), (), span, Mode.DIRECT, stance=Stance.REJECTS, position=span, holders=(Holder(party, party, span),)
    )  # fmt: skip


def test_words_of_a_statement_are_that_statement_and_what_was_rejected_stays_out(drafter):
    s = statement(FIRST, "never pay the full due")
    assert drafted(drafter, statements=[s]).positions[0].statement == s.id
    assert drafted(drafter, statements=[s]).parties[0].evidence == (s.id,)
    draft = drafted(drafter, rejected=[s])
    assert [p.party for p in draft.positions] == ["Maravel"]
    assert drafter.dropped.rejected == 1


@pytest.mark.parametrize(
    ("change", "counted"),
    [
        ({"quote": "would not pay the full due"}, "words"),
        ({"quote": ""}, "words"),
        ({"quote": None}, "words"),
        ({"quote": "ould never pay"}, "words"),  # half a word
        ({"document": 2}, "words"),
        ({"party": "Atlantis"}, "names"),
        ({"party": 7}, "names"),
        ({"issue": "moon"}, "names"),
        ({"option": "moon"}, "names"),
        ({"option": None}, "names"),
        ({"stance": "sings"}, "names"),
        ({"stance": "reports"}, "names"),
    ],
)
def test_what_no_words_or_known_names_back_is_dropped_and_counted(drafter, change, counted):
    bad = {**ANSWER, "positions": [ANSWER["positions"][0] | change, ANSWER["positions"][1], "no object"]}
    Model.script = [bad]
    draft = drafted(drafter)
    assert [p.party for p in draft.positions] == ["Maravel"]
    assert [p.name for p in draft.parties] == ["Maravel"]
    assert {n: getattr(drafter.dropped, n) for n in ("words", "names")} == {"words": 0, "names": 0} | {counted: 1}


def test_parties_that_no_text_names_are_dropped(drafter):
    unknown = {"name": "Atlantis", "aliases": ["Poseidonia"], "actors": [], "role": "party"}
    Model.script = [{**ANSWER, "parties": [*ANSWER["parties"], unknown, {"name": None}, 3]}]
    assert [p.name for p in drafted(drafter).parties] == ["Kestria", "Maravel"]
    assert drafter.dropped.names == 2


def test_conditions_linkages_priorities_and_no_agreement_rest_on_words(drafter):
    second = document(SECOND, "Two", date(2031, 2, 4))
    crews = {"id": "crews", "question": "What becomes of the crews?", "options": [{"id": "home", "label": "release"}]}
    home, where = {"issue": "crews", "option": "home"}, {"document": 1}
    Model.script = [{
        "parties": [*ANSWER["parties"], {"name": "Sudmark", "aliases": [], "actors": [], "role": "host"}],
        "issues": [*ANSWER["issues"], crews],
        "positions": [
            {"party": "Kestria", "issue": "dues", "option": "reduced", "stance": "accepts", **where,
             "quote": "ready to pay a reduced due", "condition": "if the crews are released"},
            {"party": "Maravel", **home, "stance": "rejects", **where, "quote": "No crews go home", "condition": "if it rains"},
        ],
        "linkages": [
            {"never": [home, {"issue": "dues", "option": "none"}], **where, "quote": "No crews go home while the due is unpaid"},
            {"never": [home], **where, "quote": "No crews go home"},
        ],
        "priorities": [
            {"party": "Maravel", "issue": "dues", **where, "quote": "nothing matters more to it than the dues"},
            {"party": "Maravel", "issue": "moon", **where, "quote": "nothing matters more"},
        ],
        "no_agreement": [{"issue": "dues", "option": "none", **where, "quote": "the due is unpaid"},
                         {"issue": "dues", "option": "none", **where, "quote": "the due is forgotten"}],
    }]  # fmt: skip
    draft = drafted(drafter, second)
    assert [(p.name, p.role) for p in draft.parties] == [
        ("Kestria", "party"),
        ("Maravel", "party"),
        ("Sudmark", "host"),
    ]
    assert [p.condition for p in draft.positions] == ["if the crews are released", None]
    (linkage,) = draft.linkages
    assert set(linkage.never) == {("crews", "home"), ("dues", "none")}
    assert linkage.because == "No crews go home while the due is unpaid"
    assert linkage.evidence[0].document == second.id
    assert [(p.party, p.issue) for p in draft.priorities] == [("Maravel", "dues")]
    assert [(n.issue, n.option, n.because) for n in draft.no_agreement] == [("dues", "none", "the due is unpaid")]
    assert [o.id for o in draft.issues[0].options] == ["none", "reduced"]
    assert (drafter.dropped.words, drafter.dropped.names) == (2, 2)


def test_the_dossier_is_told_and_its_names_are_used(drafter):
    dossier = Negotiation(
        "t",
        (Party("Republic of Kestria", aliases=("Kestria",)),),
        (Issue("dues", {"full": "the full due", "kept": "as it is"}, "Which due?"),),
    )
    draft = drafted(drafter, negotiation=dossier)
    assert draft.positions[0].party == "Republic of Kestria"
    assert next(p for p in draft.parties if p.name == "Republic of Kestria").known
    (issue,) = draft.issues
    assert (issue.known, issue.question) == (True, "Which due?")
    assert {"full", "kept"} <= {o.id for o in issue.options}
    assert (
        "PARTY Republic of Kestria (party)\nISSUE dues: Which due? full = the full due; kept = as it is"
        in Model.asked[0]
    )


def test_a_long_record_goes_in_parts_that_know_what_was_found(drafter):
    padding = "Nothing else happened on that day. " * (PART // 60)
    one, two = document(f"{FIRST}\n{padding}"), document(f"{SECOND}\n{padding}", "Two", date(2031, 2, 4))
    again = {**EMPTY, "positions": [
        {"party": "Kestria", "issue": "dues", "option": "reduced", "stance": "offers", "document": 2,
         "quote": "ready to pay a reduced due", "condition": None}]}  # fmt: skip
    Model.script = [ANSWER, again, EMPTY]
    told = []
    drafter = LanguageModelDrafter(drafter.endpoint, Monitor(lambda part, done, total: told.append((done, total))))
    draft = drafted(drafter, two, one)  # the oldest first, however they are given
    assert len(Model.asked) == len(parts([one, two])) == len(told) > 1
    assert "nothing yet" in Model.asked[0]
    assert (
        "PARTY Kestria (party)\nPARTY Maravel (party)\nISSUE dues: Which due is paid? full = the full due"
        in Model.asked[1]
    )
    assert [(p.option, p.document) for p in draft.positions] == [
        ("full", one.id),
        ("full", one.id),
        ("reduced", two.id),
    ]
    assert [o.id for o in draft.issues[0].options] == ["full", "reduced"]


def test_parts_hold_everything_once():
    texts = [document("word " * n, str(n), None) for n in (10, 3000, 700, 5000)]
    for part in parts(texts):
        assert sum(p.end - p.start for p in part.passages) <= PART
    for d in texts:
        pieces = sorted((p.start, p.end) for part in parts(texts) for p in part.passages if p.document is d)
        assert "".join(d.text[a:b] for a, b in pieces).strip() == d.text.strip()
    assert parts([document(" \n ")]) == []


BAD = [
    "no JSON", '{"positions": [', "[1]", "{}", {"positions": []}, {**EMPTY, "issues": {}}, {**EMPTY, "linkages": "none"},
    (503, {}), (429, {"Retry-After": "1"}), lambda h: h.answer(200, b"<html>", {}), lambda h: h.answer(200, b"{}", {}),
    lambda h: h.connection.close(),
]  # fmt: skip


@pytest.mark.parametrize("trouble", BAD, ids=lambda trouble: trouble.__name__ if callable(trouble) else str(trouble))
def test_bad_answers_are_asked_for_again(drafter, trouble):
    Model.script = [trouble, trouble, ANSWER]
    assert len(drafted(drafter).positions) == 2
    assert len(Model.asked) == 3


@pytest.mark.parametrize("trouble", BAD, ids=lambda trouble: trouble.__name__ if callable(trouble) else str(trouble))
def test_bad_answers_for_ever_end_in_a_message_and_no_draft(drafter, trouble):
    Model.script = [trouble]
    with pytest.raises(EndpointError, match="given up after 4 tries"):
        drafted(drafter)
    assert len(Model.asked) == endpoint.TRIES


def test_an_empty_answer_is_an_empty_draft(drafter):
    Model.script = [EMPTY]
    draft = drafted(drafter)
    assert (draft.parties, draft.issues, draft.positions) == ((), (), ())


def test_text_without_end_is_given_up(drafter, monkeypatch):
    def endless(handler):
        handler.send_response(200)
        handler.end_headers()
        try:
            while True:
                handler.wfile.write(b" " * 4096)
        except OSError:
            pass

    monkeypatch.setattr(endpoint, "LONGEST_ANSWER", 1_000_000)
    Model.script = [endless]
    with pytest.raises(EndpointError, match="the answer is longer than 1 MB"):
        drafted(drafter)


def test_drops_that_never_end_run_into_the_limit_of_time(drafter):
    def dripping(handler):
        handler.send_response(200)
        handler.end_headers()
        try:
            for _ in range(100):
                handler.wfile.write(b" ")
                handler.wfile.flush()
                time.sleep(0.05)
        except OSError:
            pass

    drafter.endpoint.timeout = 0.3
    Model.script = [dripping]
    with pytest.raises(EndpointError, match=r"had no end within 0.3 s"):
        drafted(drafter)


def test_silence_runs_into_the_limit_of_time(drafter):
    drafter.endpoint.timeout = 0.2
    Model.script = [lambda handler: time.sleep(1)]
    with pytest.raises(EndpointError, match=r"no answer within 0.2 s"):
        drafted(drafter)


def test_an_answer_that_is_cut_off_is_asked_for_in_halves(drafter):
    padding = " Nothing else happened on that day." * 60
    one, two = document(FIRST + padding), document(SECOND + padding, "Two", date(2031, 2, 4))
    Model.script = [lambda h: h.tell("{", "length"), ANSWER, EMPTY]
    assert len(drafted(drafter, one, two).positions) == 2
    assert ["Two" in asked for asked in Model.asked] == [True, False, True]
    assert ["One" in asked for asked in Model.asked] == [True, True, False]
    Model.script = [lambda h: h.tell("{", "length")]
    with pytest.raises(CutOffError, match="cut off"):
        drafted(drafter, one)


def test_half_done_goes_on_where_it_stopped(server, tmp_path):
    padding = "Nothing else happened on that day. " * (PART // 60)
    both = document(f"{FIRST}\n{padding}"), document(f"{SECOND}\n{padding}", "Two", date(2031, 2, 4))

    def by():
        return LanguageModelDrafter(Endpoint(server, "tiny", cache=tmp_path / "kept", wait=lambda s: None))

    Model.script = [ANSWER, (500, {}), (500, {}), (500, {}), (500, {}), EMPTY]
    with pytest.raises(EndpointError):
        drafted(by(), *both)
    asked = len(Model.asked)
    second = by()
    assert len(drafted(second, *both).positions) == 2
    assert len(Model.asked) - asked == len(parts(both)) - 1
    assert second.endpoint.usage.from_cache == 1
    whole = len(Model.asked)
    third = by()
    assert drafted(third, *both) == drafted(second, *both)
    assert len(Model.asked) == whole
    assert third.endpoint.usage.questions == 0
    # An answer of another shape in the cache is asked for again.
    for kept in (tmp_path / "kept").iterdir():
        kept.write_text('{"statements": []}')
    drafted(by(), *both)
    assert len(Model.asked) == whole + len(parts(both))


def test_who_stops_it_gets_no_half_draft(drafter):
    monitor = Monitor()
    monitor.stop()
    with pytest.raises(PourparlerError, match="interrupted"):
        drafted(LanguageModelDrafter(drafter.endpoint, monitor))


def test_the_command(demo, run, server, monkeypatch):
    from pourparler import verbs

    page = demo.parent / "page.txt"
    page.write_text(FIRST, encoding="utf-8")
    list(verbs.add(demo, [str(page)]))
    number = 1 + sorted(
        verbs.documents_list(demo), key=lambda d: (d.date.isoformat() if d.date else "9999", d.id)
    ).index(next(d for d in verbs.documents_list(demo) if d.path and d.path.endswith("page.txt")))
    Model.script = [{**ANSWER, "positions": [p | {"document": number} for p in ANSWER["positions"]]}]
    code, _, err = run("draft", demo, "--language-model", "tiny")
    assert code == 2
    assert "has a name but no address" in err
    monkeypatch.setenv("POURPARLER_LLM_ENDPOINT", server)
    code, out, err = run("draft", demo, "--language-model", "tiny", "--price", "1:10", "--json")
    assert code == 0
    told = json.loads(out)
    assert "would never pay the full due" in [p["evidence"][0]["quote"] for p in told["positions"]]
    assert "tokens sent" in err
    assert "cost 0.00" in err
    code, out, err = run("evaluate", "draft", demo, "--language-model", "tiny", "--json")
    assert code == 0
    assert "1 questions, 1 of them answered from the cache" in err or "answered from the cache" in err
    Model.script = [(401, {})]
    code, out, err = run("draft", demo, "--language-model", "other", "--endpoint", server)
    assert (code, out) == (2, "")
    assert "the server refuses the key" in err
