"""What granian serves."""

import os
from threading import Thread

from django.core.wsgi import get_wsgi_application

from convene.corpus import world

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "convene.site.settings")
application = get_wsgi_application()
# Beside the first requests, not before them: the start does not wait for it.
Thread(target=world.warm, name="warm", daemon=True).start()
