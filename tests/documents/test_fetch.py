"""Fetching what a stranger cited: real exchanges with a server on this machine, kind and unkind."""

import gzip
import hashlib
import socket
import ssl
import subprocess

import pytest

from minhchung.documents.compare import Answer
from minhchung.documents.fetch import Fetcher, Limits, Refused, is_public, public_address
from tests.documents.loopback import HOST, QUICK, closed_port, server

BODY = b"%PDF-1.7 " + b"x" * 20_000


@pytest.fixture
def web():
    with server() as running:
        yield running


def digest(body: bytes) -> str:
    return hashlib.sha256(body).hexdigest()


def test_a_document_is_hashed_as_it_came(web):
    url = web.gives("/nq-31.pdf?b%C3%A1o=1", BODY)
    assert web.fetcher().get(url) == Answer(200, digest(BODY), len(BODY))
    assert web.asked == [(HOST, "/nq-31.pdf?b%C3%A1o=1")]


def test_a_path_in_vietnamese_is_asked_for_percent_encoded(web):
    web.gives("/b%C3%A1o-c%C3%A1o.pdf", BODY)
    assert web.fetcher().get(f"http://{HOST}/báo-cáo.pdf").sha256 == digest(BODY)


def test_what_a_server_compressed_unasked_is_hashed_unpacked(web):
    url = web.gives("/a.pdf", gzip.compress(BODY), Content_Encoding="gzip")
    assert web.fetcher().get(url).sha256 == digest(BODY)


def test_a_packed_bomb_is_too_large(web):
    url = web.gives("/bomb.pdf", gzip.compress(b"0" * 5_000_000), Content_Encoding="gzip")
    assert web.fetcher().get(url).fault == "too-large"


def test_a_file_without_an_announced_length(web):
    def page(handler):
        handler.send_response(200)
        handler.send_header("Transfer-Encoding", "chunked")
        handler.end_headers()
        handler.wfile.write(b"5\r\nhello\r\n0\r\n\r\n")

    assert web.fetcher().get(web.plays("/a", page)) == Answer(200, digest(b"hello"), 5)


@pytest.mark.parametrize("announced", ["Content-Length: 500", "Transfer-Encoding: chunked"])
def test_half_a_file_is_no_other_file(web, announced):
    """The connection broke: that must not look like a changed document."""

    def page(handler):
        handler.wfile.write(f"HTTP/1.1 200 OK\r\n{announced}\r\n\r\n".encode())
        handler.wfile.write(b"1f4\r\nabc" if "chunked" in announced else b"abc")

    assert web.fetcher().get(web.plays("/a", page)).fault == "connection"


@pytest.mark.parametrize("status", [401, 403, 404, 410])
def test_a_refusal_is_said_once(web, status):
    url = web.answers("/a.pdf", status)
    assert web.fetcher().get(url) == Answer(status)
    assert len(web.asked) == 1


def test_a_busy_server_is_asked_again_after_a_pause(web):
    pauses: list[float] = []
    answers: list[int] = []

    def page(handler):
        answers.append(1)
        handler.send_response(503 if len(answers) < 3 else 200)
        handler.send_header("Content-Length", "0")
        handler.send_header("Retry-After", "7" if len(answers) == 1 else "99999")
        handler.end_headers()

    fetcher = web.fetcher(Limits(pauses=(2, 10)), sleep=pauses.append)
    assert fetcher.get(web.plays("/a", page)) == Answer(200, digest(b""), 0)
    assert pauses == [7, 60]


def test_a_server_that_stays_busy_is_left_alone(web):
    assert web.fetcher().get(web.answers("/a", 503)) == Answer(503)
    assert len(web.asked) == 3


def test_redirects_are_followed_and_told(web):
    web.gives("/new/a.pdf", BODY)
    web.redirects("/there", "new/a.pdf")
    url = web.redirects("/here", "http://moi.example/there", 301)
    hops = ("http://moi.example/there", "http://moi.example/new/a.pdf")
    assert web.fetcher().get(url) == Answer(200, digest(BODY), len(BODY), hops)
    assert [host for host, _ in web.asked] == [HOST, "moi.example", "moi.example"]


def test_a_circle_of_redirects_ends(web):
    answer = web.fetcher().get(web.redirects("/a", "/a"))
    assert (answer.fault, len(answer.hops)) == ("too-many-redirects", 4)
    assert len(web.asked) == 4


@pytest.mark.parametrize(
    ("target", "fault"),
    [
        ("http://127.0.0.1/secret", "bad-link"),
        ("http://[::1]/secret", "bad-link"),
        ("http://2130706433/secret", "bad-link"),
        ("http://0x7f.1/secret", "bad-link"),
        (f"http://{HOST}:8080/secret", "bad-link"),
        (f"http://user:password@{HOST}/secret", "bad-link"),
        ("file:///etc/passwd", "bad-link"),
        ("gopher://kho.example/", "bad-link"),
        ("http://may-in.noi-bo.vn/", "private-address"),
        ("http://khong-co.vn/", "unknown-host"),
    ],
)
def test_every_hop_is_checked_again(web, monkeypatch, target, fault):
    """A public page may not send us on into the network that we stand in."""
    resolving(monkeypatch, {"may-in.noi-bo.vn": ["10.0.0.7"]})
    answer = web.fetcher().get(web.redirects("/a", target))
    assert (answer.fault, answer.hops) == (fault, (target,))
    assert [path for _, path in web.asked] == ["/a"]


