import pytest

from trainer.web.devices import describe

CASES = [
    (
        "Mozilla/5.0 (Windows NT 10.0) Gecko/20100101 Firefox/130.0",
        "Firefox on Windows",
    ),
    ("Mozilla/5.0 (X11; Linux) Chrome/120 Safari/537 Edg/120", "Edge on Linux"),
    ("Mozilla/5.0 (Linux; Android 14) Chrome/120 Safari/537", "Chrome on Android"),
    ("Mozilla/5.0 (iPhone; Mac OS X) Version/17 Safari/604", "Safari on iPhone"),
    ("curl/8", "A device that does not say what it is"),
    ("Firefox/130", "Firefox"),
    ("Windows", "Windows"),
]


@pytest.mark.parametrize(("user_agent", "words"), CASES)
def test_a_device_is_called_what_people_call_it(user_agent, words):
    assert describe(user_agent) == words
