"""The page of meetings and next steps, as tests use it."""

from lxml import html

from .conftest import post

JUDGED = {"judgement": "I was there", "by": "Ada", "on": "2031-03-21"}


def page(inside):
    return html.fromstring(inside.get("/meetings").text)


def send(inside, where, **body):
    return post(inside, where, {**body, "revision": page(inside).cssselect("#meetings")[0].get("data-revision")})


def is_refused(inside, folder, where, body, words):
    """What does not fit is answered with these words, and writes nothing."""
    before = (folder / "dossier.yaml").read_bytes()
    answer = send(inside, where, **body)
    assert answer.status_code in (404, 422)
    assert words in answer.json()["error"]
    assert (folder / "dossier.yaml").read_bytes() == before
