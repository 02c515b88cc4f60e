"""Bodies that the dossier does not name are those that the reader found."""

from __future__ import annotations

from dataclasses import replace

from pourparler.drafting.bodies_as_read import with_bodies_as_read
from pourparler.model import Holder, Mode, Statement

READ = Statement(
    "d" * 12, (), (), ((0, 40),), Mode.INDIRECT, speaker="Ada Voss", party="Kestrel Union",
    holders=(Holder("Moscow", "Moscow", ((0, 6),)), Holder("Kestrel Union", "Kestrel Union", ((10, 20),))),
)  # fmt: skip


def test_a_party_of_the_dossier_stays_and_any_other_body_is_as_read():
    matched = replace(
        READ, party=None, holders=(Holder("Russia", "Russia", ((0, 6),)), Holder("Ada Voss", None, ((10, 20),)))
    )
    found = with_bodies_as_read(matched, READ)
    assert found.holders == (
        Holder("Russia", "Russia", ((0, 6),)),
        Holder("Kestrel Union", "Kestrel Union", ((10, 20),)),
    )
    assert found.party == "Kestrel Union"


def test_by_name_where_the_words_are_elsewhere_and_as_it_is_where_nobody_fits():
    matched = replace(READ, party="Kestria", holders=(Holder("Moscow", None, ((30, 36),)), Holder("Orm", None, ())))
    found = with_bodies_as_read(matched, READ)
    assert found.party == "Kestria"
    assert found.holders == (Holder("Moscow", "Moscow", ((30, 36),)), Holder("Orm", None, ()))
