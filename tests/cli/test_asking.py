"""ask on the command line: what was understood, the sentences, exit codes, JSON."""

import json


def test_the_answer_is_the_documents_own_sentences(run, read_demo):
    code, out, err = run("ask", read_demo, "what did Maravel say about dues in March 2031")
    assert (code, err) == (0, "")
    assert out.startswith("Understood: who: Maravel; when: from 1 March 2031 to 31 March 2031; matter: dues\n")
    assert "By year: 2031: " in out
    assert "proposed" in out
    from pourparler.record import Record

    with Record(read_demo / "record.sqlite") as record:
        texts = " ".join(" ".join(d.text.split()) for d in record.documents())
    sentences = [
        line.strip().removeprefix("“").removesuffix("”") for line in out.splitlines() if line.startswith("  “")
    ]
    assert sentences
    assert all(sentence in texts for sentence in sentences)


def test_json_says_the_same(run, read_demo):
    code, out, _ = run("ask", read_demo, "who is against self-rule", "--side", "against", "--most", 2, "--json")
    told = json.loads(out)
    assert code == 0
    assert told["understood"]["only_this_side"] is True
    assert {g["side"] for g in told["groups"]} == {"against"}
    assert len(told["groups"]) <= 2
    first = told["groups"][0]["sentences"][0]
    assert first["evidence"] == first["statement"]
    assert first["link"] == f"/read?document={first['document']}#{first['statement']}"


def test_nothing_found_is_exit_code_1_and_says_what_found_nothing(run, read_demo):
    code, out, _ = run("ask", read_demo, "what did Kestria say about zeppelins")
    assert code == 1
    assert "No sentence has the word “zeppelins”." in out
    assert "What comes nearest is below." in out


def test_what_cannot_be_is_exit_code_2(run, read_demo):
    for words in (
        ("?",),
        ("dues", "--party", "Kestira"),
        ("dues", "--side", "maybe"),
        ("dues", "--from", "soon"),
        ("x" * 1001,),
    ):
        code, out, err = run("ask", read_demo, *words)
        assert (code, out) == (2, ""), words
        assert err.startswith("error")
    assert "Kestria" in run("ask", read_demo, "dues", "--party", "Kestira")[2]


def test_days_in_the_wrong_order_are_told_and_not_taken_for_silence(run, read_demo):
    code, _, err = run("ask", read_demo, "dues", "--from", "2032", "--to", "2031")
    assert code == 2
    assert "2032-01-01 is after 2031-12-31. Give the earlier day first" in err


def test_what_is_given_goes_before_what_is_understood(run, read_demo):
    words = ("ask", read_demo, "what did Maravel say about dues in 2030", "--json")
    told = json.loads(run(*words, "--party", "", "--from", "", "--to", "2031-03")[1])["understood"]
    assert (told["parties"], told["since"], told["until"]) == ([], None, "2031-03-31")
    assert json.loads(run(*words, "--heading", "nowhere")[1])["answered"] is False


def test_abbreviations_are_spelt_out_unless_the_words_alone_are_wanted(run, read_demo, tmp_path):
    text = tmp_path / "day.txt"
    text.write_text("Nobody joined the Port Dues Commission (PDC) today.\n")
    assert run("add", read_demo, text)[0] == 0
    words = ("ask", read_demo, "what about the PDC")
    code, out, _ = run(*words)
    assert (code, "also: “Port Dues Commission” for “PDC”" in out) == (0, True)
    told = json.loads(run(*words, "--json")[1])["understood"]["abbreviated"]
    assert told == [{"form": "PDC", "others": ["Port Dues Commission"]}]
    assert json.loads(run(*words, "--as-written", "--json")[1])["understood"]["abbreviated"] == []


def test_what_is_further_off_comes_after_what_fits_with_a_line_between(run, read_demo):
    question = ("ask", str(read_demo), "what did Kestria say about dues", "--most", "60")
    told = json.loads(run(*question, "--json")[1])
    further = [group["further"] for group in told["groups"]]
    assert further == sorted(further)
    assert any(further)
    assert not all(further)
    many = sum(len(group["sentences"]) for group in told["groups"] if group["further"])
    assert told["further_words"].startswith(f"Further off, and not counted above: {many} sentence")
    assert "Further off, and not counted above" in run(*question)[1]
