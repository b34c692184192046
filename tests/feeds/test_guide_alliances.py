"""The guide's own alliances as records."""

from convene.feeds.guide_alliances import activities, origin
from convene.packs import guide, mapping


def test_every_alliance_of_the_guide_comes_once():
    found = list(activities())

    assert [each.identifier for each in found if each.identifier.startswith("EX")] == [
        example.id for example in guide().examples
    ]
    assert {each.identifier for each in found} == (
        {example.id for example in guide().examples}
        | {"CS1", "CS2"}
        | {initiative.id for initiative in guide().initiatives}
    )
    assert [each.record for each in found] == list(range(1, len(found) + 1))


def test_a_listing_in_the_guide_is_no_activity():
    """An organisation that the guide only recommends took part in nothing by that."""
    assert not {"R1", "K1", "P3"} & {each.identifier for each in activities()}


def test_an_alliance_that_was_running_is_not_in_the_pipeline():
    status = {each.identifier: each.status for each in activities()}

    assert {id: status[id] for id in ("EX12", "EX14", "EX19", "EX02")} == {
        "EX12": "2",
        "EX14": "2",
        "EX19": "1",
        "EX02": "",
    }


def test_a_case_told_at_length_names_its_partners():
    labour = next(each for each in activities() if each.identifier == "CS2")

    named = {mention.name for mention in labour.mentions if not mention.unnamed}
    assert {"Gap Inc.", "Social Accountability International (SAI)", "Timberland"} <= named
    assert "factories" not in named


def test_parties_without_a_name_are_kept_and_say_why():
    found = {
        mention.name: mention.unnamed
        for each in activities()
        for mention in each.mentions
        if mention.unnamed
    }

    assert found["others not named"] == "placeholder"
    assert found["local and international NGOs"] == "group"
    assert found["Guatemalan private sector"] == "group"
    assert "USAID" not in found
    assert "MobileActive.org" not in found


def test_an_authority_is_of_the_only_country_and_a_company_of_none():
    chile = next(each for each in activities() if each.identifier == "EX01")

    assert [(mention.name, mention.country, mention.type) for mention in chile.mentions][:3] == [
        ("Ministry of Finance (Chile)", "CL", "10"),
        ("Microsoft (Partnership for Technology Access)", "", "70"),
        ("others not named", "", ""),
    ]
    assert [mention.number for mention in chile.mentions] == [0, 1, 2]
    assert chile.sectors[0].vocabulary == "guide"
    assert chile.sectors[0].code == "M1"


def test_a_figure_keeps_its_qualifier_and_its_caution_travels_with_it():
    panama = next(each for each in activities() if each.identifier == "EX02")

    assert panama.results[1].actual == "more than 21 percent"
    assert any("without a comparison" in note for note in panama.notes)


def test_what_is_no_public_private_alliance_is_none_here_either():
    kinds = {each.identifier: each.kind for each in activities()}

    assert kinds["EX05"] == "project"
    assert kinds["EX01"] == "alliance"
    assert kinds["OI01"] == "project"
    assert kinds["OI11"] == "alliance"


def test_the_source_is_the_guide():
    assert origin().title == guide().about.title
    assert origin().date == "2009-10"


def test_the_guides_publisher_is_a_government_with_its_number_and_other_donors_are_not():
    told = {
        mention.name: (mention.type, mention.identifier)
        for activity in activities()
        for mention in activity.mentions
    }
    assert (told["USAID"], told["Synergos Institute"]) == (("10", "US-GOV-1"), ("60", ""))


def test_every_alliance_keeps_the_model_under_which_the_guide_prints_it():
    models = {alliance.id: alliance.model for alliance in guide().alliances()}
    mapped = {
        each.identifier: [
            to.model for to in mapping.models(sectors=each.sectors, titles=each.titles)
        ]
        for each in activities()
        if each.identifier in models
    }

    assert mapped == {id: [model] for id, model in models.items()}


def test_a_partner_named_among_others_gave_what_they_gave():
    labour = next(alliance for alliance in guide().alliances() if alliance.id == "CS2")
    gave = {
        partner.name: [gift.code for gift in labour.gave(partner)] for partner in labour.partners
    }

    assert (
        gave["Gap Inc."] == gave["garment companies that buy"] == ["STAFF_TIME", "NETWORK_ACCESS"]
    )
    assert gave["Social Accountability International (SAI)"] == gave["local and international NGOs"]
    assert gave["USAID"] == ["CONVENING", "MORAL_AUTHORITY"]
    assert gave["Development Alternatives Inc. (DAI)"] == []
