"""One sample answer, held against what is listened for while it is being typed."""

from __future__ import annotations

import re

from flask import render_template, request
from werkzeug.exceptions import BadRequest

from trainer.services.form_choices import choices
from trainer.services.form_words import try_answers
from trainer.web.author import pages
from trainer.web.author_form import opened_form
from trainer.web.author_form_fields import places, read_step
from trainer.web.database import db

_SAMPLE = re.compile(r"(good|bad)[0-9]{1,2}")


@pages.post("/<slug>/steps/<step>/words")
def try_words(slug: str, step: str) -> str:
    """Answer with what one sample meets; nothing is saved."""
    form = opened_form(slug, request.form.get("version", type=int))
    of, sample = request.form.get("of", ""), request.form.get("sample", "")
    found = _SAMPLE.fullmatch(sample)
    numbers = [f"r{number}" for number in places(request.form, "r", "kind")]
    if found is None or of not in numbers:
        raise BadRequest
    sent = read_step(request.form, form.beat(step))
    chosen = choices(db.session(), form)
    reply = sent.step.replies[numbers.index(of)]
    answer = try_answers(
        reply.of("expect", "avoid"),
        [" ".join(request.form.get(f"{of}-{sample}", "").split())],
        language=chosen.language,
        names=chosen.customer,
    )[0]
    return render_template("author/form/words.html", answer=answer, key=found[1])
