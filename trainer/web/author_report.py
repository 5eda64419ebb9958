"""The report on a draft: can it be published, and what playing it comes to."""

from __future__ import annotations

from flask import render_template

from trainer import clock
from trainer.services import proving, studio_plays, studio_report
from trainer.services.form_open import open_form
from trainer.services.proving import Proof
from trainer.web.author import frame, pages
from trainer.web.author_form_lacking import lacks_of, others
from trainer.web.current import config, visitor
from trainer.web.database import db


@pages.get("/<slug>/report")
def report(slug: str) -> str:
    """Show what is known about a draft."""
    form = open_form(db.session(), viewer=visitor(), slug=slug)
    draft = form.draft
    proof = proving.prove(db.session(), draft, now=clock.monotonic)
    return render_template(
        "author/report.html",
        **frame(draft, "report"),
        proof=proof,
        hints=others(proof.warnings),
        lacks=lacks_of(form, proof.diagnostics),
        version=form.version,
        found=findings(proof),
        rehearsed=studio_plays.rehearsal(proof, draft.plays),
    )


def findings(proof: Proof) -> studio_report.Findings | None:
    """Return what exploring a draft found; ``None`` where it could not be explored."""
    if proof.machine is None or proof.exploration is None:
        return None
    return studio_report.findings(
        proof.machine, proof.exploration, pass_mark=config().pass_mark
    )
