"""What people call the columns of the tables that are brought in, in the languages of our pages."""

from collections.abc import Sequence

from convene.feeds.titles import meaning, named

_ORGANISATION = (
    *("organization", "company", "entity", "legal entity", "empresa", "sociedad", "entidad"),
    *("organización", "entreprise", "société", "organisme", "entité"),
)
_NAME = ("full name", "legal name", "nombre", "nombre completo", "nom", "nom complet")
_COUNTRY = (
    *("country code", "country name", "country of registration", "country of incorporation"),
    *("jurisdiction", "país", "país de registro", "jurisdicción", "pays"),
    *("pays d'enregistrement", "juridiction"),
)
_NUMBERS = (
    *("number", "numbers", "identifier", "identifiers", "registration number", "registration no"),
    *("registration numbers", "registry number", "register number", "company number", "org id"),
    *("número de registro", "número de identificación", "numéro d'enregistrement"),
    *("numéro d'immatriculation", "numéro de registre"),
)
OF_ORGANISATIONS = meaning(
    {
        "name": (
            *_NAME,
            *("organisation", "organisation name", "organization name", "name of organisation"),
            *("name of organization", "name of the organisation", "company name", "entity name"),
            *_ORGANISATION,
            *("nombre de la organización", "nombre de la empresa", "razón social", "denominación"),
            *("denominación social", "nom de l'organisation", "nom de l'entreprise"),
            *("raison sociale", "dénomination", "dénomination sociale"),
        ),
        "language": ("idioma", "langue"),
        "other_names": (
            *("other name", "alias", "aliases", "aka", "also known as", "trading name"),
            *("trading names", "otros nombres", "otro nombre", "nombre comercial"),
            *("autres noms", "autre nom", "nom commercial"),
        ),
        "former_names": (
            *("former name", "previous name", "previous names", "nombre anterior"),
            *("nombres anteriores", "ancien nom", "anciens noms"),
        ),
        "identifiers": _NUMBERS,
        "kind": (
            *("type", "organisation type", "organization type", "type of organisation"),
            *("type of organization", "entity type", "tipo", "tipo de organización"),
            *("type d'organisation",),
        ),
        "iati_type": ("iati organisation type", "iati organization type", "tipo iati", "type iati"),
        "country": _COUNTRY,
        "sector": ("secteur", "industry"),
        "state_owned": (
            *("state owned enterprise", "soe", "owned by the state", "government owned"),
            *("estatal", "empresa estatal", "propiedad del estado", "propiedad estatal"),
            *("de propiedad estatal", "propriété de l'état", "détenue par l'état"),
            *("détenu par l'état", "entreprise d'état"),
        ),
        "extractive": (
            *("extractives", "extractive industry", "extractiva", "extractivo"),
            *("industria extractiva", "extractif", "industrie extractive"),
        ),
        "at_risk": ("en riesgo", "à risque", "en danger"),
        "state": ("status", "estado", "état", "statut"),
        "parent": (
            *("parent organisation", "parent organization", "parent company", "belongs to"),
            *("part of", "matriz", "empresa matriz", "organización matriz", "pertenece a"),
            *("société mère", "organisation mère", "appartient à"),
        ),
    }
)
OF_TIES = meaning(
    {
        "organisation": (
            *("of", "owner of", "owns", "organisation name", "organization name", "company name"),
            *_ORGANISATION,
            *("nombre de la empresa", "razón social", "raison sociale", "nom de l'entreprise"),
        ),
        "name": (
            *_NAME,
            *("owner", "owner name", "name of owner", "shareholder", "shareholder name"),
            *("beneficial owner", "propietario", "accionista", "titular", "beneficiario final"),
            *("propriétaire", "actionnaire", "associé", "bénéficiaire effectif"),
        ),
        "role": ("rol", "rôle", "capacity", "calidad", "qualité", "relationship", "relación"),
        "kind": (
            *("type", "owner type", "type of owner", "person or organisation"),
            *("person or organization", "tipo", "tipo de propietario", "type de propriétaire"),
        ),
        "office": ("position", "title", "cargo", "puesto", "poste", "fonction"),
        "share": (
            *("%", "share %", "% share", "shares", "shareholding", "percent", "percentage"),
            *(
                "ownership",
                "ownership %",
                "% ownership",
                "stake",
                "porcentaje",
                "% de participación",
            ),
            *("participación", "participación %", "porcentaje de participación", "pourcentage"),
            *("participation", "part", "parts", "part %"),
        ),
        "since": (
            "from",
            "start",
            "start date",
            "desde",
            "fecha de inicio",
            "depuis",
            "date de début",
        ),
        "until": ("to", "end", "end date", "hasta", "fecha de fin", "jusqu'au", "date de fin"),
        "born": (
            *("dob", "d.o.b.", "birth date", "birthdate", "date of birth", "year of birth"),
            *("birth year", "fecha de nacimiento", "date de naissance"),
        ),
        "nationality": ("citizenship", "nationalities", "nacionalidad", "nationalité"),
        "country": (*_COUNTRY, "country of residence", "país de residencia", "pays de résidence"),
        "numbers": (
            *_NUMBERS,
            *("passport", "passport number", "id number", "pasaporte", "número de pasaporte"),
            *("passeport", "numéro de passeport"),
        ),
        "source": ("fuente", "sources"),
    }
)


def of_table(titles: Sequence[str]) -> list[str]:
    """Return the columns of a table by its titles: one that names somebody, and behind which
    organisation they stand, is of ties; any other is of organisations.
    """
    of_ties = named(titles, OF_TIES)
    if {"organisation", "name"} <= {*of_ties}:
        return of_ties
    return named(titles, OF_ORGANISATIONS)
