"""A scenario printed as a role-play on paper: three cards, a page each."""

from __future__ import annotations

from flask import render_template, request

from trainer.scenarios.machine import Machine
from trainer.scenarios.paper_cards import paper_of
from trainer.services import stage, studio_text
from trainer.services.briefing import without_title
from trainer.services.studio_text import Shown
from trainer.web.author import address_of, frame, pages, tabs_of
from trainer.web.current import visitor
from trainer.web.database import db

DEAL = "deal-"
"""What the fields for what is drawn begin with."""

Answer = str | tuple[str, int]


@pages.get("/<slug>/paper")
def paper(slug: str) -> str:
    """Show the customer's card, the agent's and the observer's, for printing."""
    found = studio_text.shown(db.session(), viewer=visitor(), slug=slug)
    proof = studio_text.read(db.session(), found)
    machine = proof.machine
    if machine is None:
        return render_template("author/unplayable.html", **around(found), proof=proof)
    deal = dealt(machine)
    printed = paper_of(machine, deal, secret=stage.ASKED_FOR)
    return render_template(
        "author/paper.html",
        **around(found),
        machine=machine,
        deal=deal,
        paper=printed,
        briefing=without_title(machine.briefing),
        name=stage.customer(machine),
        clauses=studio_text.cited(db.session(), found, printed.cites),
    )


def around(found: Shown) -> dict[str, object]:
    """Return what the frame needs, with a draft or without."""
    if found.draft is not None:
        return frame(found.draft, "")
    return {
        "draft": None,
        "title": found.title,
        "standing": found.standing,
        "tab": "",
        "home": address_of(found.slug),
        "tabs": tabs_of(found.slug)[-1:],
    }


def dealt(machine: Machine) -> dict[str, str]:
    """Return what is drawn, as the page asks for it; first options otherwise."""
    return {
        name: value if value in options else options[0]
        for name, (_slot, options) in machine.deals.items()
        for value in [request.values.get(f"{DEAL}{name}", "")]
    }
