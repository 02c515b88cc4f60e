"""The page Settlements says who stands in the way as the briefing does."""

from starlette.testclient import TestClient

from pourparler.dossier import new_dossier
from pourparler.workbench.app import create_app

from .conftest import COOKIE, HOST, TOKEN

LINKED = """\
negotiation: Ferry talks
parties: {North: {}, South: {}}
issues:
  toll: {question: Who pays?, options: {full: full, none: none}}
  route: {question: Which way?, options: {east: east, west: west}}
linkages:
  - never: {toll: full, route: east}
  - never: {toll: full, route: west}
  - never: {toll: none, route: east}
  - never: {toll: none, route: west}
"""


def test_where_linkages_alone_leave_nothing_no_red_line_is_said_to(tmp_path):
    dossier = new_dossier(tmp_path / "talks")
    dossier.yaml.write_text(LINKED)
    with TestClient(create_app(dossier, TOKEN), base_url=HOST, cookies={COOKIE: TOKEN}) as client:
        page = client.get("/").text
    assert "No party does: the linkages alone rule out every settlement." in page
    assert "Red lines do not rule out every settlement." not in page
