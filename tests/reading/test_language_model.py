"""Reading by a language model, against a server on this machine that answers as OpenAI-compatible ones do."""

import itertools
import json
import os
import ssl
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import ClassVar

import pytest

from pourparler.dossier import load
from pourparler.model import Document, Stance, quote
from pourparler.reading import Endpoint, EndpointError, LanguageModelReader, Price
from pourparler.reading.language_model import PIECE, pieces

from ..conftest import DEMO

NEGOTIATION = load(DEMO / "dossier.yaml").negotiation
PARTY = NEGOTIATION.parties[0]
SPEAKER = PARTY.actors[0].name
ISSUE = NEGOTIATION.issues[0]
TEXT = f"{SPEAKER} met the press on Tuesday. “We  will never sign that,” she said. Nobody asked her why."
GOOD = {
    "source": "she",
    "cue": "said",
    "content": ['"We will never sign that,"'],
    "speaker": SPEAKER,
    "party": PARTY.name,
    "stance": "rejects",
    "issue": ISSUE.id,
    "option": next(iter(ISSUE.options)),
}


class Model(BaseHTTPRequestHandler):
    """Answers in turn what ``script`` holds: statements, or (status, headers), or a text."""

    script: ClassVar[list] = []
    asked: ClassVar[list] = []

    def do_POST(self):
        body = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        type(self).asked.append((self.path, self.headers.get("Authorization"), body))
        turn = type(self).script.pop(0) if len(type(self).script) > 1 else type(self).script[0]
        if isinstance(turn, tuple):
            status, headers = turn
            return self.answer(status, b"{}", headers)
        content = turn if isinstance(turn, str) else json.dumps({"statements": turn})
        told = {
            "choices": [{"message": {"content": content}, "finish_reason": "stop"}],
            "usage": {"prompt_tokens": 100, "completion_tokens": 10},
        }
        return self.answer(200, json.dumps(told).encode(), {})

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
    Model.script, Model.asked = [[GOOD]], []
    server = ThreadingHTTPServer(("127.0.0.1", 0), Model)
    threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}/v1"
    server.shutdown()


@pytest.fixture
def reader(server):
    waits = []
    reader = LanguageModelReader(Endpoint(server, "tiny", key="k", wait=waits.append))
    reader.waits = waits
    return reader


def read(reader, text=TEXT):
    return reader.read(Document(text, "t"), NEGOTIATION)


def test_an_answer_becomes_a_statement_with_its_place_in_the_text(reader):
    (s,) = read(reader).statements
    assert quote(TEXT, s.content) == "“We will never sign that,”"  # the text's own marks and spacing
    assert (quote(TEXT, s.source), quote(TEXT, s.cue)) == ("she", "said")
    assert (s.speaker, s.party, s.stance, s.issue) == (SPEAKER, PARTY.name, Stance.REJECTS, ISSUE.id)
    assert s.mode.value == "direct"
    ((path, key, body),) = Model.asked
    assert path == "/v1/chat/completions"
    assert key == "Bearer k"
    assert body["response_format"]["json_schema"]["strict"] is True
    assert TEXT in body["messages"][1]["content"]


@pytest.mark.parametrize(
    "change",
    [
        {"content": ["We will never sign it"]},
        {"content": []},
        {"content": None},
        {"content": [3]},
        {"content": ["will never sign tha"]},  # half a word
        {"source": "the minister"},
    ],
)
def test_words_that_are_not_in_the_text_are_dropped(reader, change):
    Model.script = [[GOOD | change]]
    assert read(reader).statements == ()
    assert reader.dropped.statements == 1


@pytest.mark.parametrize(
    ("change", "wanted"),
    [
        ({"speaker": "Nobody Known", "party": "Atlantis"}, (None, None)),
        ({"speaker": "She", "party": PARTY.name}, (None, PARTY.name)),
        ({"speaker": 7, "party": 7}, (None, None)),
        ({"speaker": SPEAKER.split()[-1], "party": None}, (SPEAKER, PARTY.name)),
    ],
)
def test_names_that_nobody_knows_are_unknown(reader, change, wanted):
    Model.script = [[GOOD | change]]
    (s,) = read(reader).statements
    assert (s.speaker, s.party) == wanted


def test_ids_that_the_dossier_lacks_are_left_out(reader):
    Model.script = [[GOOD | {"issue": "moon", "option": "full", "stance": "sings"}]]
    (s,) = read(reader).statements
    assert (s.issue, s.option) == (None, None)
    assert (s.stance, s.position, s.holders) == (Stance.REPORTS, (), ())


def test_a_stance_that_is_a_kind_of_position_is_the_speakers(reader):
    (s,) = read(reader).statements
    assert s.position == s.content
    assert [(h.name, h.party, h.words) for h in s.holders] == [(PARTY.name, PARTY.name, s.source)]
    Model.script = [[GOOD | {"speaker": None, "party": None}]]
    (s,) = read(reader).statements
    assert (s.position, s.holders) == (s.content, ())


