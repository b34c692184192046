"""Settings, addresses, base templates, static files, translations, the server."""

import os


def set_up() -> None:
    """Set Django up with our settings, for whoever needs it first. It may be asked for again."""
    import django  # local: only whoever asks waits for it

    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "convene.site.settings")
    django.setup()
