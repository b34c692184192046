"""Public bodies of one name never become one across countries. All records but the shared ones are
made up.
"""

import gzip
from collections import defaultdict
from collections.abc import Iterable, Sequence
from pathlib import Path

import pyarrow as pa
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from convene.core.records import Activity
from convene.core.resolution import Identifier
from convene.core.spelling import fold
from convene.corpus import tables
from convene.corpus.executors import Here
from convene.corpus.resolution import Resolved, resolve, seats
from convene.corpus.resolution.seats import Work, registered
from convene.feeds import records
from tests.corpus.fictional import built, grant, loaded, rows
from tests.corpus.resolution.fictional import Named, table, why

SHARED = Path(__file__).parents[3].parent / "shared" / "data"
OTHERS = ("Lampadario", "Farolito", "Zarovia Quay", "Bright Moth", "Torch Valley")
MEF = "Ministerio de Economía y Finanzas"


def resolved(
    *mentions: Named, work: Sequence[str] = (), sources: dict[int, str] | None = None
) -> Resolved:
    """Return what becomes of mentions, each in an activity of its own that is at work in the
    countries named in `work`, and each in a source of its own.
    """
    numbers = pa.array(range(len(mentions)), pa.int32())
    where = {1000 + number: frozenset(codes.split()) for number, codes in enumerate(work)}
    seated = seats.seated(
        table(*mentions).append_column("source", numbers),
        Work(activities=where, sources=sources or {}),
    )
    return resolve(seated, previous=None, decisions=(), executor=Here(), progress=lambda *_: None)


def groups(result: Resolved) -> list[tuple[int, ...]]:
    """Return the organisations, each as the numbers of its mentions."""
    owner = dict(
        zip(
            *(result.members[name].to_pylist() for name in result.members.column_names), strict=True
        )
    )
    of: defaultdict[str, list[int]] = defaultdict(list)
    for number, profile in enumerate(result.profile_of.to_pylist()):
        if profile is not None:
            of[owner[profile]].append(number)
    return sorted(map(tuple, of.values()))


@pytest.mark.parametrize(
    ("mentions", "work", "expected"),
    [
        ([Named(MEF)] * 4, ["EC", "PA", "UY", "EC"], [(0, 3), (1,), (2,)]),
        ([Named(MEF, country="EC"), Named(MEF)], ["", "EC"], [(0, 1)]),
        ([Named(MEF, country="EC"), Named(MEF)], ["", "PA"], [(0,), (1,)]),
        ([Named(MEF, "EC-RUC-1"), Named(MEF, "PA-RUC-2")], ["PA", "PA"], [(0,), (1,)]),
        ([Named(MEF, "SV-ORP1"), Named(MEF)], ["", "SV"], [(0, 1)]),
        ([Named(MEF), Named(MEF)], ["EC PA", "KE UG"], [(0,), (1,)]),
        ([Named(MEF), Named(MEF)], ["", ""], [(0,), (1,)]),
        ([Named(f"{MEF}, Ecuador"), Named(f"{MEF}, Ecuador")], ["EC", "PA"], [(0, 1)]),
        ([Named(MEF), Named(f"{MEF}, Ecuador")], ["PA", "EC"], [(0,), (1,)]),
        ([Named("Ministry of Foreign Affairs", "XM-DAC-7")] * 2, ["KE", "UG"], [(0, 1)]),
        ([Named("Supreme Court"), Named("SUPREME COURT")], ["KE", "UG"], [(0,), (1,)]),
        ([Named("Lantern Harbour"), Named("Lantern Harbour")], ["KE", "UG"], [(0, 1)]),
        ([Named("MINAGRI"), Named("MINAGRI")], ["RW", "PE"], [(0,), (1,)]),
        ([Named("MoH"), Named("MoH")], ["KE", "MW"], [(0,), (1,)]),
        ([Named("MoH"), Named("MOH")], ["KE", "KE"], [(0, 1)]),
        ([Named("MINAGRI", "GB-GOV-7")] * 2, ["RW", "PE"], [(0, 1)]),
        ([Named("UNICEF"), Named("UNICEF")], ["KE", "UG"], [(0, 1)]),
        *(
            ([Named(name), Named(name)], ["KE", "PE"], [(0,), (1,)])
            for name in (
                *("Tea Board", "Nursing Board", "Railway Pension Fund", "Roads Authority"),
                *("Geological Survey", "Companies Registry", "Fisheries Commission"),
                *("National Leprosy Control Programme", "Wildlife Service", "Sisal Authority"),
                *("Programa Nacional de Vacunación", "Палата депутатов", "Parlamentul", "Kuvendi"),
                *("शिक्षा मन्त्रालय", "State Chancellery", "Health Insurance Fund"),
            )
        ),
        ([Named("Lampadario Board of Tea")] * 2, ["KE", "PE"], [(0, 1)]),
        ([Named("Tea Board of Kenya")] * 2, ["KE", "PE"], [(0, 1)]),
        ([Named("World Coffee Programme")] * 2, ["KE", "PE"], [(0, 1)]),
        (
            [Named("Ministry of Health", "XM-DAC-41114")]
            + [Named(name, "XM-DAC-41114") for name in OTHERS]
            + [Named("Ministry of Health", "XM-DAC-41114")],
            ["KE", "", "", "", "", "", "UG"],
            [(0,), (1,), (2,), (3,), (4,), (5,), (6,)],
        ),
    ],
)
def test_public_bodies_join_within_one_country_or_by_a_number_of_their_own(
    mentions, work, expected
):
    assert groups(resolved(*mentions, work=work)) == expected


