"""An answer as JSON."""

from typing import Any

from convene.core.answer import Advised, Answer
from convene.core.reasons import Reason


def as_json(answer: Answer) -> dict[str, Any]:
    """Return the answer in the published shape (docs/reference/advice-answer.schema.json)."""
    traced = ("rows", "traits", "lessons", "gates", "risks", "resources", "trends")
    plain = ("noncash", "dac", "sdg")
    reasons = {code: why for name in traced for code, why in getattr(answer, name).items()}
    return {
        "outcome": answer.outcome,
        "models": [_model_json(model) for model in answer.models],
        **{
            name: list(getattr(answer, name))
            for name in (*traced[:-1], *plain[:1], traced[-1], *plain[1:])
        },
        "unknown": [
            {"value": item.value, "nearest": list(item.nearest)} for item in answer.unknown
        ],
        "refused": [
            {"code": item.code, "reason": item.reason, "cite": item.cite} for item in answer.refused
        ],
        "why_not": [
            {"model": item.model, "reasons": _reasons_json(item.reasons)} for item in answer.why_not
        ],
        "reasons": {code: _reasons_json(why) for code, why in reasons.items()},
    }


def _model_json(advised: Advised) -> dict[str, Any]:
    return {
        "model": advised.model,
        "fit": advised.fit,
        "band": advised.band,
        "parts": {name: round(float(part), 2) for name, part in advised.parts.items()},
        "precedent": advised.precedent,
        "motivations": [{"row": item.row, "status": item.status} for item in advised.motivations],
        "examples": list(advised.examples),
        "partner_kinds": list(advised.partner_kinds),
        "noncash": list(advised.noncash),
        "reasons": {name: _reasons_json(why) for name, why in advised.because.items()},
    }


def _reasons_json(reasons: tuple[Reason, ...]) -> list[dict[str, Any]]:
    return [{"text": str(reason), "cites": list(reason.cites)} for reason in reasons]
