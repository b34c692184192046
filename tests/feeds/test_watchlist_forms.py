"""Lists of the EU, the UK, Switzerland, OFAC's XML and OpenSanctions' JSON: small files made after
their published schemas, about people and firms that do not exist.
"""

import json
from contextlib import suppress
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from convene.core.watchlists import Alias
from convene.feeds import FeedError, watchlists
from tests.feeds.test_watchlist_rows import Told, table

EU = """<?xml version="1.0" encoding="UTF-8"?>
<export xmlns="http://eu.europa.ec/fpi/fsd/export" generationDate="2026-03-05T14:35:27.243+01:00" globalFileId="1">
<sanctionEntity designationDetails="" unitedNationId="" euReferenceNumber="EU.1.11" logicalId="13">
<remark>Passport no: AB1234567.</remark>
<regulation programme="FICTION" numberTitle="2026/1 (OJ L1)" publicationDate="2026-01-01"><publicationUrl>https://example.org</publicationUrl></regulation>
<subjectType code="person" classificationCode="P"/>
<nameAlias firstName="Wanda" middleName="" lastName="Quill" wholeName="Wanda Quill" strong="true" nameLanguage="" logicalId="1"/>
<nameAlias wholeName="Ванда Квилл" strong="true" nameLanguage="RU" logicalId="2"/>
<nameAlias wholeName="Wandy" strong="false" logicalId="3"/>
<nameAlias wholeName="Quilly" strong="true" logicalId="4"><remark>Low quality alias</remark></nameAlias>
<nameAlias firstName="Wanda" middleName="von" lastName="Quill" wholeName="" strong="true" logicalId="5"/>
<citizenship countryIso2Code="PY" countryDescription="PARAGUAY"/>
<birthdate circa="false" birthdate="1961-03-02" day="2" monthOfYear="3" year="1961"/>
<birthdate circa="true" yearRangeFrom="1958" yearRangeTo="1962" year="0"/>
<birthdate circa="false" calendarType="ISLAMIC" year="1380"/>
<identification number="ZZ 998877" knownFalse="true" identificationTypeDescription="National passport"/>
<identification number="QQ 123456" latinNumber="" identificationTypeCode="passport" identificationTypeDescription="National passport"/>
<address city="Asunción" countryIso2Code="KE" countryDescription="KENYA"/>
</sanctionEntity>
<sanctionEntity euReferenceNumber="EU.2.22" logicalId="14"><subjectType code="enterprise" classificationCode="E"/>
<nameAlias wholeName="Zorblax Trading" strong="true"/></sanctionEntity>
<sanctionEntity euReferenceNumber="EU.3.33" logicalId="15"><subjectType code="enterprise"/></sanctionEntity>
</export>"""
UK_HEADER = [
    "Last Updated",
    "Unique ID",
    "OFSI Group ID",
    "UN Reference Number",
    "Name 6",
    "Name 1",
    "Name 2",
    "Name 3",
    "Name 4",
    "Name 5",
    "Name type",
    "Alias strength",
    "Title",
    "Name non-latin script",
    "Regime Name",
    "Designation Type",
    "UK Statement of Reasons",
    "Address Country",
    "D.O.B",
    "Nationality(/ies)",
    "Passport number",
    "IMO number",
    "Current owner/operator (s)",
    "Current believed flag of ship",
    "Type of ship",
]
SECO = """<?xml version="1.0" encoding="UTF-8"?>
<swiss-sanctions-list date="2026-03-05">
<sanctions-program ssid="10"><program-key lang="eng">FICTION</program-key>
<program-name lang="ger">Erfindung</program-name><program-name lang="eng">Fiction</program-name>
<sanctions-set lang="eng" ssid="20">Annex 1</sanctions-set></sanctions-program>
<target ssid="101" sanctions-set-id="20">
<individual sex="female"><identity ssid="1" main="true">
<name ssid="2" name-type="alias" quality="low"><name-part ssid="3" order="1" name-part-type="whole-name"><value>Wandy</value></name-part></name>
<name ssid="4" name-type="primary-name" quality="good">
<name-part ssid="5" order="2" name-part-type="family-name"><value>Quill</value><spelling-variant ssid="6" lang="rus" script="Cyrl">Квилл</spelling-variant></name-part>
<name-part ssid="7" order="1" name-part-type="given-name"><value>Wanda</value><spelling-variant ssid="8" lang="rus" script="Cyrl">Ванда</spelling-variant></name-part>
<name-part ssid="9" order="3" name-part-type="title"><value>Dr.</value></name-part></name>
<nationality ssid="11"><country iso-code="PY">Paraguay</country></nationality>
<day-month-year ssid="12" day="2" month="3" year="1961"/>
<address ssid="13" place-id="900"/>
<identification-document ssid="14" document-type="diplomatic-passport"><number>QQ 123456</number></identification-document>
</identity><justification ssid="15">She is made up.</justification><other-information ssid="16">Tax ID number: 1234567890</other-information></individual>
<modification modification-type="listed" effective-date="2026-01-01"/></target>
<target ssid="102" sanctions-set-id="20"><entity><identity ssid="21"><name ssid="22" name-type="primary-name">
<name-part ssid="23" order="1" name-part-type="whole-name"><value>Delisted Ltd</value></name-part></name></identity></entity>
<modification modification-type="listed" effective-date="2020-01-01"/><modification modification-type="de-listed" effective-date="2024-01-01"/></target>
<target ssid="103"><sanctions-set-id>20</sanctions-set-id><object object-type="vessel"><identity ssid="31"><name ssid="32" name-type="primary-name">
<name-part ssid="33" order="1" name-part-type="whole-name"><value>QUENDOR STAR</value></name-part></name></identity>
<other-information ssid="34">IMO number: 9999999</other-information></object>
<modification modification-type="de-listed" effective-date="2024-01-01"/><modification modification-type="listed" effective-date="2025-01-01"/></target>
<place ssid="900"><location>Nairobi</location><country iso-code="KE">Kenya</country></place>
</swiss-sanctions-list>"""
SDN = """<?xml version="1.0" standalone="yes"?>
<sdnList xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xmlns="NAMESPACE">
<publshInformation><Publish_Date>03/05/2026</Publish_Date><Record_Count>2</Record_Count></publshInformation>
<sdnEntry><uid>102</uid><firstName>Ferdinand Oswald</firstName><lastName>QUIBBLE</lastName><title>Clerk</title><sdnType>Individual</sdnType><remarks>(Linked To: NOBODY)</remarks>
<programList><program>FICTION</program><program>TALES</program></programList>
<idList><id><uid>1</uid><idType>Passport</idType><idNumber>QQ123456</idNumber><idCountry>Paraguay</idCountry></id>
<id><uid>2</uid><idType>Gender</idType><idNumber>Male</idNumber></id>
<id><uid>3</uid><idType>Secondary sanctions risk:</idType><idNumber>section 1(b) of Order 13224</idNumber></id></idList>
<akaList><aka><uid>4</uid><type>a.k.a.</type><category>strong</category><lastName>QUIBBLE</lastName><firstName>Fred</firstName></aka>
<aka><uid>5</uid><type>a.k.a.</type><category>weak</category><lastName>FERDY</lastName></aka></akaList>
<nationalityList><nationality><uid>6</uid><country>Paraguay</country><mainEntry>true</mainEntry></nationality></nationalityList>
<dateOfBirthList><dateOfBirthItem><uid>7</uid><dateOfBirth>02 Mar 1961</dateOfBirth><mainEntry>true</mainEntry></dateOfBirthItem></dateOfBirthList></sdnEntry>
<sdnEntry><uid>103</uid><lastName>QUENDOR STAR</lastName><sdnType>Vessel</sdnType><programList><program>FICTION</program></programList>
<idList><id><uid>8</uid><idType>Vessel Registration Identification</idType><idNumber>IMO 9999999</idNumber></id></idList>
<vesselInfo><callSign>ABCD1</callSign><vesselType>Crude Oil Tanker</vesselType><vesselFlag>Panama</vesselFlag><vesselOwner>QUENDOR LINES</vesselOwner><tonnage>1000</tonnage></vesselInfo></sdnEntry>
</sdnList>"""
ADVANCED = """<?xml version="1.0" encoding="utf-8"?>
<Sanctions xmlns="http://www.un.org/sanctions/1.0" Version="1"><DateOfIssue CalendarTypeID="1"><Year>2026</Year><Month>3</Month><Day>5</Day></DateOfIssue>
<ReferenceValueSets>
<CountryValues><Country ID="1" ISO2="PY">Paraguay</Country><Country ID="2" ISO2="PA">Panama</Country></CountryValues>
<FeatureTypeValues><FeatureType ID="8">Birthdate</FeatureType><FeatureType ID="10">Nationality Country</FeatureType><FeatureType ID="3">Vessel Flag</FeatureType><FeatureType ID="2">VESSEL TYPE</FeatureType></FeatureTypeValues>
<DetailReferenceValues><DetailReference ID="91">Crude Oil Tanker</DetailReference></DetailReferenceValues>
<IDRegDocTypeValues><IDRegDocType ID="1571">Passport</IDRegDocType><IDRegDocType ID="1626">Vessel Registration Identification</IDRegDocType></IDRegDocTypeValues>
<NamePartTypeValues><NamePartType ID="1520">Last Name</NamePartType><NamePartType ID="1521">First Name</NamePartType><NamePartType ID="1526">Vessel Name</NamePartType></NamePartTypeValues>
<PartyTypeValues><PartyType ID="1">Individual</PartyType><PartyType ID="4">Transport</PartyType></PartyTypeValues>
<PartySubTypeValues><PartySubType ID="4" PartyTypeID="1">Unknown</PartySubType><PartySubType ID="1" PartyTypeID="4">Vessel</PartySubType></PartySubTypeValues>
<SanctionsTypeValues><SanctionsType ID="1">Program</SanctionsType><SanctionsType ID="2">Block</SanctionsType></SanctionsTypeValues>
<LegalBasisValues><LegalBasis ID="7">Executive Order 1 (Fiction)</LegalBasis></LegalBasisValues>
</ReferenceValueSets>
<Locations><Location ID="50"><LocationCountry CountryID="1"/></Location><Location ID="51"><LocationCountry CountryID="2"/></Location></Locations>
<IDRegDocuments><IDRegDocument ID="60" IDRegDocTypeID="1571" IdentityID="70"><IDRegistrationNo>QQ123456</IDRegistrationNo></IDRegDocument>
<IDRegDocument ID="61" IDRegDocTypeID="1626" IdentityID="71"><IDRegistrationNo>IMO 9999999</IDRegistrationNo></IDRegDocument></IDRegDocuments>
<DistinctParties>
<DistinctParty FixedRef="102"><Comment>Made up.</Comment><Profile ID="102" PartySubTypeID="4"><Identity ID="70" FixedRef="102" Primary="true">
<Alias FixedRef="102" AliasTypeID="1400" Primary="false" LowQuality="true"><DocumentedName ID="2"><DocumentedNamePart><NamePartValue NamePartGroupID="81">FERDY</NamePartValue></DocumentedNamePart></DocumentedName></Alias>
<Alias FixedRef="102" AliasTypeID="1403" Primary="true" LowQuality="false"><DocumentedName ID="1">
<DocumentedNamePart><NamePartValue NamePartGroupID="81">QUIBBLE</NamePartValue></DocumentedNamePart>
<DocumentedNamePart><NamePartValue NamePartGroupID="82">Ferdinand Oswald</NamePartValue></DocumentedNamePart></DocumentedName></Alias>
<NamePartGroups><MasterNamePartGroup><NamePartGroup ID="81" NamePartTypeID="1520"/></MasterNamePartGroup><MasterNamePartGroup><NamePartGroup ID="82" NamePartTypeID="1521"/></MasterNamePartGroup></NamePartGroups></Identity>
<Feature ID="1" FeatureTypeID="8"><FeatureVersion ID="1"><DatePeriod><Start><From><Year>1961</Year><Month>3</Month><Day>2</Day></From><To><Year>1961</Year><Month>3</Month><Day>2</Day></To></Start>
<End><From><Year>1961</Year><Month>3</Month><Day>2</Day></From><To><Year>1961</Year><Month>3</Month><Day>2</Day></To></End></DatePeriod></FeatureVersion></Feature>
<Feature ID="2" FeatureTypeID="10"><FeatureVersion ID="2"><VersionLocation LocationID="50"/></FeatureVersion></Feature></Profile></DistinctParty>
<DistinctParty FixedRef="103"><Profile ID="103" PartySubTypeID="1"><Identity ID="71" Primary="true"><Alias Primary="true" LowQuality="false"><DocumentedName ID="3"><DocumentedNamePart><NamePartValue NamePartGroupID="83">QUENDOR STAR</NamePartValue></DocumentedNamePart></DocumentedName></Alias>
<NamePartGroups><MasterNamePartGroup><NamePartGroup ID="83" NamePartTypeID="1526"/></MasterNamePartGroup></NamePartGroups></Identity>
<Feature ID="3" FeatureTypeID="3"><FeatureVersion ID="3"><VersionLocation LocationID="51"/></FeatureVersion></Feature>
<Feature ID="4" FeatureTypeID="2"><FeatureVersion ID="4"><VersionDetail DetailTypeID="1431" DetailReferenceID="91"/></FeatureVersion></Feature></Profile></DistinctParty>
</DistinctParties>
<SanctionsEntries><SanctionsEntry ID="1" ProfileID="102" ListID="1550"><EntryEvent ID="1" LegalBasisID="7"><Comment/></EntryEvent>
<SanctionsMeasure ID="2" SanctionsTypeID="1"><Comment>FICTION</Comment></SanctionsMeasure><SanctionsMeasure ID="3" SanctionsTypeID="2"><Comment/></SanctionsMeasure></SanctionsEntry></SanctionsEntries>
</Sanctions>"""


