"""Names of offices of state, in many languages, and names that only sound like some."""

import pytest

from convene.core.public_bodies import is_public

OFFICES = """Ministry of Finance|Ministerio de Economía y Finanzas|Ministère de la Santé|Ministério da Saúde
Ministero dell'Economia|Bundesministerium der Finanzen|Finanzministerium|Finansministeriet|Rahandusministeerium
Ministerstwo Finansów|Ministerstvo financí|Ministarstvo finansija|Finanšu ministrija|Pénzügyminisztérium
Maliye Bakanlığı|Kementerian Keuangan|Wizara ya Fedha|Ministerul Finanțelor|Ministria e Financave
Министерство финансов|Міністерство юстиції|Кабинет Министров|Верховна Рада|Окружний суд|Міська рада
وزارة الصحة|وزارت مالیه|محكمة النقض|משרד האוצר|Υπουργείο Οικονομικών|საქართველოს ფინანსთა სამინისტრო
財政部|法務省|最高人民法院|기획재정부|กระทรวงการคลัง|अर्थ मंत्रालय|Bộ Tài chính|Department of Health|State Department
Departamento de Educación|Municipality of Quiet Moth|Alcaldía de Lampa|Commune de Lampa|Gemeinde Lampa
Supreme Court|Corte Suprema de Justicia|Cour des comptes|Central Bank|Banco Central|Banque Centrale
Electoral Commission|Independent Electoral and Boundaries Commission|Comisión Electoral|Government
Gobierno Provincial|National Assembly|Assemblée nationale|House of Representatives|Congreso
National Bureau of Statistics|Instituto Nacional de Estadística|Revenue Authority|City Council
Kisumu County|Home Office|Policía Nacional|Office of the President|Auditor General|THE TREASURY"""
OTHERS = """Lantern Harbour Works|Danish Refugee Council|British Council|International Criminal Court
CDW Government, Inc.|Save the Children|World Bank Group|European Parliament|Universidad de Lampa
Institute for Example Studies|Agency for Technical Cooperation and Development|United Nations Department of Peace
Administration of Lamps|Management Sciences for Health|部落客有限公司|Lampadario Agency for Lantern Development"""


@pytest.mark.parametrize("name", OFFICES.replace("\n", "|").split("|"))
def test_what_every_state_has_is_a_public_body(name: str):
    assert is_public(name)


@pytest.mark.parametrize("name", OTHERS.replace("\n", "|").split("|"))
def test_what_no_single_state_has_is_none(name: str):
    assert not is_public(name)


def test_a_name_made_to_be_slow_is_read_at_once():
    assert not is_public("nationa l " * 20_000)
    assert not is_public("general " * 20_000 + "directory")
