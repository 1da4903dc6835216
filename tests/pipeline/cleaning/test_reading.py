"""Reading never raises: what is no text says so in words that tell what to do."""

import io
import zipfile
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.cleaning import MAX_BYTES, read
from pipeline.cleaning import reading as reading_module
from pipeline.records import document_id


def document(content: bytes):
    return read(content, name="a.txt", source="desk", received_on=date(2025, 6, 1))


def archive(entry: str) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as file:
        file.writestr(entry, "x")
    return buffer.getvalue()


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"", "empty"),
        (b" \r\n\t\xef\xbb\xbf", "nothing but blanks"),
        (b"%PDF-1.7 rest", "a PDF"),
        (archive("word/document.xml"), "a Word document"),
        (archive("xl/workbook.xml"), "an Excel workbook"),
        (archive("notes.txt"), "a ZIP archive"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1old", "old binary format"),
        (b"{\\rtf1 text}", "an RTF document"),
        (b"\x89PNG\r\n\x1a\nrest", "a PNG image"),
        (b"\xff\xd8\xff\xe0rest", "a JPEG image"),
        (b"RIFF1234WEBPVP8 ", "a WebP image"),
        (b"Three hundred\x00 people", "NUL bytes"),
        (bytes(range(1, 9)) * 50, "No encoding"),
    ],
)
def test_what_is_no_text_says_so(content, words):
    found = document(content)
    assert words in found.error
    assert (found.text, found.encoding) == ("", None)
    assert found.document_id == document_id(content)
    assert found.size_bytes == len(content)


def test_a_document_of_too_many_bytes_names_the_limit(monkeypatch):
    monkeypatch.setattr(reading_module, "MAX_BYTES", 1_000_000)
    assert "1 MB" in document(b"a" * 1_000_001).error
    assert document(b"a" * 1_000_000).error is None
    assert MAX_BYTES == 20_000_000


def test_offsets_are_those_of_the_file(tmp_path):
    content = "\ufeffOne.\r\nTwo “quoted” lines.\rThree.\u2028Four.".encode()
    path = tmp_path / "a.txt"
    path.write_bytes(content)
    with path.open(encoding="utf-8", newline="") as file:
        assert document(content).text == file.read()


@given(st.binary(max_size=400))
def test_any_bytes_give_a_document(content):
    found = document(content)
    assert bool(found.text) != bool(found.error)


@given(
    st.text(st.characters(codec="utf-8", min_codepoint=32, exclude_categories=["Cc", "Co", "Cn"]), min_size=1)
)
def test_ascii_and_clean_text_stay_as_they_are(text):
    if text.isascii() and text.strip():
        assert document(text.encode()).text == text
