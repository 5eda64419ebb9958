"""The way in and out: staff number, and a password or the code on paper."""

from __future__ import annotations

from datetime import datetime
from urllib.parse import urlsplit

from flask import (
    Blueprint,
    current_app,
    flash,
    redirect,
    render_template,
    request,
    session,
    url_for,
)
from werkzeug.exceptions import HTTPException
from werkzeug.routing import RequestRedirect
from werkzeug.wrappers import Response as AnyResponse

from trainer import clock
from trainer.errors import SignInRefusedError, SignInThrottledError
from trainer.services import sign_in as services
from trainer.services.authenticator import CodeWantedError, Half, WrongCodeError
from trainer.services.sign_in import Place, SignedIn
from trainer.services.visitors import Visitor
from trainer.web import faults, navigation, visitors
from trainer.web.current import token, visitor_or_none
from trainer.web.database import db
from trainer.web.formats import day
from trainer.web.guard import own_path
from trainer.web.language import gettext as _
from trainer.web.problems import sentence

pages = Blueprint("entrance", __name__)

_HALF = "half"

KEPT = "kept-"
"""Fields of a form that could not be sent while nobody was signed in."""


@pages.get("/sign-in")
def sign_in() -> AnyResponse | str:
    """Show the sign-in form; who is signed in already goes on."""
    back = own_path(request.args.get("next", ""))
    quiet = request.args.get("quiet") == "yes"
    if visitor_or_none() is not None and not quiet:
        return redirect(back or navigation.home_address(), code=303)
    return render_template(
        "account/sign_in.html",
        back=back,
        quiet=quiet,
        elsewhere=visitor_or_none() is not None,
    )


@pages.post("/sign-in")
def enter() -> AnyResponse | str | tuple[str, int, dict[str, str]]:
    """Sign in with a password or a one-time code, then go on where one was going."""
    try:
        signed_in = services.sign_in(
            db.session(),
            staff_number=request.form.get("staff_number", ""),
            secret=request.form.get("secret", ""),
            address=request.remote_addr or "",
            shared_till="shared_till" in request.form,
            now=clock.now(),
            user_agent=request.user_agent.string,
        )
    except (SignInRefusedError, SignInThrottledError) as error:
        return _refused(error)
    except CodeWantedError as wanted:
        session[_HALF] = _written(wanted.half)
        return _ask_for_code()
    return _let_in(signed_in)


@pages.post("/sign-in/code")
def enter_with_code() -> AnyResponse | str | tuple[str, int, dict[str, str]]:
    """Complete a sign-in whose password was right by the code of an app."""
    half = _read(session.get(_HALF))
    if half is None:
        return redirect(url_for(".sign_in"), code=303)
    place = Place(
        address=request.remote_addr or "",
        shared_till="shared_till" in request.form,
        user_agent=request.user_agent.string,
    )
    try:
        signed_in = services.sign_in_with_code(
            db.session(),
            half=half,
            typed=request.form.get("code", ""),
            place=place,
            now=clock.now(),
        )
    except (WrongCodeError, SignInRefusedError, SignInThrottledError) as error:
        return _ask_for_code(sentence(error)), error.status, faults.retry_after(error)
    return _let_in(signed_in)


def _let_in(signed_in: SignedIn) -> AnyResponse | str:
    """Go on where one was going, with what could not be sent while signed out."""
    visitors.enter(signed_in.token, signed_in.visitor)
    _tell_of_reset(signed_in.visitor)
    if signed_in.visitor.must_set_password:
        return redirect(url_for("account.password"), code=303)
    again = own_path(request.form.get("again", ""))
    if again and takes_a_form(again):
        kept = _kept()
        return render_template(
            "account/resume.html", action=again, typed=kept, said=faults.said(kept)
        )
    back = own_path(request.form.get("next", ""))
    return redirect(back or navigation.home_address(), code=303)


@pages.post("/sign-out")
def sign_out() -> AnyResponse:
    """End the session on the server, so that a copied cookie opens nothing."""
    if visitor_or_none() is not None:
        services.sign_out(db.session(), token=token(), now=clock.now())
    visitors.leave()
    flash(_("You are signed out."), "good")
    return redirect(url_for(".sign_in"), code=303)


def _ask_for_code(problem: str = "") -> str:
    return render_template(
        "account/sign_in_code.html",
        back=own_path(request.form.get("next", "")),
        again=own_path(request.form.get("again", "")),
        typed=_kept(),
        shared_till="shared_till" in request.form,
        problem=problem,
    )


def _written(half: Half) -> list[str | int]:
    return [half.person_id, half.staff_number, half.proof, half.at.isoformat()]


def _read(kept: object) -> Half | None:
    """Return the half sign-in this browser's signed cookie keeps, if it has one."""
    match kept:
        case [int(person_id), str(number), str(proof), str(at)]:
            return Half(
                person_id=person_id,
                staff_number=number,
                proof=proof,
                at=datetime.fromisoformat(at),
            )
        case _:
            return None


def takes_a_form(address: str) -> bool:
    """Return whether the address, a path of this site, takes what a form sends."""
    routes = current_app.url_map.bind("")
    try:
        routes.match(urlsplit(address).path, method="POST")
    except (HTTPException, RequestRedirect):
        return False
    return True


def _tell_of_reset(person: Visitor) -> None:
    if person.reset_at is not None:
        flash(reset_notice(person.reset_by, person.reset_at), "warn")


def reset_notice(who: str, when: datetime) -> str:
    """Return the sentence about a code somebody used in a person's name."""
    return _(
        "Your password was reset by %(who)s on %(day)s. If you did not ask for that, "
        "tell your manager.",
        who=who,
        day=day(when),
    )


def _refused(
    error: SignInRefusedError | SignInThrottledError,
) -> tuple[str, int, dict[str, str]]:
    page = render_template(
        "account/sign_in.html",
        back=own_path(request.form.get("next", "")),
        again=own_path(request.form.get("again", "")),
        typed=_kept(),
        staff_number=request.form.get("staff_number", "")[:40],
        shared_till="shared_till" in request.form,
        error=sentence(error),
    )
    return page, error.status, faults.retry_after(error)


def _kept() -> dict[str, str]:
    return {
        name.removeprefix(KEPT): value
        for name, value in request.form.items()
        if name.startswith(KEPT)
    }
