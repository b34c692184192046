"""How an answer of a screening is said: in JSON, or in words."""

import json

import typer


def say_line(found: dict[str, object], *, as_data: bool) -> None:
    """Say what the lists hold of one name."""
    if as_data:
        typer.echo(json.dumps(found, ensure_ascii=False))
        return
    matches = found["matches"]
    assert isinstance(matches, list)
    typer.echo(f"{found['query']}{'' if matches else ': nothing found.'}")
    for match in matches:
        typer.echo(f"  {match['band']:<9}{match['score']:.3f}  {match['name']} ({match['list']} {match['entry']})")
        for sentence in match["why"]:
            typer.echo(f"           {sentence}")
