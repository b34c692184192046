"""Which models an activity resembles: each rule of it, with a guide of one or two models."""

from dataclasses import replace
from typing import Any, Literal

import pytest

from convene import packs
from convene.core.guide import Guide, Phrases, Purpose
from convene.core.mapping import Mapped, Rules, fold, models, rules, spellings
from convene.core.records import Sector, Text

SURE, HINT = "open contracting", "civil society"
SURELY, CODE, SHARED, WIDE = "10001", "10002", "10003", "10004"


def phrases(
    *texts: str, model: str = "M1", language: Literal["en", "fr"] = "en", sure: bool = True
) -> Phrases:
    return Phrases(
        model=model,
        language=language,
        confidence="likely" if sure else "possible",
        because="",
        phrases=texts,
    )


def purpose(code: str, **points_to: Any) -> Purpose:
    return Purpose(code=code, title="Title", models=points_to, because="")


def guide(*said: Phrases, purposes: tuple[Purpose, ...] = ()) -> Guide:
    return replace(packs.guide(), phrases=said, purposes=purposes)


RULES = rules(
    guide(
        phrases(SURE),
        phrases(HINT, sure=False),
        purposes=(
            purpose(SURELY, M1="likely"),
            purpose(CODE, M1="possible"),
            purpose(SHARED, M2="likely", M1="possible"),
            purpose(WIDE, M1="beside_text"),
        ),
    )
)


def found(
    *codes: str, title: str = "", text: str = "", rules: Rules = RULES, language: str = "en"
) -> tuple[Mapped, ...]:
    return models(
        rules,
        sectors=[Sector("dac", code) for code in codes],
        titles=[Text(language, title)],
        descriptions=[Text(language, text)],
    )


@pytest.mark.parametrize(
    ("codes", "title", "text", "confidence"),
    [
        ((), SURE, "", "likely"),
        ((), HINT, "", "possible"),
        ((), "", SURE, "possible"),
        ((), "", HINT, None),
        ((), "", f"{SURE}, {HINT}", "possible"),
        ((), HINT, SURE, "possible"),
        ((SURELY,), "", "", "likely"),
        ((SURELY, "99999"), "", "", "possible"),
        ((SURELY, SURELY), "", "", "likely"),  # one purpose, named twice
        ((SURELY, "99999"), "", HINT, "likely"),
        ((CODE,), "", "", "possible"),
        ((CODE,), "", HINT, "likely"),
        ((CODE, "99999"), HINT, "", "likely"),
        ((WIDE,), "", "", None),
        ((WIDE,), "", HINT, "possible"),
        ((WIDE,), "", SURE, "likely"),
        ((WIDE,), HINT, "", "possible"),
        ((WIDE, "99999"), "", SURE, "possible"),
        ((WIDE, CODE), "", "", "possible"),
        ((WIDE, CODE), "", HINT, "likely"),
        (("99999",), "", SURE, "possible"),
        (("99999",), "", "", None),
    ],
)
def test_how_sure_a_model_is_by_codes_title_and_description(codes, title, text, confidence):
    mapped = found(*codes, title=title, text=text)

    assert [(one.model, one.confidence) for one in mapped] == (
        [("M1", confidence)] if confidence else []
    )


def test_models_stand_in_the_order_of_the_guide_each_by_its_own_reasons():
    assert found(SHARED, text=HINT) == (
        Mapped("M1", "likely", "DAC 10003 Title; “civil society”"),
        Mapped("M2", "likely", "DAC 10003 Title"),
    )


def test_a_reason_says_the_codes_that_count_and_the_phrases_as_the_pack_spells_them():
    assert found(CODE, SURELY, text=SURE.upper()) == (
        Mapped("M1", "likely", "DAC 10001 Title; DAC 10002 Title; “open contracting”"),
    )
    assert found(WIDE, CODE) == (Mapped("M1", "possible", "DAC 10002 Title"),)
    assert found(WIDE, text=SURE) == (
        Mapped("M1", "likely", "DAC 10004 Title; “open contracting”"),
    )


