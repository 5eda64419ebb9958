"""What own words are listened to for is called something else, with all that asks."""

HOME = "/studio/late-parcel"
BLAMED = f"{HOME}/steps/blamed"
PLAYS = """play: she is heard
    deal record found
    take s2
    write b1 "I am sorry."
    expect said apology, beat desk
"""


def step(studio):
    studio.get(BLAMED)
    return studio.page.form(BLAMED)


def keep(studio, stored):
    """Keep a play that names the expectation and what is dealt."""
    studio.get(f"{HOME}/plays")
    form = studio.page.form(f"{HOME}/plays")
    studio.post(f"{HOME}/plays", data={**form, "plays": PLAYS})
    assert stored().plays == PLAYS


def test_an_expectation_is_renamed_where_it_is_asked_and_in_kept_plays(studio, stored):
    keep(studio, stored)
    form = step(studio)

    studio.post(BLAMED, data={**form, "r0x0-name": "Says sorry"})

    now = stored()
    assert "- expect: says_sorry (deescalation +1) = sorry" in now.body
    assert "- mood: +1 if said(says_sorry)" in now.body
    assert now.plays == PLAYS.replace("apology", "says_sorry")
    told = "“Apology” is called “Says sorry” now, in 2 more places too."
    assert told in studio.get(BLAMED).text


def test_an_expectation_cannot_have_the_name_of_another_one(studio, stored):
    form = step(studio)
    more = {"r0x1-key": "expect", "r0x1-name": "day", "r0x1-value": "@date"}
    studio.post(BLAMED, data={**form, **more})
    version = stored().version

    page = studio.post(BLAMED, status=422, data={**step(studio), "r0x0-name": "day"})

    assert stored().version == version
    assert "Own words are listened to for “day” already." in page.text
    (field,) = page.elements("input", id="r0x0-name")
    assert field.get("aria-invalid") == "true"


def test_what_is_dealt_is_renamed_in_kept_plays_in_the_same_save(studio, stored):
    keep(studio, stored)
    address = f"{HOME}/facts"
    studio.get(address)
    form = studio.page.form(address)
    row = next(n.partition("-")[0] for n, v in form.items() if v == "deal.record")

    studio.post(address, data={**form, f"{row}-name": "file"})

    now = stored()
    assert now.plays == PLAYS.replace("deal record", "deal file")
    assert "  file: [found, missing]" in now.body
    assert now.version == 3
