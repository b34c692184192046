"""IATI files about made-up organisations, written for these tests."""

from collections import Counter
from pathlib import Path

from convene.core.records import Activity, SetAside
from convene.feeds.iati import read

ROOT = '<iati-activities xmlns:zz="http://zz.example" version="2.03" generated-datetime="2026-01-31T00:00:00Z">'
WELL = """
  <iati-activity default-currency="EUR" xml:lang="en" last-updated-datetime="2026-01-02T00:00:00Z">
    <iati-identifier>XX-ZZZ-9-WELL</iati-identifier>
    <reporting-org ref="XM-DAC-999" type="10"><narrative>Northford Aid</narrative></reporting-org>
    <title><narrative>A well</narrative><narrative xml:lang="fr">Un puits</narrative></title>
    <description><narrative>Water for Northford</narrative></description>
    <participating-org role="1" ref="XM-DAC-999" type="10"><narrative>Northford Aid</narrative></participating-org>
    <participating-org role="4" type="70"><narrative>Sandrill Wells Ltd</narrative></participating-org>
    <participating-org role="4"><narrative>nan</narrative></participating-org>
    <activity-status code="2"/>
    <activity-date type="1" iso-date="2020-01-01"/>
    <activity-date type="2" iso-date="2020-02-01"/>
    <activity-date type="3" iso-date="2030-12-31"/>
    <contact-info><person-name><narrative>Pat Doe</narrative></person-name></contact-info>
    <recipient-country code="AO" percentage="60"/>
    <recipient-region code="298" vocabulary="1"/>
    <location><name><narrative>Northford</narrative></name><point><pos>-8.5 13.25</pos></point></location>
    <sector code="14030" vocabulary="1" percentage="100"/>
    <budget><period-start iso-date="2020-01-01"/><period-end iso-date="2020-12-31"/><value>5000</value></budget>
    <transaction ref="A">
      <transaction-type code="3"/><transaction-date iso-date="2021-03-04"/><value currency="USD">1250.50</value>
      <receiver-org><narrative>Sandrill Wells Ltd</narrative></receiver-org>
      <sector code="140" vocabulary="2"><narrative>Water</narrative></sector>
      <recipient-country code="AO"/>
      <zz:more>1</zz:more>
    </transaction>
    <transaction ref="B">
      <transaction-type code="3"/><transaction-date iso-date="2021-04-04"/><value currency="USD">-50</value>
      <receiver-org><narrative>Sandrill Wells Ltd</narrative></receiver-org>
      <sector code="140" vocabulary="2"><narrative>Water</narrative></sector>
      <recipient-country code="AO"/>
      <zz:more>1</zz:more>
    </transaction>
    <transaction>
      <transaction-type code="1"/><transaction-date iso-date="2021-05-05"/><value>99</value>
      <description><narrative>First share</narrative></description>
      <provider-org ref="GB-CHC-1000"><narrative>Lantern Trust</narrative></provider-org>
    </transaction>
    <related-activity type="1" ref="XX-ZZZ-9"/>
    <result type="1"><title><narrative>Wells dug</narrative></title>
      <indicator><title><narrative>Wells</narrative></title><baseline value="0"/>
        <period><period-start iso-date="2021-01-01"/><period-end iso-date="2021-12-31"/><target value="4"/><actual value="3"/></period>
      </indicator>
    </result>
    <zz:extra/>
  </iati-activity>"""


def document(*records: str, root: str = ROOT) -> str:
    return f'<?xml version="1.0" encoding="UTF-8"?>\n{root}{"".join(records)}\n</iati-activities>\n'


def bare(identifier: str, inside: str = "") -> str:
    return f'\n<iati-activity default-currency="EUR"><iati-identifier>{identifier}</iati-identifier>{inside}</iati-activity>'


def taken(path: Path, content: str | bytes) -> tuple[list[Activity], list[SetAside], Counter[str]]:
    """Write a file and read it: its records, what was set aside, and what was not read."""
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    aside: list[SetAside] = []
    ignored: Counter[str] = Counter()
    found = [
        one
        for part in read.parts(path)
        for one in read.read_part(path, part=part, aside=aside.append, ignored=ignored)
    ]
    return found, aside, ignored
