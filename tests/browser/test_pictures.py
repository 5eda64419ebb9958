"""The pictures of README and docs: taken of the real thing, SHOTS=docs keeps them."""

from tests.browser.playing import begin
from tests.browser.visit import inspect, shoot, sign_in


def test_a_role_play_in_the_middle(page, site, picture):
    sign_in(page, site.trainee)
    ngozi = begin(page, "blender-stopped")

    ngozi.say("A second call about one soup.")
    ngozi.do("Look up a purchase", Loyalty_card="2207 615")

    inspect(page)
    shoot(page, picture("role-play"))
    assert picture("role-play").stat().st_size > 20_000
