"""The one table of what happened, in every app."""

from convene.ground import trail


class Event(trail.Event):
    """A line of the trail. It stands in the lowest app, so that every app can write one."""

    class Meta(trail.Event.Meta):
        pass