def test_a_source_nearly_all_of_one_country_seats_those_whose_record_names_none():
    result = resolved(Named(MEF), Named(MEF), Named(MEF), sources={0: "EC", 1: "EC", 2: "PA"})

    assert groups(result) == [(0, 1), (2,)]


def test_a_doubt_goes_to_people_and_says_why():
    (doubt,) = resolved(Named(MEF), Named(MEF)).review.to_pylist()

    assert why(doubt)[-1] == (
        "Every country may have a body of this name, and nothing says that both are of one country."
    )


GENERIC = """University of Health Sciences|보건복지부|보건성|Hôpital Régional|National Red Cross Society
Chamber of Commerce and Industry|Bar Association|Chamber of Lawyers|Football Federation|Cruz Roja
Catholic Church|Croissant-Rouge|Ordre des Avocats|Trade Union Congress|National Union of Teachers
Красный Крест|Торгово-промышленная палата|Медицинский университет|厚生労働省|กระทรวงสาธารณสุข|Rotes Kreuz
Cámara de Comercio|Colegio de Abogados|Conférence épiscopale|National Olympic Committee|Women's Association
Université des Sciences de la Santé|الهلال الأحمر|جامعة العلوم الصحية|Federación Nacional de Fútbol"""


@pytest.mark.parametrize("name", GENERIC.replace("\n", "|").split("|"))
def test_whoever_every_country_has_is_joined_within_one(name):
    mentions = [Named(name)] * 3

    assert groups(resolved(*mentions, work=["GH", "NP", "GH"])) == [(0, 2), (1,)]


@pytest.mark.parametrize(
    "name",
    ["Churchill College", "Northampton Hospital", "Caritas Lampadario", "Red Lantern", "삼성"],
)
def test_whoever_has_a_word_of_its_own_is_one_wherever_it_works(name):
    assert groups(resolved(Named(name), Named(name), work=["GH", "NP"])) == [(0, 1)]