def written(path: Path, text: str) -> Path:
    path.write_text(text, encoding="utf-8")
    return path


def test_the_eu_list_has_names_of_all_languages_and_their_strength(tmp_path):
    file = written(tmp_path / "eu.xml", EU)
    told = Told(file, form="eu")
    person, firm = told.entries

    assert (person.id, person.name, person.schema) == ("EU.1.11", "Wanda Quill", "person")
    assert person.aliases == (
        Alias(text="Ванда Квилл", quality="strong"),
        Alias(text="Wandy", quality="weak"),
        Alias(text="Quilly", quality="weak"),
        Alias(text="Wanda von Quill", quality="strong"),
    )
    assert (person.countries, person.born) == (
        ("PY", "KE"),
        ("1961-03-02", "circa 1958-1962", "1380 (Islamic calendar)"),
    )
    assert person.identifiers == (
        ("National passport (known to be false)", "ZZ 998877"),
        ("National passport", "QQ 123456"),
        ("Passport", "AB1234567"),
    )
    assert (person.programmes, person.reason) == (
        ("FICTION",),
        "Passport no: AB1234567.; 2026/1 (OJ L1)",
    )
    assert (person.facts, firm.facts) == ((("listed on", "2026-01-01"),), ())
    assert (firm.name, firm.schema, firm.kind) == ("Zorblax Trading", "organisation", "sanction")
    assert told.asides == ["eu.xml: line 22: no name"]
    assert watchlists.dated([file], form="eu") == "2026-03-05"


