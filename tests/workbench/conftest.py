"""A workbench without its server, and a browser that has opened its link."""

import pytest
from starlette.testclient import TestClient

from pourparler.dossier import open_dossier
from pourparler.workbench.app import create_app
from pourparler.workbench.safety import HEADER, cookie_name, form_token

TOKEN = "a-token"
HOST = "http://127.0.0.1:8000"
COOKIE = cookie_name(8000)


@pytest.fixture
def client(read_demo):
    with TestClient(create_app(open_dossier(read_demo), TOKEN), base_url=HOST, follow_redirects=False) as client:
        yield client


@pytest.fixture
def inside(client):
    client.cookies.set(COOKIE, TOKEN)
    return client


def post(client, path, body=None, *, content=None, **headers):
    headers = {HEADER: form_token(TOKEN), **headers}
    if content is not None:
        return client.post(path, content=content, headers=headers)
    return client.post(path, json=body, headers=headers)
