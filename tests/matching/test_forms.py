"""Legal forms of all countries: a name with its form is the name, and a form makes no two one."""

import pytest

from convene.core.names import Name
from convene.matching import POSSIBLE, STRONG, score
from convene.matching.normalise import parse

AFTER = (
    *(
        "AB (publ)",
        "A.C.",
        "AG",
        "AISBL",
        "ANBI",
        "ApS",
        "AS",
        "A.Ş.",
        "ASBL",
        "B.V.",
        "Bt.",
        "C.A.",
    ),
    *(
        "C.V.",
        "CC",
        "CIC",
        "CIO",
        "CJSC",
        "CLG",
        "Co., Ltd.",
        "Cyf",
        "d.d.",
        "d.o.o.",
        "DAC",
        "DMCC",
    ),
    *("e.G.", "e.K.", "E.I.R.L.", "E.S.P.", "e.V.", "EARL", "EOOD", "EPE", "FZ-LLC", "FZCO", "GbR"),
    *(
        "Ges.m.b.H.",
        "gGmbH",
        "GIE",
        "GmbH & Co. KG",
        "hf.",
        "I.A.P.",
        "Inc",
        "I/S",
        "j.d.o.o.",
        "K.K.",
    ),
    *(
        "KSCC",
        "Kft.",
        "LLLP",
        "LLP",
        "Lda",
        "Ltda. ME",
        "Ltée",
        "Ltd. Şti.",
        "MMC",
        "MTÜ",
    ),
    *("N.A.", "NL", "NPC", "NV/SA", "Nyrt.", "o.p.s.", "ODV", "ONLUS", "OÜ", "Oyj", "P.C.", "PLLC"),
    *(
        "(Private) Limited",
        "PT Tbk",
        "(Pty) Ltd",
        "Q.P.S.C.",
        "(RF)",
        "r.y.",
        "S.A. de C.V.",
        "S/A",
    ),
    *(
        "S.A.L.",
        "S.A.P.I. de C.V.",
        "S.C.R.L.",
        "S. Coop.",
        "S. de R.L. de C.V.",
        "S.K.A.",
        "SARL AU",
    ),
    *("SASU", "SGPS", "Sh.p.k.", "SIA", "Sdn Bhd", "SOC Ltd", "Sp. k.", "Sp. z o.o.", "S.r.l.s."),
    *(
        "s.r.o.",
        "U.A.",
        "UAB",
        "UG (haftungsbeschränkt)",
        "v.o.s.",
        "VOF",
        "W.L.L.",
        "Zrt.",
        "z.s.",
    ),
    *("Limited Liability Comp", "Aktiengesellschaft", "Korlátolt Felelősségű Társaság"),
    *("Société par actions simplifiée", "Sociedad Anónima de Capital Variable"),
)
BEFORE = (
    *("PT", "CV", "SIA", "UAB", "AB", "OÜ", "MTÜ", "S.C.", "SARL", "SCI", "GIE", "ONG", "Ets"),
    *("Công ty TNHH", "Công ty Cổ phần", "CTCP", "DNTN", "ООО", "ЗАО", "ПАО", "OOO", "PJSC"),
)
SCRIPTS = (
    *("ФГУП Заря", "ИП Заря", "ДП Заря", "ПрАТ Заря", "ТОВ Заря", "ЖШС Заря", "ЕООД Заря"),
    *("Заря ЕООД", "Заря д.о.о.", "Заря ХХК", "Заря МЧЖ", "АНО Заря", "ОсОО Заря", "УП Заря"),
)
OTHERS = (
    *("Լուսին ՍՊԸ|Լուսին", "Լուսին ՓԲԸ|Լուսին", "შპს მთვარე|მთვარე", "სს მთვარე|მთვარე"),
    *(
        "Κύματα Α.Ε.|Κύματα",
        "Κύματα ΕΠΕ|Κύματα",
        'ירח בע"מ|ירח',
        "ירח בע״מ|ירח",
        "القمر ذ.م.م|القمر",
    ),
    *(
        "株式会社青空|青空",
        "合同会社 青空|青空",
        "㈱青空|青空",
        "합자회사 하늘|하늘",
        "㈜하늘|하늘",
    ),
    *("사단법인 하늘|하늘", "蓝天有限责任公司|蓝天", "บริษัท ฟ้าใส จำกัด|ฟ้าใส"),
    *("सूरज प्राइवेट लिमिटेड|सूरज", "সূর্য লিমিটেড|সূর্য", "ፀሐይ ኃ/የተ/የግ/ማ|ፀሐይ"),
)


def same(left: str, right: str) -> float:
    return score(*(Name(text=text, schema="organisation") for text in (left, right)))


@pytest.mark.parametrize(
    ("formed", "bare", "other"),
    [
        *((f"Zorblax {form}", "Zorblax", f"Quendor {form}") for form in AFTER),
        *((f"{form} Zorblax", "Zorblax", f"{form} Quendor") for form in BEFORE),
        *((text, "Заря", text.replace("Заря", "Мост")) for text in SCRIPTS),
        *((*pair.split("|"), "Quendor") for pair in OTHERS),
    ],
)
def test_a_name_with_its_form_is_the_name_and_no_other_of_that_form(formed, bare, other):
    assert same(formed, bare) >= STRONG
    assert same(formed, other) < POSSIBLE


@pytest.mark.parametrize(
    ("spelt_out", "short"),
    [
        ("Zorblax Handelsgesellschaft mbH", "Zorblax Handels-GmbH"),
        ("Zorblax Handelsges.m.b.H.", "Zorblax Handels GmbH"),
        ("Handelsgesellschaft mbH Zorblax", "Handels GmbH Zorblax"),
        ("Zorblax Bau-Gesellschaft m.b.H.", "Zorblax Bau GmbH"),
        ("Zorblaxaktiengesellschaft", "Zorblax AG"),
        ("Quendors Aktiebolag", "Quendors AB"),
    ],
)
def test_forms_spelt_out_and_short_meet_inside_compounds(spelt_out, short):
    assert same(spelt_out, short) >= STRONG


@pytest.mark.parametrize(
    "text",
    [
        "DP World",
        "BM Project",
        "Earl Zorb Trust",
        "SE Asia Watch",
        "Charity Zorb",
        "Zorb Stiftung",
        "Gesellschaft Zorb",
        "Совет по правам",
    ],
)
def test_what_only_looks_like_a_form_stays(text):
    assert parse(Name(text=text, schema="organisation")).forms == frozenset()


def test_a_form_before_the_place_is_one_too():
    assert parse(Name(text="Al Zorb ev Aachen", schema="organisation")).forms == {"association"}
    assert same("Zorblax Quendor GmbH Nairobi", "Zorblax Quendor GmbH") >= STRONG


@pytest.mark.parametrize("schema", ["person", "organisation"])
@pytest.mark.parametrize("initials", ["J. Quill", "J. P. Quill", "M. J. Quill", "Maria J. Quill"])
def test_initials_that_match_never_weigh_less_than_none(schema, initials):
    without = " ".join(word for word in initials.split() if not word.endswith("."))
    for full in ("Jose Peter Quill", "Maria Jose Quill Zorb"):
        if all(word[0] in (part[0] for part in full.split()) for word in initials.split()):
            left, bare, right = (
                Name(text=text, schema=schema) for text in (initials, without, full)
            )
            assert score(left, right) >= score(bare, right)


def test_initials_of_a_person_are_the_same_with_and_without_gaps():
    glued, apart = (Name(text=text, schema="person") for text in ("J.P. Quill", "J. P. Quill"))

    assert score(glued, apart) == score(apart, apart)