def uk(path: Path, *rows: dict[str, str]) -> Path:
    cells = (tuple(row.get(column, "") for column in UK_HEADER) for row in rows)
    return table(path, ("Report Date: 05-Mar-2026",), tuple(UK_HEADER), *cells)


def test_the_uk_list_puts_the_rows_of_one_entry_together(tmp_path):
    person = {"Unique ID": "FIC0001", "Designation Type": "Individual", "Regime Name": "Fiction"}
    ship = {"Unique ID": "FIC0002", "Designation Type": "Ship", "Name type": "Primary Name"}
    alias = {"Name type": "Alias", "Alias strength": "Low quality a.k.a"}
    file = uk(
        tmp_path / "uk.csv",
        person | alias | {"Name 6": "WANDY"},
        person
        | {
            "Name 6": "QUILL",
            "Name 1": "Wanda",
            "Name 2": "Maria",
            "Name type": "Primary Name",
            "Name non-latin script": "Ванда Квилл",
            "D.O.B": "02/03/1961",
            "Nationality(/ies)": "(1) Paraguay (2) Kenya",
            "Passport number": "QQ123456",
            "UK Statement of Reasons": "She is made up.",
        },
        ship
        | {
            "Name 6": "QUENDOR STAR",
            "IMO number": "9999999",
            "Current believed flag of ship": "Panama",
            "Current owner/operator (s)": "Quendor Lines",
            "Type of ship": "Tanker",
        },
        {"Name 6": "NOBODY"},
    )

    told = Told(file, form="uk")
    wanda, star = told.entries

    assert (wanda.id, wanda.name, wanda.schema) == ("FIC0001", "Wanda Maria QUILL", "person")
    assert wanda.aliases == (
        Alias(text="WANDY", quality="weak"),
        Alias(text="Ванда Квилл", quality=""),
    )
    assert (wanda.countries, wanda.born) == (("PY", "KE"), ("02/03/1961",))
    assert (wanda.programmes, wanda.reason) == (("Fiction",), "She is made up.")
    assert wanda.identifiers == (("Passport", "QQ123456"),)
    assert (star.topics, star.identifiers, star.countries) == (
        ("vessel",),
        (("IMO", "9999999"),),
        ("PA",),
    )
    assert star.facts == (("flag", "Panama"), ("owner", "Quendor Lines"), ("type", "Tanker"))
    assert told.asides == ["uk.csv: row 6: no unique id"]
    assert watchlists.dated([file], form="uk") == "2026-03-05"


