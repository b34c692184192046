"""What happens with digests: each kind named once, with the sentence that tells it."""

from django.utils.translation import gettext_lazy as _

from convene.apps.digest.words import Every
from convene.ground.trail import Field, follow, kind

WISHED = kind("digest.wished", _("Said how often to be written a digest."))
STOPPED = kind("digest.stopped", _("Stopped it by the link in a digest."))
follow("digest.wish", every=Field(_("how often"), word=lambda code: Every(code).label))
