"""Open pages are told at once how things stand, again when something has changed, and nothing once the workbench ends."""

import asyncio
from types import SimpleNamespace

from pourparler.workbench import events


def test_an_event_at_once_and_one_for_each_change(client, read_demo, monkeypatch):
    monkeypatch.setattr(events, "EVERY", 0)

    async def there():
        return False

    async def told():
        stream = events.changes(SimpleNamespace(app=client.app, is_disconnected=there))
        first = await anext(stream)
        path = read_demo / "dossier.yaml"
        path.write_text(path.read_text().replace("Strait of Lorn talks", "Other talks"))
        second = await anext(stream)
        client.app.state.ending = lambda: True
        return first, second, [event async for event in stream]

    first, second, rest = asyncio.run(told())
    assert rest == []
    assert first["revision"] != second["revision"]
    assert first["version"] == second["version"]
    assert first["reading"]["running"] is False
