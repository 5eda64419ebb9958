"""The guide at /help."""

import pytest

from trainer.web.help import guide, topics


def test_the_first_page_lists_every_topic(browser):
    page = browser.get("/help/")

    addresses = page.values("a", "href")
    assert {f"/help/{topic.name}" for topic in topics(guide())} <= set(addresses)


@pytest.mark.parametrize("topic", topics(guide()), ids=lambda topic: topic.name)
def test_every_topic_opens_and_its_links_lead_somewhere(browser, topic):
    page = browser.get(f"/help/{topic.name}")

    assert page.text
    for address in page.values("a", "href"):
        if address.startswith("/help/"):
            assert browser.client.get(address).status_code == 200, address


@pytest.mark.parametrize("name", ["nothing", "..%2f..%2fsecret", "INDEX", "a.md"])
def test_there_is_no_help_on_what_is_not_in_the_guide(browser, name):
    browser.get(f"/help/{name}", status=404)


def test_a_message_has_a_page_with_both_examples(browser):
    page = browser.get("/help/messages/unknown-beat")

    assert "unknown-beat" in page.text
    assert "(#serch)" in page.text
    assert "(#search)" in page.text
    assert "unknown-name" not in page.text


@pytest.mark.parametrize("area", ["beats", "the-example", "what-can-happen"])
def test_all_messages_of_one_area_can_be_read_together(browser, area):
    page = browser.get(f"/help/messages/{area}")

    assert page.text
    for address in page.values("a", "href"):
        if address.startswith("/help/"):
            assert browser.client.get(address).status_code == 200, address


@pytest.mark.parametrize("code", ["nothing", "..%2findex", "Unknown-Beat"])
def test_there_is_no_page_on_a_message_that_nobody_sends(browser, code):
    browser.get(f"/help/messages/{code}", status=404)


def test_every_page_of_the_guide_is_listed_once(arrive):
    page = arrive("T1").get("/help/")

    links = [one for one in page.values("a", "href") if "in-the-studio" in one]
    assert len(links) == 1
