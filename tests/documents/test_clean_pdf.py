"""PDF files as they are handed out: no names, nothing that acts, holds a file or reaches out."""

import zlib
from io import BytesIO
from typing import Any

import pikepdf
import pytest
from pikepdf import Array, Dictionary, Name, String

from convene.core.media import PDF
from convene.documents import clean_pdf
from convene.documents.diligence_files import kind_of, stripped
from convene.documents.refusing import MB, Refused
from tests.documents.test_diligence import SECRET


def saved(document: pikepdf.Pdf) -> bytes:
    made = BytesIO()
    document.save(
        made,
        compress_streams=False,
        stream_decode_level=pikepdf.StreamDecodeLevel.all,
        object_stream_mode=pikepdf.ObjectStreamMode.disable,
    )
    return made.getvalue()


def cleaned(document: pikepdf.Pdf) -> pikepdf.Pdf:
    return pikepdf.open(BytesIO(stripped(saved(document), media_type=PDF)))


def page(**more: object) -> pikepdf.Pdf:
    """A PDF of one page, with more in its page."""
    document = pikepdf.new()
    document.add_blank_page(page_size=(100, 100))
    for name, value in more.items():
        document.pages[0].obj[f"/{name}"] = value
    return document


def script() -> Dictionary:
    return Dictionary(S=Name.JavaScript, JS=String(f"app.alert('{SECRET}')"))


def remark(subtype: Name, **more: Any) -> Dictionary:
    return Dictionary(Type=Name.Annot, Subtype=subtype, Rect=[0, 0, 9, 9], **more)


def program(document: pikepdf.Pdf) -> Dictionary:
    return Dictionary(
        Type=Name.Filespec,
        F=String("e.exe"),
        EF=Dictionary(F=document.make_stream(SECRET.encode())),
    )


def test_who_remarked_is_taken_out_of_remarks_that_lie_in_their_page():
    told = {"T": SECRET, "NM": SECRET, "M": "D:20200101", "Contents": "Look here"}
    document = page(Annots=Array([remark(Name.Text, **told), remark(Name.Square, **told)]))

    left = cleaned(document)
    assert len(left.pages[0].Annots) == 2
    for kept in left.pages[0].Annots:
        assert set(kept.keys()) == {"/Type", "/Subtype", "/Rect", "/Contents"}


def test_the_name_of_a_field_of_a_form_stays():
    document = page(Annots=Array([remark(Name.Widget, T="amount", NM=SECRET)]))

    left = cleaned(document)
    (kept,) = left.pages[0].Annots
    assert (str(kept.T), "/NM" in kept) == ("amount", False)


@pytest.mark.parametrize(
    "more",
    [
        {"AA": Dictionary(O=script())},
        {"Annots": Array([remark(Name.Link, A=script())])},
        {"Annots": Array([remark(Name.Link, AA=Dictionary(E=script()))])},
        {"Annots": Array([remark(Name.Link, A=Dictionary(S=Name.Launch, F=String(SECRET)))])},
        {"Annots": Array([remark(Name.Link, A=Dictionary(S=Name.GoTo, D="x", Next=script()))])},
        {"Annots": Array([remark(Name.Link, A=Dictionary(S=Name.GoTo, Next=Array([script()])))])},
        {"Annots": Array([remark(Name.Screen, MK=Dictionary(Deep=Array([script()])))])},
        {"Hidden": Array([Array([script()])])},
    ],
)
def test_a_page_leaves_without_what_acts(more):
    assert SECRET.encode() in saved(page(**more))
    left = saved(cleaned(page(**more)))
    assert SECRET.encode() not in left
    assert b"/JS" not in left


def test_a_document_leaves_without_what_acts_and_without_files():
    document = page()
    document.Root.OpenAction, document.Root.AA = script(), Dictionary(WC=script())
    document.Root.AcroForm = Dictionary(Fields=Array(), XFA=document.make_stream(SECRET.encode()))
    document.Root.Names = Dictionary(
        JavaScript=Dictionary(Names=Array([String("a"), script()])),
        EmbeddedFiles=Dictionary(Names=Array([String("e.exe"), program(document)])),
    )
    document.pages[0].Annots = Array([remark(Name.FileAttachment, FS=program(document))])
    assert saved(document).count(SECRET.encode()) == 6

    left = cleaned(document)
    assert SECRET.encode() not in saved(left)
    assert (len(left.pages), len(left.pages[0].Annots)) == (1, 0)
    assert set(left.Root.Names.keys()) == set()


def test_what_leads_to_an_address_or_a_page_stays():
    address = Dictionary(S=Name.URI, URI=String("https://example.org"))
    document = page(Annots=Array([remark(Name.Link, A=address)]))

    left = cleaned(document)
    (kept,) = left.pages[0].Annots
    assert str(kept.A.URI) == "https://example.org"


def test_a_font_may_have_any_name_and_a_structure_too():
    document = page(Resources=Dictionary(Font=Dictionary(JS=Dictionary(Type=Name.Font))))
    document.pages[0].Contents = document.make_stream(b"BT /JS 9 Tf (x) Tj ET")
    document.Root.StructTreeRoot = Dictionary(
        Type=Name.StructTreeRoot, K=Dictionary(Type=Name.StructElem, S=Name.Sound, Lang="en")
    )

    left = cleaned(document)
    assert "/JS" in left.pages[0].Resources.Font
    assert str(left.Root.StructTreeRoot.K.Lang) == "en"


def test_a_signature_leaves_with_the_name_of_whoever_signed():
    field = remark(Name.Widget, FT=Name.Sig, T="s", V=Dictionary(Type=Name.Sig, Name=SECRET))
    assert SECRET.encode() not in saved(cleaned(page(Annots=Array([field]))))


def test_what_unpacks_to_too_much_is_refused_however_often_it_is_packed(monkeypatch):
    monkeypatch.setattr(clean_pdf, "UNPACKED", 10 * MB)
    twice = zlib.compress(zlib.compress(b"\0" * 20 * MB, 9), 9)
    document = page()
    packed = document.make_stream(b"")
    packed.write(twice, filter=Array([Name.FlateDecode, Name.FlateDecode]), type_check=False)
    document.pages[0].Contents = packed
    made = BytesIO()
    document.save(made, compress_streams=False, stream_decode_level=pikepdf.StreamDecodeLevel.none)

    assert len(made.getvalue()) < 10_000
    with pytest.raises(Refused, match=r"^The PDF unpacks to far more than it seems\.$"):
        kind_of(made.getvalue())
