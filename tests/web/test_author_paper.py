"""A scenario printed as a role-play on paper."""

PAPER = "/studio/late-parcel/paper"


def test_three_cards_are_printed(studio):
    page = studio.get(PAPER)

    titles = [" ".join(e.itertext()) for e in page.elements("h2")]
    assert titles == ["Customer", "Agent", "Observer"]


def card(page, name):
    (found,) = page.elements("article", **{"aria-labelledby": f"paper-{name}"})
    return " ".join(" ".join(found.itertext()).split())


def test_the_customer_reads_what_to_say_and_where_an_answer_leads(studio):
    customer = card(studio.get(PAPER), "customer")

    assert "Where is my parcel?" in customer
    assert "1a" in customer
    assert "step 2" in customer


def test_the_agent_reads_no_answer_and_no_verdict(studio, meanwhile):
    old = "    - why: You heard her first."
    meanwhile(old, f"{old}\n    - cite: returns#look-first")

    page = studio.get(PAPER)

    agent = card(page, "agent")
    assert "Where is my parcel?" not in agent
    assert "let me look" not in agent
    assert "You heard her first." not in agent
    assert "Look before you refuse." in agent


def test_the_observer_finds_what_to_watch_and_the_rubric(studio):
    observer = card(studio.get(PAPER), "observer")

    assert "You heard her first." in observer
    assert "Weight" in observer
    assert "Notes" in observer


def test_the_variant_is_chosen(studio):
    (select,) = studio.get(PAPER).elements("select", id="deal-record")
    options = [option.get("value") for option in select.iter("option")]

    page = studio.get(f"{PAPER}?deal-record={options[-1]}")

    (select,) = page.elements("select", id="deal-record")
    (chosen,) = [o for o in select.iter("option") if "selected" in o.attrib]
    assert chosen.get("value") == options[-1]


def test_what_is_published_is_printed_without_a_draft(studio):
    studio.get("/studio/late-parcel/name")
    studio.submit("/studio/late-parcel/discard")

    page = studio.get(PAPER)

    assert "Nobody is writing the next revision." in page.text
    assert "Where is my parcel?" in card(page, "customer")


def test_what_cannot_be_played_says_what_to_mend_first(studio, meanwhile):
    meanwhile("(#desk) ^s1", "(#desc) ^s1")

    page = studio.get(PAPER)

    assert "This cannot be played yet." in page.text


def test_what_does_not_exist_is_not_printed(studio):
    studio.get("/studio/nowhere/paper", status=404)


def test_what_is_done_at_the_desk_is_written_in_words_with_its_values(studio):
    page = studio.get(PAPER)

    customer = card(page, "customer")
    assert "Look up a purchase · Card ending 4471" in customer
    for name in ("customer", "observer"):
        assert "case." not in card(page, name)
        assert "card=" not in card(page, name)


def test_conditions_and_what_happens_stand_there_without_marks(studio, meanwhile):
    meanwhile("**Ada:** Well?", "*The case lies on your screen.*\n\n**Ada:** Well?")
    meanwhile("    - mood: -1\n", "    - mood: -1 if mood >= 3\n")

    page = studio.get(PAPER)

    assert "The case lies on your screen." in card(page, "observer")
    assert "*" not in card(page, "observer")
    assert "if Mood is at least 3" in card(page, "customer")
