"""What a draft still says as its template does."""


def begun(supervisor):
    supervisor.get("/studio/new")
    form = {"title": "Ninth call", "source": "template:angry-caller"}
    return supervisor.post(
        "/studio/new", data={**supervisor.page.form("/studio/new"), **form}
    )


def test_words_nobody_made_their_own_are_marked_until_they_are(supervisor):
    begun(supervisor)
    before = supervisor.get("/studio/ninth-call").text.count("still as in the template")
    address = "/studio/ninth-call/steps/heated"
    supervisor.get(address)
    said = "You are right, and I will look now."
    supervisor.post(address, data={**supervisor.page.form(address), "r1-words": said})

    after = supervisor.get("/studio/ninth-call").text.count("still as in the template")

    assert before > 10
    assert after == before - 1
    assert f"{after} lines and replies are still" in (
        supervisor.get("/studio/ninth-call/review").text
    )


def test_a_draft_of_its_own_words_has_no_mark(studio):
    assert "as in the template" not in studio.get("/studio/late-parcel").text
    assert "as in the template" not in studio.get("/studio/late-parcel/review").text