def test_a_huge_file_is_left_where_it_is(web):
    def page(handler):
        handler.send_response(200)
        handler.end_headers()
        for _ in range(1000):
            handler.wfile.write(b"0" * 10_000)

    assert web.fetcher().get(web.plays("/unsaid", page)).fault == "too-large"
    assert web.fetcher().get(web.gives("/said", b"0" * 60_000)).fault == "too-large"


def test_a_silent_server_is_given_up(web):
    waiting = web.plays("/a", lambda handler: handler.rfile.read(1))
    assert web.fetcher().get(waiting).fault == "timeout"


def test_a_dripping_server_is_given_up(web):
    limits = Limits(read=0.5, whole=0.6, pauses=())
    assert web.fetcher(limits).get(web.drips("/a", 0.05)).fault == "timeout"


def test_nobody_listens():
    port = closed_port()
    fetcher = Fetcher(lambda *_: [("127.0.0.1", port)], QUICK, sleep=lambda _: None)
    assert fetcher.get(f"http://{HOST}/a").fault == "connection"


def test_what_is_no_http_is_a_broken_connection(web):
    url = web.plays("/a", lambda handler: handler.wfile.write(b"SSH-2.0\r\n\r\n"))
    assert web.fetcher().get(url).fault == "connection"


# --- which addresses are public

PRIVATE = [
    "127.0.0.1",
    "10.1.2.3",
    "172.16.0.1",
    "192.168.1.1",
    "169.254.169.254",
    "100.64.0.1",
    "0.0.0.0",
    "224.0.0.1",
    "255.255.255.255",
    "::1",
    "::",
    "fe80::1%eth0",
    "fd00::1",
    "ff02::1",
    "::ffff:10.0.0.1",
    "64:ff9b::a00:1",
    "2002:a00:1::1",
    "2001:0:4136:e378:8000:63bf:f5ff:fffe",
]


@pytest.mark.parametrize("address", PRIVATE)
def test_a_special_address_is_not_public(address):
    assert not is_public(address)


@pytest.mark.parametrize("address", ["9.9.9.9", "2620:fe::fe", "::ffff:9.9.9.9", "64:ff9b::909:909"])
def test_a_public_address_is(address):
    assert is_public(address)


def resolving(monkeypatch, names):
    """Put invented answers in the place of a name server's."""
    real = socket.getaddrinfo

    def resolve(host, port, *others, **more):
        if host == "127.0.0.1":
            return real(host, port, *others, **more)
        if host not in names:
            raise socket.gaierror
        return [(socket.AF_INET, socket.SOCK_STREAM, 6, "", (address, port)) for address in names[host]]

    monkeypatch.setattr(socket, "getaddrinfo", resolve)


def test_one_private_address_among_public_ones_is_enough(monkeypatch):
    resolving(monkeypatch, {"a.vn": ["9.9.9.9", "8.8.8.8"], "b.vn": ["9.9.9.9", "127.0.0.1"]})
    assert public_address("a.vn", 443) == [("9.9.9.9", 443), ("8.8.8.8", 443)]
    for host, fault in [("b.vn", "private-address"), ("c.vn", "unknown-host")]:
        with pytest.raises(Refused) as refused:
            public_address(host, 443)
        assert refused.value.fault == fault


def test_by_itself_this_machine_is_never_asked(web):
    """Without the injection of a test, even a name for this very machine leads nowhere."""
    assert Fetcher().get("http://localhost.localdomain/").fault in ("private-address", "unknown-host")
    assert Fetcher().get(f"http://127.0.0.1:{web.port}/").fault == "bad-link"
    assert web.asked == []


# --- https


@pytest.fixture(scope="module")
def certificate(tmp_path_factory):
    folder = tmp_path_factory.mktemp("tls")
    command = "openssl req -x509 -newkey rsa:2048 -nodes -days 2 -keyout key.pem -out cert.pem"
    names = ["-subj", f"/CN={HOST}", "-addext", f"subjectAltName=DNS:{HOST}"]
    subprocess.run([*command.split(), *names], cwd=folder, check=True, capture_output=True)
    return folder


def test_a_certificate_must_be_trusted_and_of_the_host(certificate):
    """The connection goes to a number; the certificate is still held against the name."""
    own = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    own.load_cert_chain(certificate / "cert.pem", certificate / "key.pem")
    trusting = ssl.create_default_context(cafile=str(certificate / "cert.pem"))
    with server(own) as web:
        web.gives("/a", BODY)
        assert web.fetcher(tls=trusting).get(f"https://{HOST}/a").sha256 == digest(BODY)
        assert web.fetcher(tls=trusting).get("https://khac.example/a").fault == "tls"
        assert web.fetcher().get(f"https://{HOST}/a").fault == "tls"
