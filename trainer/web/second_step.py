"""Set up or switch off the second step of signing in."""

from __future__ import annotations

import re

from flask import flash, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from trainer import clock, extras
from trainer.errors import SignInThrottledError, WrongDetailError
from trainer.services import authenticator as services
from trainer.web import current, faults
from trainer.web.account import pages
from trainer.web.database import db
from trainer.web.language import gettext as _
from trainer.web.problems import sentence

_KEY = re.compile(r"[A-Z2-7]{16,64}")

ISSUER = "Trainer"


@pages.get("/second-step/on")
def authenticator_on() -> Response | str:
    """Show a new key to share with an app."""
    if _is_on():
        return redirect(url_for("account.settings"), code=303)
    return _setting_up(services.new_key(), {})


@pages.post("/second-step/on")
def turn_authenticator_on() -> Response | tuple[str, int]:
    """Ask for a code from now on, once the app has shown one."""
    key = request.form.get("key", "")
    if _is_on() or not _KEY.fullmatch(key):
        return redirect(url_for(".authenticator_on"), code=303)
    try:
        services.turn_on(
            db.session(),
            visitor=current.visitor(),
            key=key,
            typed=request.form.get("code", ""),
            now=clock.now(),
        )
    except WrongDetailError as error:
        return _setting_up(key, {error.field: sentence(error)}), error.status
    flash(_("From now on signing in asks for a code from your app."), "good")
    return redirect(url_for("account.settings"), code=303)


@pages.get("/second-step/off")
def authenticator_off() -> Response | str:
    """Ask for the password before the second step goes."""
    if not _is_on():
        return redirect(url_for("account.settings"), code=303)
    return render_template("account/authenticator.html", on=True, problems={})


@pages.post("/second-step/off")
def turn_authenticator_off() -> Response | tuple[str, int, dict[str, str]]:
    """Ask for no code any more."""
    if not _is_on():
        return redirect(url_for("account.settings"), code=303)
    try:
        services.turn_off(
            db.session(),
            visitor=current.visitor(),
            password=request.form.get("current", ""),
            now=clock.now(),
        )
    except (WrongDetailError, SignInThrottledError) as error:
        page = render_template(
            "account/authenticator.html", on=True, problems={"current": sentence(error)}
        )
        return page, error.status, faults.retry_after(error)
    flash(_("Your password alone lets you in now."), "good")
    return redirect(url_for("account.settings"), code=303)


def _is_on() -> bool:
    return services.is_on(db.session(), person_id=current.visitor().person_id)


def _setting_up(key: str, problems: dict[str, str]) -> str:
    person = current.visitor()
    told = services.address(key, staff_number=person.staff_number, issuer=ISSUER)
    picture = extras.part("segno:make")(told, error="m").svg_data_uri(
        scale=4, border=4, light="#fff", dark="#000", encode_minimal=True
    )
    return render_template(
        "account/authenticator.html",
        on=False,
        key=key,
        spaced=" ".join(re.findall(".{1,4}", key)),
        picture=picture,
        problems=problems,
    )
