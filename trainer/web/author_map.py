"""The map of a draft."""

from __future__ import annotations

from flask import render_template

from trainer import clock
from trainer.content.diagnostics import Report
from trainer.scenarios.settings import read_settings
from trainer.services import proving, studio_map, studio_report
from trainer.services.proving import Proof
from trainer.web.author import frame, opened, pages
from trainer.web.database import db


@pages.get("/<slug>/map")
def chart(slug: str) -> str:
    """Show every step of a draft and what leads where."""
    draft = opened(slug)
    proof = proving.prove(db.session(), draft, now=clock.monotonic)
    return render_template(
        "author/map.html", **frame(draft, "map"), chart=_chart(proof), proof=proof
    )


def _chart(proof: Proof) -> studio_map.Chart | None:
    if proof.document is None:
        return None
    settings = read_settings(proof.document.settings, Report())
    good = settings.good if settings else ()
    reached = (
        studio_report.reached(proof.machine, proof.exploration)
        if proof.machine and proof.exploration
        else None
    )
    return studio_map.chart(proof.document, good=good, reached=reached)