def test_the_older_uk_list_of_the_treasury_is_read_too(tmp_path):
    header = ("Name 6", "Name 1", "Group Type", "Alias Type", "Alias Quality", "Regime", "Group ID")
    file = table(
        tmp_path / "con.csv",
        ("Last Updated", "05/03/2026"),
        header,
        ("QUILL", "Wanda", "Individual", "Primary name", "", "Fiction", "7"),
        ("WANDY", "", "Individual", "AKA", "Low quality", "Fiction", "7"),
    )

    (entry,) = Told(file, form="uk").entries

    assert (entry.id, entry.name, entry.schema) == ("7", "Wanda QUILL", "person")
    assert entry.aliases == (Alias(text="WANDY", quality="weak"),)


def test_a_table_without_numbers_of_entries_is_not_the_uk_list(tmp_path):
    with pytest.raises(FeedError, match="no column “unique id” or “group id”"):
        Told(table(tmp_path / "a.csv", ("Name 6",), ("QUILL",)), form="uk")


def test_the_swiss_list_puts_names_together_and_leaves_out_the_delisted(tmp_path):
    file = written(tmp_path / "seco.xml", SECO)
    told = Told(file, form="seco")
    person, ship = told.entries

    assert (person.id, person.name, person.schema) == ("101", "Wanda Quill", "person")
    assert person.aliases == (
        Alias(text="Ванда Квилл", quality="strong"),
        Alias(text="Wandy", quality="weak"),
    )
    assert (person.countries, person.born) == (("PY", "KE"), ("1961-03-02",))
    assert (person.programmes, person.reason) == (
        ("Fiction",),
        "She is made up.; Tax ID number: 1234567890",
    )
    assert person.identifiers == (("Diplomatic passport", "QQ 123456"), ("Tax id", "1234567890"))
    assert (ship.id, ship.topics, ship.identifiers) == ("103", ("vessel",), (("IMO", "9999999"),))
    assert ship.programmes == ("Fiction",)
    assert [entry.facts for entry in told.entries] == [
        (("listed on", "2026-01-01"),),
        (("listed on", "2025-01-01"),),
    ]
    assert told.asides == []
    assert watchlists.dated([file], form="seco") == "2026-03-05"


