"""Which addresses are public, and how odd ones are taken."""

import subprocess
import sys

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pourparler.documents.addresses import is_public, redirected, web_address
from pourparler.errors import DocumentError

LOCAL = """127.0.0.1 127.8.9.1 0.0.0.0 0.1.2.3 10.1.1.1 172.16.0.1 172.31.255.255 192.168.1.1 100.64.0.1 169.254.169.254 192.0.0.192 192.0.2.1
198.18.0.1 203.0.113.9 224.0.0.1 239.255.255.250 240.0.0.1 255.255.255.255 168.63.129.16 100.100.100.200 192.88.99.1
:: ::1 ::7f00:1 ::ffff:127.0.0.1 ::ffff:10.0.0.1 ::ffff:169.254.169.254 64:ff9b::7f00:1 64:ff9b::a9fe:a9fe 64:ff9b:1::808:808 2002:7f00:1::
2002:a00:1::1 2001:0:4136:e378:8000:63bf:3fff:fdd2 fe80::1 fe80::1%eth0 2606:4700::1%eth0 fec0::1 fc00::1 fd00:ec2::254 ff02::1 2001:db8::1 3fff::1
5f00::1 100::1 4000::1""".split()
PUBLIC = "8.8.8.8 93.184.216.34 172.32.0.1 2606:4700:4700::1111 2a00:1450:4001:80b::200e ::ffff:8.8.8.8 64:ff9b::808:808 2002:808:808::1".split()


@pytest.mark.parametrize("address", LOCAL)
def test_what_is_not_public(address):
    assert not is_public(address)


@pytest.mark.parametrize("address", PUBLIC)
def test_what_is(address):
    assert is_public(address)


@given(st.ip_addresses(v=4))
def test_an_address_within_another_counts_as_itself(address):
    number = int(address)
    for wrapped in (
        f"::ffff:{address}",
        f"64:ff9b::{number >> 16:x}:{number & 0xFFFF:x}",
        f"2002:{number >> 16:x}:{number & 0xFFFF:x}::1",
    ):
        assert is_public(wrapped) == is_public(str(address))


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("http://[::1/", "not a web address"),
        ("http://0177.0.0.1/", "Invalid IPv4 address"),
        ("http://[v1.x]/", "not a web address"),
        ("http://press.example:0/", "no port 0"),
        ("http://press.example:99999/", "no port 99999"),
        ("http://press.example:-1/", "no port -1"),
        ("http://press.example:x/", "not a web address"),
        ("http://press.example:" + "1" * 5000, "not a web address"),
        ("http://press.example/" + "x" * 70000, "too long"),
        ("http://user:pw@press.example/", "a name or a password"),
        ("http://user@press.example/", "a name or a password"),
        ("http://press.example\\@127.0.0.1/", "a name or a password"),
        ("http:///x", "only http and https"),
        ("http://", "only http and https"),
        ("http://user@/", "only http and https"),
        ("file:///etc/passwd", "only http and https"),
        ("ftp://press.example/x", "only http and https"),
        ("javascript:alert(1)", "only http and https"),
        ("http://a b/", "letters, digits, dots and hyphens"),
        ("http://a\\b/", "letters, digits, dots and hyphens"),
        ("http://ex%61mple.org/", "letters, digits, dots and hyphens"),
        ("http://press.example/a\nb", "not a web address"),
        ("http://press.example/\udcff", "not a web address"),
        ("http://\udcff/", "not a web address"),
        ("http://xn--a/", "not a web address"),
        ("", "only http and https"),
    ],
)
def test_odd_ones_are_refused_in_words(text, words):
    with pytest.raises(DocumentError, match=words) as told:
        web_address(text)
    assert len(str(told.value)) < 300


@pytest.mark.parametrize(
    ("text", "taken"),
    [
        ("HTTP://Press.Example:80/x#part", "http://press.example/x"),
        ("https://münchen.example/ä", "https://xn--mnchen-3ya.example/%C3%A4"),
        ("http://[2606:4700::1]:8080/", "http://[2606:4700::1]:8080/"),
        ("http://0x7f.1/", "http://0x7f.1/"),  # what it leads to is looked at when it is asked
    ],
)
def test_right_ones_are_taken(text, taken):
    assert str(web_address(text)) == taken


def test_where_a_server_leads():
    at = web_address("https://press.example/a/b")
    assert str(redirected(at, "../c#d")) == "https://press.example/c"
    assert str(redirected(at, "//other.example/")) == "https://other.example/"
    for location in (
        "file:///etc/passwd",
        "gopher://press.example/",
        "http://a:b@press.example/",
        "http://[",
        "data:,x",
    ):
        with pytest.raises(DocumentError):
            redirected(at, location)


def test_who_opens_files_does_not_load_what_takes_addresses_apart():
    told = "import sys, pourparler.documents.opening; sys.exit('httpx' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", told], check=False).returncode == 0