@pytest.mark.parametrize(
    ("number", "country"),
    [
        (("EC-RUC", "EC-RUC-1"), "EC"),
        (("", "SV-ORP0039506"), "SV"),
        (("", "US-GOV-11"), "US"),
        (("", "UK-CHC-1"), "GB"),
        (("XM-DAC", "XM-DAC-7"), ""),
        (("", "ID-12345"), ""),
        (("", "AB-LAMP-1"), ""),
        (("", "41114"), ""),
    ],
)
def test_the_country_of_a_register_is_in_its_prefix(number, country):
    assert registered(Identifier(*number)) == country


COUNTRIES = st.sampled_from(["", "EC", "PA", "UY", "EC PA"])
NAMES = st.sampled_from([MEF, MEF.upper(), "Ministerio de Economia y Finanzas", f"{MEF} (MEF)"])


@settings(max_examples=40)
@given(met=st.lists(st.tuples(NAMES, COUNTRIES, COUNTRIES), min_size=1, max_size=8))
def test_no_public_body_is_ever_of_two_countries(met):
    mentions = [Named(name, country=stated.partition(" ")[0]) for name, stated, _ in met]
    places = [mention.country or work for mention, (_, _, work) in zip(mentions, met, strict=True)]

    for members in groups(resolved(*mentions, work=[work for _, _, work in met])):
        assert len({places[number] for number in members}) == 1


def test_a_build_keeps_the_sums_of_two_states_apart():
    ministry = grant("1").mentions[1]._replace(name=MEF, country="")
    one, other = grant("1", to=ministry), grant("2", to=ministry)
    far = other._replace(places=(other.places[0]._replace(country="PA"),))
    loaded("a", [one, far, grant("3", to=ministry)])
    paid = rows(built(), "money", "activity", "receiver_organisation")

    assert len({who for _, who in paid}) == 2
    assert paid[0][1] == paid[2][1] != paid[1][1]


def real(folder: Path) -> Iterable[Activity]:
    """Yield what publishers wrote of ministries: aid, and payments to governments."""
    payments = folder / "payments.csv"
    with gzip.open(SHARED / "extractives" / "estma_payments_2015_2019.csv.gz", "rt") as lines:
        header = next(lines)
        payments.write_text(header + "".join(line for line in lines if "inist" in line))
    for file in (*(SHARED / "iati-other").glob("*.xml"), payments):
        yield from records.read(file, form=records.form_of(file), aside=lambda _: None)


def spans(mentions: pa.Table, of: Sequence[frozenset[str]]) -> list[set[str]]:
    """Return the countries of each organisation that is in several, among public bodies whose name
    names none.
    """
    result = resolve(
        mentions, previous=None, decisions=(), executor=Here(), progress=lambda *_: None
    )
    places = (set().union(*(of[number] for number in members)) for members in groups(result))
    return [where for where in places if len(where) > 1]


@pytest.mark.skipif(not SHARED.exists(), reason="the shared data is not beside this checkout")
def test_no_public_body_of_real_publishers_spans_countries(tmp_path):
    activities = list(real(tmp_path))
    mentions = tables.batch(activities).mentions
    office = ["inist" in name and seats.anywhere(name) for name in mentions["name"].to_pylist()]
    mentions = mentions.filter(pa.array(office))
    source = pa.repeat(pa.scalar(0, pa.int32()), len(mentions))
    mentions = mentions.append_column("source", source)
    where = [frozenset(place.country for place in activity.places) for activity in activities]
    of = [
        frozenset([country] if country else where[activity])
        for country, activity in zip(
            mentions["country"].to_pylist(), mentions["activity"].to_pylist(), strict=True
        )
    ]
    work = Work(activities=dict(enumerate(where)), sources={})
    by_name: defaultdict[str, list[frozenset[str]]] = defaultdict(list)
    for name, countries in zip(mentions["name"].to_pylist(), of, strict=True):
        by_name[fold(name)].append(countries)

    assert len(mentions) > 80
    assert max(len(set(of_name)) for of_name in by_name.values()) > 1
    assert spans(seats.seated(mentions, work), of) == []
