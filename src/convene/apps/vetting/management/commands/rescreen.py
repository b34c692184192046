"""`rescreen`: what a scheduler calls every night."""

from typing import Any

from django.core.management.base import BaseCommand
from django.utils import timezone

from convene.apps.vetting import actions


class Command(BaseCommand):
    help = "Look again at the partners whose names or lists have changed, and end the clearances that are over. Can be run at any time."

    def handle(self, *args: Any, **options: Any) -> None:
        ended = actions.expire(today=timezone.localdate())
        alerts = actions.rescreen()
        self.stdout.write(f"{alerts} new alerts; {ended} clearances ended.")
