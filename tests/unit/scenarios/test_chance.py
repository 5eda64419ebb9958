from hypothesis import given
from hypothesis import strategies as st

from tests.unit.scenarios.scripts import machine
from trainer.scenarios import chance

SEEDS = st.text(max_size=20)

SCRIPT = machine(
    "## hello\n\n- [A.](#end) ^a\n    - if: luck is good and size is big\n"
    "- [B.](#end) ^b\n",
    "deal: {luck: [good, bad], size: [big, small]}",
)


@given(SEEDS, st.lists(st.integers(), min_size=1))
def test_the_same_seed_draws_the_same(seed, options):
    drawn = chance.draw(seed, "x", options)

    assert drawn in options
    assert drawn == chance.draw(seed, "x", options)


@given(SEEDS, st.lists(st.integers()))
def test_shuffling_keeps_every_item(seed, items):
    order = chance.shuffled(seed, "x", items)

    assert sorted(order) == sorted(items)
    assert order == chance.shuffled(seed, "x", items)


def test_every_order_comes_up():
    orders = {chance.shuffled(str(seed), "x", "abc") for seed in range(200)}

    assert len(orders) == 6


def test_every_deal_is_drawn_and_listed():
    drawn = {tuple(chance.deal(SCRIPT, str(seed)).values()) for seed in range(100)}

    assert drawn == {tuple(deal.values()) for deal in chance.all_deals(SCRIPT)}
    assert len(drawn) == 4


def test_a_scenario_without_chance_has_one_empty_deal():
    script = machine("## hello\n\n- [A.](#end) ^a\n")

    assert chance.all_deals(script) == ({},)
