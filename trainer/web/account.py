"""Everybody's own pages: settings, password, signed-in devices, colours."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal, InvalidOperation

from flask import (
    Blueprint,
    current_app,
    flash,
    redirect,
    render_template,
    request,
    url_for,
)
from werkzeug.wrappers import Response

from trainer import clock
from trainer.errors import SignInThrottledError, WrongDetailError
from trainer.services import account as services
from trainer.services import authenticator
from trainer.services import devices as signed_in_at
from trainer.services.account import Preferences
from trainer.services.authenticator import OFFERED_TO
from trainer.services.passwords import SHORTEST
from trainer.services.visitors import Visitor
from trainer.store.people import THEMES
from trainer.web import (
    current,
    devices,
    faults,
    fragments,
    guard,
    navigation,
    zones,
)
from trainer.web.database import db
from trainer.web.language import gettext as _
from trainer.web.language import name_of
from trainer.web.problems import sentence

pages = Blueprint("account", __name__, url_prefix="/account")
guard.only(pages)

OFF = "off"
"""What the form says for no timers at all."""


@pages.get("/")
def settings() -> str:
    """Show how the product speaks and looks to this person, and where they are."""
    return _settings(preferences_of(current.visitor()), {})


@pages.post("/")
def save() -> Response | tuple[str, int]:
    """Keep the settings, or say which one cannot be taken."""
    wanted = _wanted()
    try:
        services.change_settings(
            db.session(), person_id=current.visitor().person_id, preferences=wanted
        )
    except WrongDetailError as error:
        return _settings(wanted, {error.field: sentence(error)}), error.status
    flash(_("Your settings are saved."), "good")
    return redirect(url_for(".settings"), code=303)


@pages.post("/theme")
def switch_theme() -> Response | str:
    """Change the colours from the top bar, without leaving the page."""
    person = current.visitor()
    chosen = request.form.get("theme", "")
    wanted = replace(preferences_of(person), theme=chosen)
    services.change_settings(
        db.session(), person_id=person.person_id, preferences=wanted
    )
    if fragments.wanted():
        current.replace_visitor(replace(person, theme=chosen))
        return render_template("components/theme.html")
    return redirect(guard.page_before() or navigation.home_address(), code=303)


@pages.get("/password")
def password() -> str:
    """Show the form for a new password."""
    return _password({})


@pages.post("/password")
def set_password() -> Response | tuple[str, int] | tuple[str, int, dict[str, str]]:
    """Replace the password; every other device is signed out."""
    first = current.visitor().must_set_password
    try:
        services.set_password(
            db.session(),
            visitor=current.visitor(),
            current=request.form.get("current", ""),
            new=request.form.get("password", ""),
            now=clock.now(),
        )
    except WrongDetailError as error:
        return _password({error.field: sentence(error)}), error.status
    except SignInThrottledError as error:
        page = _password({"current": sentence(error)})
        return page, error.status, faults.retry_after(error)
    if first:
        flash(_("Your password is set."), "good")
        return redirect(navigation.home_address(), code=303)
    flash(_("Your new password is set. Every other device was signed out."), "good")
    return redirect(url_for(".settings"), code=303)


@pages.post("/devices/<int:session_id>/end")
def end_device(session_id: int) -> Response:
    """Sign this person out on one of their devices."""
    signed_in_at.revoke(
        db.session(),
        person_id=current.visitor().person_id,
        session_id=session_id,
        now=clock.now(),
    )
    flash(_("That device is signed out."), "good")
    return redirect(url_for(".settings", _anchor="devices"), code=303)


def preferences_of(person: Visitor) -> Preferences:
    """Return how the product speaks and looks to a person today."""
    return Preferences(
        language=person.language,
        zone=person.zone,
        time_factor=person.time_factor,
        theme=person.theme,
    )


def _settings(chosen: Preferences, problems: dict[str, str]) -> str:
    person = current.visitor()
    places = signed_in_at.of_person(
        db.session(), person_id=person.person_id, now=clock.now()
    )
    return render_template(
        "account/settings.html",
        person=person,
        chosen=chosen,
        factor=_factor_text(chosen.time_factor),
        off=OFF,
        languages=_languages(),
        zones=zones.by_region(chosen.zone),
        themes=THEMES,
        problems=problems,
        authenticator_offered=not person.roles.isdisjoint(OFFERED_TO),
        authenticator_on=authenticator.is_on(db.session(), person_id=person.person_id),
        devices=[(place, devices.describe(place.user_agent)) for place in places],
    )


def _password(problems: dict[str, str]) -> str:
    person = current.visitor().person_id
    secured = authenticator.is_on(db.session(), person_id=person)
    return render_template(
        "account/password.html",
        first=current.visitor().must_set_password,
        shortest=authenticator.SHORTEST if secured else SHORTEST,
        problems=problems,
    )


def _wanted() -> Preferences:
    form = request.form
    return Preferences(
        language=form.get("language", ""),
        zone=form.get("zone", ""),
        time_factor=_factor(form.get("time_factor", "")),
        theme=form.get("theme", ""),
    )


def _factor(text: str) -> Decimal | None:
    """Read a time factor; what cannot be read becomes 0, which the service refuses."""
    if text == OFF:
        return None
    try:
        number = Decimal(text)
    except InvalidOperation:
        return Decimal(0)
    return number if number.is_finite() else Decimal(0)


def _factor_text(factor: Decimal | None) -> str:
    return OFF if factor is None else f"{factor.normalize():f}"


def _languages() -> list[tuple[str, str]]:
    return [(tag, name_of(tag)) for tag in current_app.extensions["languages"]]
