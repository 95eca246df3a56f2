"""E-mail becomes its words with sender, date and subject; what hangs on it becomes documents of their own."""

from __future__ import annotations

import hashlib
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from intake.made import pdf
from intake.packed import SAID, attachment, mail, mailbox
from reportedly.intake import Failure, Passed, Received, receive, receive_bytes


def test_a_message_is_a_document_and_so_is_what_hangs_on_it(tmp_path: Path) -> None:
    path = tmp_path / "a.eml"
    data = mail(attached=attachment("Annex: " + SAID) + attachment("x", "a.png", "image/png"))
    path.write_bytes(data)
    passed: list[Passed] = []
    message, annex = receive([path], passed=passed.append)
    assert isinstance(message, Received)
    assert isinstance(annex, Received)
    document = message.document
    assert (document.title, document.publisher, document.published) == (
        "Hill taken",
        "Gulf Gazette",
        "2024-03-12T01:00:00+03:00",
    )
    assert document.text.strip() == SAID
    assert (document.id, message.original) == (f"sha256:{hashlib.sha256(data).hexdigest()}", data)
    assert message.container is None
    assert ("From", '"Gulf Gazette" <news@gulf.example>') in message.headers
    assert ("Message-ID", "<1@gulf.example>") in message.headers
    assert annex.document.text.startswith("Annex: ")
    assert annex.document.name == "a.eml:annex.txt"
    assert annex.container
    assert annex.container.id == document.id
    assert annex.member == "part 3 (annex.txt)"
    assert passed == [Passed(str(path), (("another form of the text", 1), ("image/png", 1)))]


def test_a_mailbox_gives_its_messages_in_order(tmp_path: Path) -> None:
    path = tmp_path / "a.mbox"
    one = mail("First.\r\n\r\nFrom here the army left on Tue Mar 12 2024")
    path.write_bytes(mailbox(one, mail(attached=attachment(SAID))))
    found = list(receive([path]))
    assert [one.document.name for one in found if isinstance(one, Received)] == [
        "a.mbox:1",
        "a.mbox:2",
        "a.mbox:2:annex.txt",
    ]
    assert found[0].original == one
    annex = found[2]
    assert annex.container
    assert annex.container.within
    assert (annex.container.member, annex.container.within.name) == ("message 2", "a.mbox")


def test_a_message_in_html_alone_is_read() -> None:
    data = b"From: a@b\r\nSubject: S\r\nContent-Type: text/html\r\n\r\n<p>Rebels said so.</p><p>Army denied.</p>"
    (one,) = receive_bytes(data, "a.eml")
    assert isinstance(one, Received)
    assert one.document.text == "Rebels said so.\nArmy denied."


def test_a_second_text_is_not_lost() -> None:
    data = (
        b'From: a@b\r\nContent-Type: multipart/mixed; boundary="B"\r\n\r\n--B\r\n\r\nFirst said.\r\n'
        b"--B\r\n\r\nSecond said.\r\n--B--\r\n"
    )
    found = list(receive_bytes(data, "a.eml"))
    assert [one.document.text.strip() for one in found if isinstance(one, Received)] == ["First said.", "Second said."]


def test_a_forwarded_message_is_read_with_what_hangs_on_it() -> None:
    inner = mail(attached=attachment("Annex.")).decode().replace('"B"', '"Z"').replace("--B", "--Z")
    data = mail("See below.", attached=f"--B\r\nContent-Type: message/rfc822\r\n\r\n{inner}\r\n")
    texts = [one.document.text.strip() for one in receive_bytes(data, "a.eml") if isinstance(one, Received)]
    assert texts == ["See below.", SAID, "Annex."]


@pytest.mark.parametrize(
    ("sender", "publisher"),
    [
        ('"Gulf Gazette" <news@gulf.example>', "Gulf Gazette"),
        ("Jane Doe <jane@bbc.com>", "BBC"),
        ("Jane Doe <jane@example.org>", None),
        ("jane@example.org", None),
        ("", None),
        ("((((", None),
    ],
)
def test_a_person_who_writes_is_no_publisher(sender: str, publisher: str | None) -> None:
    (one,) = receive_bytes(mail(sender=sender), "a.eml")
    assert isinstance(one, Received)
    assert one.document.publisher == publisher


def test_a_pdf_that_hangs_on_a_message_is_read() -> None:
    import base64

    body = base64.encodebytes(pdf([SAID])).decode()
    part = f'--B\r\nContent-Type: application/pdf; name="a.pdf"\r\nContent-Transfer-Encoding: base64\r\n\r\n{body}\r\n'
    found = list(receive_bytes(mail(attached=part), "a.eml"))
    assert found[1].original == pdf([SAID])
    assert found[1].media_type == "application/pdf"


def test_a_mail_without_a_suffix_is_known_and_a_text_is_not_taken_for_one(tmp_path: Path) -> None:
    path = tmp_path / "mail"
    path.write_bytes(mail())
    (one,) = receive([path])
    assert one.media_type == "message/rfc822"
    path.write_text(f"Title: Hill taken\nDate: 12 March 2024\nSource: Gulf Gazette\n\n{SAID}")
    (one,) = receive([path])
    assert one.media_type == "text/plain"
    path.write_bytes(mailbox(mail()))
    (one,) = receive([path])
    assert one.container
    assert one.container.media_type == "application/mbox"


@settings(max_examples=80, deadline=None)
@given(st.binary(max_size=40), st.integers(0, 700), st.booleans())
def test_no_mail_raises(put: bytes, at: int, in_a_box: bool) -> None:
    data = mailbox(mail()) if in_a_box else mail(attached=attachment(SAID))
    data = data[:at] + put + data[at + len(put) :]
    found = list(receive_bytes(data, "a.mbox" if in_a_box else "a.eml"))
    assert found
    assert all(isinstance(one, Received | Failure) for one in found)
