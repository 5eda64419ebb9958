"""Settings, password, devices, colours."""

import pytest

from tests.services.cast import PASSWORD

NEW = "four wet lanterns dancing"


def test_settings_are_kept(trainee):
    trainee.get("/account/")

    trainee.submit("/account/", zone="Europe/Rome", time_factor="1.5", theme="dark")

    kept = trainee.get("/account/").form("/account/")
    assert kept["zone"] == "Europe/Rome"
    assert kept["time_factor"] == "1.5"
    assert trainee.page.values("html", "data-theme") == ["dark"]


def test_timers_can_be_switched_off(trainee):
    trainee.get("/account/")

    trainee.submit("/account/", time_factor="off")

    assert trainee.get("/account/").form("/account/")["time_factor"] == "off"


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("zone", "Mars/Olympus"),
        ("language", "<script>"),
        ("theme", "pink"),
        ("time_factor", "0.5"),
        ("time_factor", "NaN"),
        ("time_factor", "fast"),
    ],
)
def test_a_setting_that_cannot_be_taken_is_named(trainee, field, value):
    trainee.get("/account/")

    page = trainee.submit("/account/", status=422, **{field: value})

    assert f"{field}-error" in page.html


def test_the_colours_change_without_leaving_the_page(trainee):
    trainee.get("/account/")

    page = trainee.post(
        "/account/theme", status=200, data={"theme": "dark"}, HX_Request="true"
    )

    assert page.values("form", "data-theme-choice") == ["dark"]
    assert not page.elements("head")


def test_without_javascript_the_colours_lead_back_to_the_page(trainee):
    trainee.get("/account/password")

    page = trainee.post(
        "/account/theme",
        data={"theme": "dark"},
        Referer="http://localhost/account/password",
    )

    assert page.location == "/account/password"


def test_changing_the_password_signs_every_other_device_out(arrive, trainee):
    other = arrive("T1")
    trainee.get("/account/password")

    trainee.submit("/account/password", current=PASSWORD, password=NEW)

    other.get("/account/", status=303)
    trainee.get("/account/")
    arrive("T1", secret=NEW)


@pytest.mark.parametrize(
    ("typed", "field"),
    [
        ({"current": PASSWORD, "password": "short"}, "password"),
        ({"current": "wrong one", "password": NEW}, "current"),
    ],
)
def test_what_is_wrong_with_a_password_is_said_at_its_field(trainee, typed, field):
    trainee.get("/account/password")

    page = trainee.submit("/account/password", status=422, **typed)

    assert page.elements("p", id=f"{field}-error")
    assert not page.values("input", "value", id=field)


def test_a_password_is_never_shown_again_by_a_page(trainee):
    trainee.get("/account/password")

    page = trainee.submit("/account/password", status=422, current="x", password=NEW)

    assert NEW not in page.html


def test_another_device_can_be_signed_out(arrive, trainee):
    other = arrive("T1")
    page = trainee.get("/account/")
    (action,) = [
        action for action in page.values("form", "action") if "/devices/" in action
    ]

    trainee.submit(action)

    other.get("/account/", status=303)
    trainee.get("/account/")


def test_nobody_signs_somebody_elses_device_out(arrive, trainee):
    arrive("T1")
    (theirs,) = [
        action
        for action in trainee.get("/account/").values("form", "action")
        if "/devices/" in action
    ]
    outsider = arrive("T2")
    outsider.get("/account/")

    outsider.post(theirs)

    page = trainee.get("/account/")
    assert theirs in page.values("form", "action")


def test_guessing_the_current_password_is_slowed_down(trainee):
    trainee.get("/account/password")
    form = trainee.page.form("/account/password")

    statuses = [
        trainee.client.post(
            "/account/password", data={**form, "current": "no", "password": NEW}
        ).status_code
        for _ in range(30)
    ]

    assert statuses[0] == 422
    assert statuses[-1] == 429


def test_zones_are_offered_once_by_region(trainee):
    page = trainee.get("/account/")

    zones = page.values("option", "value")
    assert {"Asia/Kolkata", "Europe/Kyiv", "America/New_York", "UTC"} <= set(zones)
    assert not {"Asia/Calcutta", "Europe/Kiev", "US/Eastern", "Etc/UTC"} & set(zones)
    assert len(page.elements("optgroup", label="Europe")) == 1
    assert "Argentina, Buenos Aires" in page.text


def test_a_zone_chosen_under_an_old_name_stays(trainee):
    trainee.get("/account/")
    trainee.submit("/account/", zone="Asia/Calcutta")

    assert trainee.get("/account/").form("/account/")["zone"] == "Asia/Calcutta"


def test_two_devices_alike_are_told_apart_by_when_they_came(trainee):
    text = trainee.get("/account/").text

    assert "Signed in" in text
    assert "last used" in text
