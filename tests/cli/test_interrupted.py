"""A command that is interrupted says that what it reported is kept."""


def test_an_interrupt_is_told_and_what_was_read_is_kept(run, demo, monkeypatch):
    def interrupted(*_, **__):
        raise KeyboardInterrupt

    monkeypatch.setattr("pourparler.verbs.dossiers.check", interrupted)
    code, out, err = run("check", demo)
    assert (code, out) == (130, "")
    assert err.strip() == "interrupted; everything reported as done is saved"
