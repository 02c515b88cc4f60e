"""Which state, territory or group of states a written form means."""

from itertools import chain

import pytest

from pourparler.reading.countries import called, is_state, known_body
from pourparler.reading.word_lists import word_list, word_table

TABLES = ("states", "territories", "groups_of_states")


@pytest.mark.parametrize(
    ("forms", "body"),
    [
        ("Moscow|the Kremlin|Russian|the Russians|the Russian Federation|RUSSIAN FEDERATION|Russia’s|russia", "Russia"),
        (
            "US|U.S.|USA|the U.S.A.|UNITED STATES|Washington|White House|Washington, D.C.|American|the US’s",
            "United States",
        ),
        (
            "UK|U.K.|Britain|BRITISH|Downing Street|United Kingdom of Great Britain and Northern Ireland",
            "United Kingdom",
        ),
        ("Iran|IRAN|Islamic Republic of Iran|Iran, Islamic Republic of|IRAN (ISLAMIC REPUBLIC OF)|Tehran", "Iran"),
        ("Korea|Republic of Korea|KOREA (REPUBLIC OF)|Seoul|South Korean", "South Korea"),
        ("Democratic People’s Republic of Korea|DPRK|Pyongyang", "North Korea"),
        ("Netherlands|the Netherlands|Dutch|Netherlands (Kingdom of the)|The Hague", "Netherlands"),
        ("TÜRKIYE|Turkiye|Turkey|TURKEY|Ankara", "Turkey"),
        ("Cote d'Ivoire|CÔTE D’IVOIRE|Côte d’Ivoire|Ivorian", "Ivory Coast"),
        ("St. Kitts & Nevis|ST KITTS AND NEVIS|Saint Kitts and Nevis", "Saint Kitts and Nevis"),
        ("Viet Nam|VIETNAM|Hanoi", "Vietnam"),
        ("Bolivia (Plurinational State of)|BOLIVIA|La Paz", "Bolivia"),
        ("Tanzania, United Republic of|UNITED REPUBLIC OF TANZANIA", "Tanzania"),
        ("Gambia, The|the Gambia|THE GAMBIA", "Gambia"),
        ("TIMOR-LESTE|Timor Leste|East Timor", "Timor-Leste"),
        ("Polish|Warsaw", "Poland"),
        (
            "France|the French government|the Government of France|FRENCH DELEGATION|France’s leadership|delegation of the French Republic",
            "France",
        ),
        ("Georgia|Tbilisi", "Georgia"),
        ("Congolese|DRC|Kinshasa", "Democratic Republic of the Congo"),
        ("Greenlanders|Nuuk", "Greenland"),
        (
            "G-77/China|G77/CHINA|the G-77/CHINA|G-77 / China|G77 AND CHINA|Group of 77 and China|g-77",
            "Group of 77 and China",
        ),
        ("EU|the E.U.|Brussels|European Commission|EUROPEAN UNION", "European Union"),
        ("NATO|Nato", "North Atlantic Treaty Organization"),
        ("AOSIS|Alliance of Small Island States", "Alliance of Small Island States"),
        ("the AFRICAN GROUP|African Group", "African Group"),
        ("ENVIRONMENTAL INTEGRITY GROUP|EIG", "Environmental Integrity Group"),
        ("LDCs|LDCS|the Least Developed Countries", "Least Developed Countries"),
        ("LMDCs|Like-minded Developing Countries|LIKE-MINDED DEVELOPING COUNTRIES", "Like-Minded Developing Countries"),
        ("Visegrád Group|VISEGRAD GROUP|V4", "Visegrad Group"),
        ("WHO", "World Health Organization"),
    ],
)
def test_one_body_however_it_is_written(forms, body):
    assert {form: known_body(form) for form in forms.split("|")} == dict.fromkeys(forms.split("|"), body)


@pytest.mark.parametrize(
    "form",
    ["us", "Us", "u.s", "uk", "Uk", "eu", "un", "Who", "who", "in", "IN", "no", "It", "May", "polish", "turkey", "the turkey", "georgia", "troika", "Kestria",
     "Norrland Union", "the Russian ambassador", "Congo", "Korean", "government", "the government of", "Kestrian government", "French government side", "government " * 5000,
     "us authorities", "", " ", "the", "the ", ".", "’s", "/"],
)  # fmt: skip
def test_words_and_what_two_share_are_no_body(form):
    assert known_body(form) is None


@pytest.mark.parametrize(
    ("name", "state"),
    [("Taiwan", True), ("Holy See", True), ("the Kremlin", True), ("FRANCE", True), ("EU", False), ("Hong Kong", False), ("us", False), ("Kestria", False)],
)  # fmt: skip
def test_states_are_no_groups_and_no_territories(name, state):
    assert is_state(name) is state


@pytest.mark.parametrize(
    ("name", "some", "none"),
    [
        ("Russian Federation", {"Russia", "Moscow", "Kremlin", "Russians"}, {"Ukraine"}),
        ("United States", {"U.S.", "American", "White House", "USA"}, {"US"}),
        ("the EU", {"European Union", "Brussels", "European Commission"}, {"NATO"}),
        ("POLAND", {"Warsaw", "Poland"}, {"Polish", "Pole"}),
        ("Türkiye", {"Ankara", "Turkish"}, {"Turkey"}),
        ("Republic of Korea", {"South Korea", "Seoul"}, {"Korea", "Korean", "Republic of Korea"}),
        ("G77", {"G-77/China", "Group of 77 and China"}, {"China"}),
    ],
)
def test_other_names_are_safe_to_search_for_in_any_case(name, some, none):
    forms = set(called(name))
    assert some <= forms
    assert not none & forms


@pytest.mark.parametrize("name", ["Moscow", "Russian", "in", "us", "Kestria", "Norrland Union", "turkey", ""])
def test_what_is_no_body_s_name_has_no_other_names(name):
    assert called(name) == ()


def test_every_listed_form_means_its_body_and_no_other():
    for table in TABLES:
        for body, lists in word_table(table).items():
            assert known_body(body) == body
            assert set(lists) <= {"names", "demonyms", "seats"}
            for form in (body, *(f for forms in lists.values() for f in forms)):
                assert known_body(form) == body, form


def test_the_tables_are_whole():
    """193 members of the United Nations, the Holy See, Palestine, Taiwan, Kosovo, Niue and the Cook Islands; ten that are no more."""
    assert len(word_table("states")) == 193 + 6 + 10
    assert all(
        lists["seats"] for body, lists in word_table("states").items() if body in ("Kenya", "Egypt", "Kosovo", "Peru")
    )


def test_words_like_states_are_forms_of_the_tables():
    assert word_list("words_like_states") <= {
        form.lower()
        for t in TABLES
        for body, lists in word_table(t).items()
        for form in (body, *chain(*lists.values()))
    }
