"""How an answer of a screening is said: in JSON, or in words."""

from convene.cli.app import say, say_json


def say_line(found: dict[str, object], *, as_data: bool) -> None:
    """Say what the lists hold of one name."""
    if as_data:
        say_json(found, indent=None)
        return
    matches = found["matches"]
    assert isinstance(matches, list)
    say(f"{found['query']}{'' if matches else ': nothing found.'}")
    for match in matches:
        say(
            f"  {match['band']:<9}{match['score']:.3f}  {match['name']} ({match['list']} {match['entry']})"
        )
        for sentence in match["why"]:
            say(f"           {sentence}")
