"""Elements of figures: what they say, where they lead, and what strangers' texts may do in them."""

from lxml import etree

from pourparler.figures.svg import line, path, picture, said, text, written


def test_what_a_mark_says_is_told_and_where_it_leads():
    drawing = picture(100, 50, role="group")
    line(said(drawing, "a meeting"), 1, 2, 3, 4.26, stroke_dasharray="3 3", class_="met")
    path(said(drawing, "a point", "/record?party=A&since=2031"), "M0,0 Z", 5, 6, turned=90)
    svg = written(drawing)
    root = etree.fromstring(svg)
    assert root.get("viewBox") == "0 0 100 50"
    assert root.get("role") == "group"
    first, second = root
    assert (etree.QName(first).localname, first.get("aria-label"), first.get("role")) == ("g", "a meeting", "img")
    assert dict(first[0].attrib) == {
        "x1": "1.0", "y1": "2.0", "x2": "3.0", "y2": "4.3", "stroke-dasharray": "3 3", "class": "met",
    }  # fmt: skip
    assert (second.get("href"), second.get("aria-label")) == ("/record?party=A&since=2031", "a point")
    assert second[0].get("transform") == "translate(5.0,6.0) rotate(90.0)"


def test_names_in_a_picture_do_nothing_but_stand_there():
    name = "a\x1b[31m\x07\u202e\ud800\x00<b>&amp;"
    drawing = picture(100, 50)
    text(drawing, 0, 0, name)
    said(drawing, name)
    words, group = etree.fromstring(written(drawing).encode())
    assert words.text == group.get("aria-label") == "a␛[31m␇\ufffd\ufffd␀<b>&amp;"
