"""What somebody's word rests on. It knows no owner: those who cite evidence point at it."""

from pathlib import PurePath
from typing import ClassVar
from uuid import uuid4

from django.conf import settings
from django.db import models
from django.db.models import CheckConstraint, Q
from django.db.models.fields.files import FieldFile
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords

from convene.apps.evidence.words import COPY, FOUND, HARM, ORIGINAL, WHOLE
from convene.ground.constraints import known, says_something


def random_place(instance: models.Model, name: str) -> str:
    """Return where a file is kept: under a random name, so that nothing of what was uploaded is in
    the path.
    """
    return str(PurePath("evidence") / uuid4().hex)


class Evidence(models.Model):
    """A file, a page as it was read on a day, a note of what somebody was told, or a search made
    elsewhere: for which words, in which place, on which day, and what came of it.

    `file` is the original, sealed: `size` and `sha256` are its own, and only reviewers are given
    it. `copy` is the same without its metadata, with a hash of its own, made when it came in; it is
    empty only for a file from before, and so is `copied_at` of a copy. `signed` says that the
    original bears a signature, which no copy keeps.
    """

    class Kind(models.TextChoices):
        FILE = "file", _("File")
        LINK = "link", _("Web page")
        NOTE = "note", _("Note")
        SEARCH = "search", _("Search")

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    kind = models.CharField(max_length=6, choices=Kind.choices)
    title = models.CharField(_("title"), max_length=200)
    note = models.TextField(_("note"), max_length=10000, blank=True)
    url = models.URLField(_("address"), max_length=2000, blank=True)
    read_on = models.DateField(_("read on"), null=True, blank=True)
    place = models.CharField(_("where you searched"), max_length=200, blank=True)
    file = models.FileField(_("file"), upload_to=random_place, max_length=200, blank=True)
    copy = models.FileField(upload_to=random_place, max_length=200, blank=True)
    copy_sha256 = models.CharField(max_length=64, blank=True)
    copied_at = models.DateTimeField(null=True)
    file_name = models.CharField(max_length=200, blank=True)
    media_type = models.CharField(max_length=100, blank=True)
    size = models.PositiveBigIntegerField(null=True)
    sha256 = models.CharField(max_length=64, blank=True)
    signed = models.BooleanField(default=False)
    added_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    added_at = models.DateTimeField()
    history = HistoricalRecords(excluded_fields=["file", "copy", "copy_sha256", "copied_at"])

    class Meta:
        ordering: ClassVar = ["added_at", "id"]
        verbose_name_plural = _("evidence")
        constraints: ClassVar = [
            says_something("title", name="evidence_has_a_title"),
            CheckConstraint(
                name="evidence_is_what_it_says",
                condition=Q(kind="file", size__gt=0)
                & ~Q(file="")
                & ~Q(media_type="")
                & ~Q(sha256="")
                | Q(kind="link", read_on__isnull=False, file="", copy="") & ~Q(url="")
                | Q(kind="note", file="", copy="", url="") & ~Q(note="")
                | Q(kind="search", read_on__isnull=False, file="", copy="")
                & ~Q(place="")
                & ~Q(note=""),
            ),
            CheckConstraint(
                name="evidence_without_a_copy_has_no_hash_of_one",
                condition=~Q(copy="") | Q(copy_sha256="", copied_at=None),
            ),
        ]

    def __str__(self) -> str:
        return self.title

    def parts(self) -> tuple[str, ...]:
        """Return what is kept of it as a file: nothing, the original, or a copy beside it."""
        return tuple(part for part in (ORIGINAL, COPY) if self.kept(part))

    def kept(self, part: str) -> FieldFile:
        return {ORIGINAL: self.file, COPY: self.copy}[part]

    def hash_of(self, part: str) -> str:
        return {ORIGINAL: self.sha256, COPY: self.copy_sha256}[part]

    @property
    def harm(self) -> list["Seal"]:
        """What of it was last found not to be as it was kept."""
        return [seal for seal in self.seals.all() if seal.found != WHOLE]


class Seal(models.Model):
    """How one file that is kept was found when it was last read again, and since when it has been
    found so. A file that nobody has read again has none.
    """

    evidence = models.ForeignKey(Evidence, on_delete=models.CASCADE, related_name="seals")
    part = models.CharField(max_length=8)
    found = models.CharField(max_length=10)
    since = models.DateTimeField()
    checked_at = models.DateTimeField(db_index=True)

    class Meta:
        ordering: ClassVar = ["evidence", "-part"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["evidence", "part"], name="each_file_has_one_seal"),
            known("part", (ORIGINAL, COPY), name="a_seal_is_of_a_known_file"),
            known("found", FOUND, name="a_seal_is_found_in_a_known_way"),
            CheckConstraint(
                name="a_seal_is_read_since_it_is_so",
                condition=Q(checked_at__gte=models.F("since")),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.evidence} · {self.code}"

    @property
    def code(self) -> str:
        return f"{self.part} {self.found}"

    @property
    def harm(self) -> Promise:
        """What is wrong with it, where it is not whole."""
        return HARM[self.code]


class Leaving(models.Model):
    """A file whose record was disposed of: it is removed once that is certain, and its name stays
    here until it is gone. `at` is the moment of the disposal, as its certificate has it.
    """

    name = models.CharField(max_length=200)
    at = models.DateTimeField(null=True)

    def __str__(self) -> str:
        return self.name
