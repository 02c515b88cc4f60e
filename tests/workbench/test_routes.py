"""Functions get what they ask for from where it stands: the path, what follows the question mark, the form; and answer with plain data."""

from dataclasses import dataclass
from datetime import date

import pytest
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import Response
from starlette.testclient import TestClient

from pourparler.errors import PourparlerError
from pourparler.workbench.errors import Errors
from pourparler.workbench.parts import FIRST, LATER, router_of
from pourparler.workbench.routes import Router

router = Router()


@dataclass
class Told:
    day: date


@router.get("/things/{id}")
def thing(request: Request, id: str, many: int = 1) -> dict:
    return {"id": id, "many": many, "told": Told(date(2031, 4, 5)), "words": "é"}


@router.post("/things/{id}")
def change(request: Request, id: str, many: int, words: str = "") -> dict:
    return {"id": id, "many": many, "words": words}


@router.post("/nothing")
def nothing(request: Request) -> list:
    return [request.method]


@router.post("/file", is_form=False)
async def file(request: Request, name: str) -> Response:
    return Response(name.encode() + await request.body())


@pytest.fixture
def client():
    app = Starlette(routes=router.routes)
    app.add_exception_handler(PourparlerError, Errors(None, None).refused)
    with TestClient(app) as client:
        yield client


def test_a_page_is_asked_by_its_path_and_after_the_question_mark(client):
    answer = client.get("/things/a%20b?many=7&other=1")
    assert answer.json() == {"id": "a b", "many": 7, "told": {"day": "2031-04-05"}, "words": "é"}
    assert answer.headers["content-type"] == "application/json"
    assert client.get("/things/x").json()["many"] == 1


def test_a_form_is_asked_by_its_path_and_its_fields(client):
    assert client.post("/things/x?words=no", json={"many": 2, "other": 1}).json() == {
        "id": "x",
        "many": 2,
        "words": "",
    }


@pytest.mark.parametrize("body", [None, {}, [], {"many": "2"}, {"many": None}])
def test_what_cannot_be_understood_is_told(client, body):
    answer = client.post("/things/x", json=body) if body is not None else client.post("/things/x")
    assert answer.status_code == 422
    assert answer.json()["error"].startswith("this request cannot be understood")


def test_a_page_too_tells_what_it_cannot_understand(client):
    answer = client.get("/things/x?many=some", headers={"accept": "application/json"})
    assert (answer.status_code, "many: a whole number is needed" in answer.json()["error"]) == (422, True)


def test_who_asks_for_nothing_takes_any_body(client):
    assert client.post("/nothing", content=b"{").json() == ["POST"]


def test_of_a_file_the_address_says_what_it_is(client):
    assert client.post("/file?name=a.txt", content=b": words").text == "a.txt: words"


def test_each_address_says_its_methods(client):
    answer = client.delete("/nothing")
    assert (answer.status_code, answer.headers["allow"]) == (405, "POST")


def test_no_address_of_the_workbench_is_there_twice():
    there = [(route.path, *route.methods) for part in (*FIRST, *LATER) for route in router_of(part).routes]
    assert len(there) == len(set(there)) > 60


def test_every_field_of_the_workbench_has_its_name_in_one_place():
    """A field after the question mark of a form would be lost: forms have theirs in the JSON that is sent."""
    for route in (r for part in (*FIRST, *LATER) for r in router_of(part).routes):
        assert not (route.asked and route.form), route.path
        assert not route.form or "POST" in route.methods, route.path
