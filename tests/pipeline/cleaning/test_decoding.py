"""Encodings are told from little text, and mojibake is repaired without touching anything else."""

import codecs

import pytest

from pipeline.cleaning.decoding import decode, repair

SAMPLES = [
    ("cp1252", "The envoy said “about 40” lorries – no more – crossed."),
    ("cp1252", "Le préfet a annoncé que 300 élèves étaient déjà rentrés."),
    ("cp1252", "It’s late."),
    ("cp1251", "Губернатор сообщил о 40 пострадавших в области."),
    ("cp1251", "Добрый день"),
    ("koi8-r", "Губернатор сообщил о 40 пострадавших в области."),
    ("koi8-u", "Губернатор повідомив про 40 постраждалих у їхній області."),
    ("cp1250", "Rzecznik podał, że ewakuowano około 40 mieszkańców wsi, dziś są już bezpieczni."),
    ("cp1253", "Ο εκπρόσωπος ανακοίνωσε ότι τραυματίστηκαν σαράντα άνθρωποι."),
    ("shift_jis", "知事は、約四十人が負傷したと発表した。避難所には住民が集まっている。"),
    ("euc_kr", "도지사는 약 사십 명이 다쳤다고 발표했다. 주민들은 대피소에 모여 있다."),
]


@pytest.mark.parametrize(("encoding", "text"), SAMPLES)
def test_the_encoding_is_told_from_a_sentence(encoding, text):
    assert decode(text.encode(encoding))[0] == text


def test_byte_order_marks_decide_and_stay():
    for encoding, mark in (("utf-16-le", codecs.BOM_UTF16_LE), ("utf-16-be", codecs.BOM_UTF16_BE)):
        assert decode(mark + "Forty were hurt.".encode(encoding)) == ("\ufeffForty were hurt.", "utf-16")
    assert decode(codecs.BOM_UTF8 + b"Forty.") == ("\ufeffForty.", "utf-8")


def test_a_page_declares_its_encoding():
    page = '<html><meta charset="iso-8859-2"><p>Ministr řekl, že přijede později.</p></html>'
    assert decode(page.encode("iso-8859-2")) == (page, "iso8859-2")
    wrong = page.replace("iso-8859-2", "no-such-encoding")
    assert decode(wrong.encode("cp1252", errors="ignore"))[1] != "no-such-encoding"


def test_a_cut_character_does_not_spoil_the_rest():
    content = ("Сорок человек пострадали, сообщил губернатор. " * 5).encode()
    text, encoding = decode(content[:-2] + b"\xd0")
    assert encoding == "utf-8"
    assert text.startswith("Сорок человек")


@pytest.mark.parametrize(
    ("broken", "whole"),
    [
        ("The envoyâ€™s aide said â€œfortyâ€\x9d.", "The envoy’s aide said “forty”."),
        ("Ð”Ð¾Ð±Ñ€Ñ‹Ð¹ Ð´ÐµÐ½ÑŒ", "Добрый день"),
    ],
)
def test_mojibake_is_repaired(broken, whole):
    assert repair(f"Plain line.\r\n{broken}\n") == f"Plain line.\r\n{whole}\n"


@pytest.mark.parametrize(
    "text",
    [
        "“Curly” ‘quotes’ — dashes… and ﬁligatures\r\nstay",
        "e\u0301 is not joined, 北 and ｆｕｌｌ width stay",
        "naïve café Ångström, &amp; stays too",
        "Добрый день, Київ, Łódź, São Paulo",
    ],
)
def test_sound_text_stays_as_it_is(text):
    assert repair(text) == text
    assert decode(text.encode()) == (text, "utf-8")