@pytest.mark.parametrize(
    "namespace",
    [
        "http://tempuri.org/sdnList.xsd",
        "https://sanctionslistservice.ofac.treas.gov/api/PublicationPreview/exports/XML",
    ],
)
def test_ofac_as_xml_has_the_same_numbers_and_names_as_its_csv(tmp_path, namespace):
    file = written(tmp_path / "sdn.xml", SDN.replace("NAMESPACE", namespace))
    ((name, files),) = watchlists.lists_in([file], form="ofac").items()
    person, ship = Told(file, form="ofac").entries

    assert (name, files) == ("ofac", (file,))
    assert (person.id, person.name, person.schema) == (
        "102",
        "QUIBBLE, Ferdinand Oswald",
        "person",
    )
    assert person.aliases == (
        Alias(text="QUIBBLE, Fred", quality="strong"),
        Alias(text="FERDY", quality="weak"),
    )
    assert (person.countries, person.born) == (("PY",), ("02 Mar 1961",))
    assert (person.programmes, person.reason) == (
        ("FICTION", "TALES"),
        "Clerk; (Linked To: NOBODY)",
    )
    assert person.identifiers == (("Passport", "QQ123456"),)
    assert (ship.topics, ship.countries) == (("vessel",), ("PA",))
    assert ship.identifiers == (("Vessel Registration Identification", "9999999"),)
    assert ship.facts == (
        ("call sign", "ABCD1"),
        ("type", "Crude Oil Tanker"),
        ("flag", "Panama"),
        ("owner", "QUENDOR LINES"),
    )
    assert watchlists.dated([file], form="ofac") == "2026-03-05"