@pytest.mark.parametrize("stance", ["demands", "requires", "offers", "accepts", "concedes", "prefers", "rejects"])
def test_every_kind_of_position_can_be_answered(reader, stance):
    Model.script = [[GOOD | {"stance": stance}]]
    (s,) = read(reader).statements
    assert s.stance.value == stance
    assert s.position
    system = Model.asked[-1][2]["messages"][0]["content"]
    assert stance in system


@pytest.mark.parametrize("trouble", [(429, {"Retry-After": "7"}), (503, {}), "no JSON", '{"a": ', "[1]"])
def test_trouble_that_passes_is_waited_for(reader, trouble):
    Model.script = [trouble, trouble, [GOOD]]
    assert len(read(reader).statements) == 1
    assert reader.waits == ([7.0, 7.0] if "429" in str(trouble) else [2.0, 4.0])


@pytest.mark.parametrize(
    ("trouble", "message", "tries"),
    [
        ((401, {}), "refuses the key", 1),
        ((404, {}), "no such address or model", 1),
        ((500, {}), "given up after 4 tries", 4),
    ],
)
def test_trouble_that_stays_is_told(reader, trouble, message, tries):
    Model.script = [trouble]
    with pytest.raises(EndpointError, match=message):
        read(reader)
    assert len(Model.asked) == tries


def test_a_server_without_schemas_is_asked_plainly(reader):
    Model.script = [(400, {}), "```json\n" + json.dumps({"statements": [GOOD]}) + "\n```"]
    assert len(read(reader).statements) == 1
    assert "response_format" not in Model.asked[1][2]


def test_nobody_there():
    reader = LanguageModelReader(Endpoint("http://127.0.0.1:9/v1", "tiny", wait=lambda s: None))
    with pytest.raises(EndpointError, match="given up"):
        read(reader)
    with pytest.raises(EndpointError, match="not the address"):
        Endpoint("localhost", "tiny")


def test_whom_this_machine_trusts_is_read_once(reader, monkeypatch):
    read(reader)
    monkeypatch.setattr(ssl, "create_default_context", lambda *_, **__: pytest.fail("read again"))
    read(reader)
    assert len(Model.asked) == 2


def test_an_answer_is_asked_for_once(server, tmp_path):
    for asked in (1, 1):
        reader = LanguageModelReader(Endpoint(server, "tiny", cache=tmp_path / "kept"))
        assert len(read(reader).statements) == 1
        assert len(Model.asked) == asked
    assert (reader.endpoint.usage.questions, reader.endpoint.usage.from_cache) == (0, 1)
    (kept,) = (tmp_path / "kept").iterdir()
    kept.write_text("{half")
    assert len(read(LanguageModelReader(Endpoint(server, "tiny", cache=tmp_path / "kept"))).statements) == 1
    assert len(Model.asked) == 2


def test_long_texts_are_asked_in_pieces_that_cover_them():
    text = ("A line of words. " * 20 + "\n") * 60
    cut = list(pieces(text))
    assert cut[0][0] == 0
    assert cut[-1][1] == len(text)
    assert all(a[1] == b[0] and b[1] - b[0] <= PIECE for a, b in itertools.pairwise(cut))
    assert all(text[end - 1] == "\n" for _, end in cut)


def test_the_command(demo, run, server, monkeypatch):
    from pourparler import verbs

    page = demo.parent / "page.txt"
    page.write_text(TEXT, encoding="utf-8")
    list(verbs.add(demo, [str(page)]))
    code, _, err = run("read", demo, "--language-model", "tiny")
    assert code == 2
    assert "has a name but no address" in err
    monkeypatch.setenv("POURPARLER_LLM_ENDPOINT", server)
    code, out, err = run("read", demo, "--language-model", "tiny", "--price", "1:10")
    assert code == 0
    assert "1 statements" in out
    assert "100 tokens sent, 10 received; cost 0.0002" in err
    (found,) = json.loads(run("statements", "list", demo, "--json")[1])
    assert found["reader"] == "language-model/tiny"
    assert run("read", demo, "--language-model", "tiny", "--price", "cheap")[0] == 2


def test_price():
    reader = Endpoint("http://127.0.0.1:9/v1", "tiny")
    reader.usage.asked, reader.usage.answered = 2_000_000, 1_000_000
    assert reader.usage.cost(Price(0.5, 2)) == 3.0


def test_an_answer_that_cannot_be_kept_leaves_nothing(server, tmp_path, monkeypatch):
    def full(*_):
        raise OSError("No space left on device")

    monkeypatch.setattr(os, "replace", full)
    assert len(read(LanguageModelReader(Endpoint(server, "tiny", cache=tmp_path / "kept"))).statements) == 1
    assert list((tmp_path / "kept").iterdir()) == []