def test_three_phrases_are_quoted_the_weightiest_first_and_the_description_before_the_title():
    many = rules(guide(phrases("aaaa", "bbbb", "cccc", sure=False), phrases("dddd", "eeee")))

    assert found(text="aaaa bbbb", title="eeee", rules=many)[0].reason == "“eeee”; “aaaa”; “bbbb”"
    assert found(text="cccc bbbb dddd", title="eeee aaaa", rules=many)[0].reason == (
        "“dddd”; “eeee”; “cccc”"
    )


def test_only_codes_of_the_dac_are_read():
    sectors = [Sector("dac", SURELY), Sector("99", "99999"), Sector("99", CODE)]

    assert models(RULES, sectors=sectors, titles=(), descriptions=()) == (
        Mapped("M1", "likely", "DAC 10001 Title"),
    )


def test_a_text_is_read_in_small_letters_without_accents_and_marks():
    assert fold("Open-Contracting, now!") == " open contracting  now  "
    assert fold("L’État\tde «droit»") == " l etat de  droit  "
    assert fold("Straße 7") == " strasse 7 "
    assert fold("") == "  "


def test_letters_in_brackets_may_be_missing():
    assert spellings(["gang(s)", "colo(u)r(s)", "law"]) == [
        "gang",
        "gangs",
        "color",
        "colors",
        "colour",
        "colours",
        "law",
    ]


def test_rules_know_what_each_phrase_points_to_in_each_language():
    made = rules(
        guide(
            phrases("Gang(s)", model="M4"),
            phrases("gang", model="M7", sure=False),
            phrases("Drogue", model="M4", language="fr"),
            purposes=(purpose(SURELY, M1="likely"),),
        )
    )

    assert made.order == tuple(model.id for model in packs.guide().models)
    assert made.purposes == {SURELY: purpose(SURELY, M1="likely")}
    assert made.said == {
        "gang": (("Gang", "M4", "likely"), ("gang", "M7", "possible")),
        "gangs": (("Gangs", "M4", "likely"),),
        "drogue": (("Drogue", "M4", "likely"),),
    }
    assert set(made.patterns) == {"", "en", "fr"}


def test_a_text_is_read_with_the_phrases_of_its_language_or_with_all_where_we_have_none():
    both = rules(guide(phrases("gang"), phrases("drogue", model="M2", language="fr")))

    def in_language(language: str) -> list[str]:
        text = "gang, drogue"
        return [one.model for one in found(title=text, rules=both, language=language)]

    assert [in_language(language) for language in ("en", "fr", "pt", "")] == [
        ["M1"],
        ["M2"],
        ["M1", "M2"],
        ["M1", "M2"],
    ]


def test_a_guide_without_phrases_reads_no_text():
    assert found(
        SURELY, title=SURE, rules=rules(guide(purposes=tuple(RULES.purposes.values())))
    ) == (Mapped("M1", "likely", "DAC 10001 Title"),)


def test_phrases_are_found_whole_the_longest_first_and_across_line_ends():
    law = rules(guide(phrases("rule of law", "rule of law reform", "rules", "law.s (new)")))

    def quoted(text: str) -> list[str]:
        return [one.reason for one in found(title=text, rules=law)]

    assert quoted("the rule of law reform") == ["“rule of law reform”"]
    assert quoted("the rule  of\nlaw, reformed") == ["“rule of law”"]
    assert quoted("rule of lawyers") == []
    assert quoted("overrule of law") == []
    assert quoted("rules rule of law") == ["“rules”; “rule of law”"]


def test_an_expression_branches_letter_by_letter_so_that_a_text_is_read_once():
    made = rules(guide(phrases("gang(s)", "rule of law", "rules")))

    assert made.patterns["en"].pattern == " ((?:gang(?:s)?|rule(?: +of +law|s)))(?= )"


def test_what_the_guide_prints_as_a_model_is_of_that_model_and_of_no_other():
    printed = models(
        RULES,
        sectors=[Sector("dac", SURELY), Sector("guide", "M2", "Towns")],
        titles=[Text("en", SURE)],
        descriptions=[],
    )

    assert printed == (Mapped("M2", "likely", "guide M2 Towns"),)