def test_ofac_in_the_advanced_form_is_put_together_from_its_parts(tmp_path):
    file = written(tmp_path / "sdn_advanced.xml", ADVANCED)
    person, ship = Told(file, form="ofac").entries

    assert (person.id, person.name, person.schema) == (
        "102",
        "QUIBBLE, Ferdinand Oswald",
        "person",
    )
    assert person.aliases == (Alias(text="FERDY", quality="weak"),)
    assert (person.countries, person.born) == (("PY",), ("1961-03-02",))
    assert (person.programmes, person.reason) == (
        ("FICTION",),
        "Made up.; Executive Order 1 (Fiction)",
    )
    assert person.identifiers == (("Passport", "QQ123456"),)
    assert (ship.topics, ship.countries) == (("vessel",), ("PA",))
    assert ship.identifiers == (("Vessel Registration Identification", "9999999"),)
    assert ship.facts == (("flag", "Panama"), ("type", "Crude Oil Tanker"))
    assert watchlists.dated([file], form="ofac") == "2026-03-05"


def test_ofac_refuses_other_xml_and_xml_beside_csv(tmp_path):
    other = written(tmp_path / "sdn.xml", "<other/>")
    with pytest.raises(FeedError, match="it holds <other>, not <sdnList> or <Sanctions>"):
        Told(other, form="ofac")
    telling = watchlists.Telling(aside=lambda _: None)
    with pytest.raises(FeedError, match="one file of XML, or the files of CSV, not both"):
        list(
            watchlists.read(
                [other, written(tmp_path / "alt.csv", "")],
                form="ofac",
                list="ofac",
                telling=telling,
            )
        )


@pytest.mark.parametrize(
    ("form", "text"),
    [("eu", EU), ("seco", SECO), ("ofac", SDN), ("ofac", ADVANCED)],
)
def test_xml_that_declares_entities_or_is_cut_is_refused_in_every_form(tmp_path, form, text):
    declaration, rest = text.split("\n", 1)
    bomb = f'{declaration}\n<!DOCTYPE x [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;&a;">]>\n{rest}'

    with pytest.raises(FeedError, match="declares entities or a document type"):
        Told(written(tmp_path / "a.xml", bomb), form=form)
    with pytest.raises(FeedError, match="this is not whole XML"):
        Told(written(tmp_path / "a.xml", text[:-60]), form=form)


@pytest.mark.parametrize(
    ("form", "name", "text"),
    [
        ("eu", "a.xml", EU.replace("2026-03-05T14", "20xx-03-05T14")),
        ("seco", "a.xml", SECO.replace('date="2026-03-05"', 'date="soon"')),
        ("ofac", "sdn.xml", SDN.replace("03/05/2026", "45/99/2026")),
        ("ofac", "sdn.xml", SDN.replace("03/05/2026", "")),
        ("ftm", "a.json", '{"id": "z", "schema": "Person", "properties": {}, "last_seen": "?"}'),
    ],
)
def test_a_list_that_states_no_day_that_can_be_is_of_no_day(tmp_path, form, name, text):
    assert watchlists.dated([written(tmp_path / name, text)], form=form) == ""


ANYTHING = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=8) | st.just("2024-05-31"),
    lambda inner: (
        st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner, max_size=3)
    ),
    max_leaves=6,
)
NAMES = st.sampled_from(["name", "sanctions", "topics", "endDate", "flag", "birthDate", "number"])
WHOLE = st.fixed_dictionaries(
    {
        "id": st.text(max_size=5),
        "schema": st.sampled_from(["Person", "Vessel", "Sanction", "Passport", "Address"]),
        "properties": st.dictionaries(NAMES, st.lists(ANYTHING, max_size=3) | ANYTHING, max_size=4),
    }
)


@settings(max_examples=60)
@given(st.lists(WHOLE | ANYTHING, max_size=4), st.booleans())
def test_whatever_json_holds_is_read_or_refused_with_a_sentence(tmp_path_factory, records, as_list):
    lines = "".join(f"{json.dumps(record)}\n" for record in records)
    file = written(
        tmp_path_factory.mktemp("any") / "a.json", json.dumps(records) if as_list else lines
    )
    with suppress(FeedError):
        assert all(entry.name for entry in Told(file, form="ftm").entries)


def thing(id: str, schema: str, **properties: list[object]) -> dict[str, object]:
    return {"id": id, "schema": schema, "caption": id, "properties": properties}


SANCTION = thing(
    "s1", "Sanction", program=["FICTION"], reason=["It is a story."], endDate=["2024-05-31"]
)
NESTED = thing(
    "z1",
    "Person",
    name=["Wanda Quill"],
    topics=["sanction"],
    birthDate=["1961-03-02"],
    sanctions=[SANCTION],
    addressEntity=[thing("a1", "Address", country=["py"])],
    identificationEntity=[thing("i1", "Passport", type=["Passport"], number=["QQ123456"])],
)
SHIP = thing("v1", "Vessel", name=["QUENDOR STAR"], imoNumber=["9999999"], flag=["pa"])


def nested_forms() -> list[tuple[str, str]]:
    return [
        ("lines.json", "".join(f"{json.dumps(one)}\n" for one in (NESTED, SHIP))),
        ("list.json", json.dumps([NESTED, SHIP])),
        ("pretty.json", json.dumps([NESTED, SHIP], indent=2)),
        ("answer.json", json.dumps({"limit": 10, "results": [NESTED, SHIP]}, indent=1)),
    ]


@pytest.mark.parametrize(("name", "text"), nested_forms(), ids=lambda value: value[:12])
def test_nested_json_has_programme_reason_period_and_numbers_inside(tmp_path, name, text):
    person, ship = Told(written(tmp_path / name, text), form="ftm").entries

    assert (person.id, person.programmes, person.reason) == ("z1", ("FICTION",), "It is a story.")
    assert (person.countries, person.until) == (("PY",), "2024-05-31")
    assert person.identifiers == (("Passport", "QQ123456"),)
    assert (ship.topics, ship.facts, ship.identifiers) == (
        ("vessel",),
        (("flag", "pa"),),
        (("imoNumber", "9999999"),),
    )


def test_what_points_to_an_entity_from_outside_says_the_same(tmp_path):
    apart = [
        thing("z1", "Person", name=["Wanda Quill"], topics=["sanction"]),
        thing("s1", "Sanction", entity=["z1"], program=["FICTION"], endDate=["2024-05-31"]),
        thing("i1", "Passport", holder=["z1"], number=["QQ123456"]),
    ]
    text = "".join(f"{json.dumps(one)}\n" for one in apart)

    (person,) = Told(written(tmp_path / "a.json", text), form="ftm").entries

    assert (person.programmes, person.until) == (("FICTION",), "2024-05-31")
    assert person.identifiers == (("Passport", "QQ123456"),)


def test_a_sanction_without_an_end_holds_whatever_another_says(tmp_path):
    both = thing("z1", "Person", name=["Wanda"], sanctions=[SANCTION, thing("s2", "Sanction")])

    (person,) = Told(written(tmp_path / "a.json", json.dumps(both)), form="ftm").entries

    assert person.until == ""


def test_since_when_somebody_is_listed_is_read_where_a_list_says_it(tmp_path):
    header = (*UK_HEADER, "Date Designated")
    row = {"Unique ID": "FIC1", "Name 6": "QUILL", "Date Designated": "31/12/2020"}
    cells = tuple(row.get(column, "") for column in header)
    (british,) = Told(table(tmp_path / "uk.csv", header, cells), form="uk").entries
    sanctions: list[object] = [
        thing("s1", "Sanction", listingDate=["2021-05-01"]),
        thing("s2", "Sanction", listingDate=["2019-01-01"]),
    ]
    many = thing("z1", "Person", name=["Wanda Quill"], sanctions=sanctions)
    (other,) = Told(written(tmp_path / "a.json", json.dumps(many)), form="ftm").entries

    assert british.facts == (("listed on", "31/12/2020"),)
    assert other.facts == (("listed on", "2019-01-01"),)
