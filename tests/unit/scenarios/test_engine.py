import pytest

from tests.unit.scenarios.scripts import Talk, machine
from trainer.errors import AttemptOverError, ContentError, MoveNotOpenError
from trainer.scenarios import conversation as talking
from trainer.scenarios.conversation import Event

METER = "meters: {mood: 5 in 0..10}"


def test_a_conversation_begins_at_the_first_beat():
    talk = Talk(machine("## hello\n\n- [Hi.](#end) ^a\n"))

    assert (talk.now.beat, talk.now.outcome, talk.now.seq) == ("hello", "", 0)


def test_a_reply_leads_on_to_an_outcome():
    talk = Talk(machine("## hello\n\n- [Hi.](#end) ^a\n")).take("a")

    assert (talk.now.beat, talk.now.outcome) == ("end", "resolved")


def test_nothing_can_be_added_after_the_end():
    talk = Talk(machine("## hello\n\n- [Hi.](#end) ^a\n")).take("a")

    with pytest.raises(AttemptOverError, match="has ended"):
        talk.take("a")


@pytest.mark.parametrize("key", ["b", "x/a", ""])
def test_an_unknown_move_is_refused(key):
    talk = Talk(machine("## hello\n\n- [Hi.](#end) ^a\n"))

    with pytest.raises(MoveNotOpenError, match="cannot be done at this point"):
        talk.take(key)


def test_meters_stay_within_their_bounds():
    script = machine(
        """
        ## hello

        - [Up.](#hello) ^up
            - mood: +9
        - [Down.](#hello) ^down
            - mood: -9
        - [Bye.](#end) ^bye
        """,
        METER,
    )

    assert Talk(script).take("up").now.meters == {"mood": 10}
    assert Talk(script).take("down").now.meters == {"mood": 0}


def test_conditions_read_the_state_before_the_move():
    script = machine(
        """
        ## hello

        - [Go.](#end) ^a
            - mood: +5
            - mood: -1 if mood >= 8
            - set: calm = yes if mood >= 8
        """,
        METER + "\nvars: {calm: no}",
    )

    talk = Talk(script).take("a")

    assert (talk.value("mood"), talk.value("calm")) == (10, False)


def test_values_are_assigned_in_written_order_and_stay_in_range():
    script = machine(
        """
        ## hello

        - [Go.](#end) ^a
            - set: tries = tries + 2
            - set: tries = tries + 2
        """,
        "vars: {tries: 0 in 0..3}",
    )

    assert Talk(script).take("a").value("tries") == 3


def test_a_move_that_may_be_taken_once_is_closed_afterwards():
    talk = Talk(
        machine(
            """
            ## hello

            - [Again?](#hello) ^a
                - once: yes
            - [Bye.](#end) ^bye
            """
        )
    ).take("a")

    with pytest.raises(MoveNotOpenError):
        talk.take("a")


def test_the_first_go_fact_that_holds_replaces_the_link():
    script = machine(
        """
        ## hello

        - [Go.](#end) ^a
            - go: #hello if mood >= 9
            - go: #other if mood >= 5

        ## other

        - [Bye.](#end) ^b
        """,
        METER,
    )

    assert Talk(script).take("a").now.beat == "other"


def test_an_automatic_go_is_taken_at_once_and_is_no_event():
    script = machine(
        """
        ## hello

        - [Worse.](#hello) ^a
            - mood: -5
        - [Bye.](#end) ^b

        ## anywhere

        - [go](#gone) ^x
            - if: mood <= 0

        ## gone

        - outcome: lost
        """,
        METER,
    )

    talk = Talk(script).take("a")

    assert (talk.now.outcome, len(talk.now.turns)) == ("lost", 1)


def test_going_in_circles_by_itself_is_stopped_with_a_sentence():
    script = machine(
        """
        ## hello

        - [Go.](#round) ^a

        ## round

        - [go](#round) ^g
            - if: mood >= 0
        - [Bye.](#end) ^b
        """,
        METER,
    )

    with pytest.raises(ContentError, match="goes in circles by itself"):
        Talk(script).take("a")


def test_entering_a_beat_counts_the_visit_and_applies_its_changes():
    script = machine(
        """
        ## hello

        - [Go.](#room) ^a

        ## room

        - enter: mood -1, met = yes

        - [Again.](#room) ^b
            - if: visits(room) < 2
        - [Bye.](#end) ^c
            - if: seen(hello)
        """,
        METER + "\nvars: {met: no}",
    )

    talk = Talk(script).take("a", "b")

    assert (talk.value("mood"), talk.value("met")) == (3, True)
    with pytest.raises(MoveNotOpenError):
        talk.take("b")
    assert talk.take("c").now.outcome == "resolved"


def test_visits_saturate_one_above_the_largest_number_asked_for():
    script = machine(
        """
        ## hello

        - [Again.](#hello) ^a
        - [Bye.](#end) ^b
            - if: visits(hello) >= 2
        """
    )

    talk = Talk(script).take(*"aaaaa")

    assert talk.value("visits:scenarios/late-parcel.md:hello") == 3


def test_what_was_chosen_can_be_asked_for():
    script = machine(
        """
        ## hello

        - [One.](#next) ^one
        - [Two.](#next) ^two

        ## next

        - [Only after one.](#end) ^a
            - if: chose(one)
        - [Bye.](#end) ^b
        """
    )

    assert Talk(script).take("one", "a").now.outcome == "resolved"
    with pytest.raises(MoveNotOpenError):
        Talk(script).take("two", "a")


def test_what_was_said_in_own_words_decides():
    script = machine(
        """
        ## hello

        - [____ Say something.](#hello) ^w
            - model: "Sorry."
            - expect: apology = sorry
            - go: #end if said(apology)
        """
    )

    assert Talk(script).write("w").now.beat == "hello"
    assert Talk(script).write("w", "apology").now.beat == "end"


def test_a_pause_changes_nothing_but_the_clock():
    talk = Talk(machine("## hello\n\n- [Hi.](#end) ^a\n"))
    before = talk.now.situation

    talk.take("", kind="pause")

    assert talk.now.paused
    assert talk.now.situation == before
    assert not talk.take("", kind="resume").now.paused


def test_a_fold_replays_pauses_and_turns():
    script = machine("## hello\n\n- [Hi.](#end) ^a\n")
    talk = Talk(script).take("", kind="pause").take("a")

    replayed = talking.fold(script, {}, [turn.event for turn in talk.now.turns])

    assert replayed == talk.now


def test_a_deal_is_part_of_the_state():
    script = machine(
        """
        ## hello

        - [Hi.](#end) ^a
            - if: luck is good
        - [Bye.](#end) ^b
        """,
        "deal: {luck: [good, bad]}",
    )

    assert Talk(script, luck="good").take("a").now.outcome == "resolved"
    with pytest.raises(MoveNotOpenError):
        Talk(script, luck="bad").take("a")


def test_what_cannot_be_dealt_is_refused():
    script = machine(
        "## hello\n\n- [Hi.](#end) ^a\n    - if: luck is good\n- [B.](#end) ^b\n",
        "deal: {luck: [good, bad]}",
    )

    with pytest.raises(ContentError, match="“odd” cannot be dealt"):
        Talk(script, luck="odd")


def test_an_unknown_action_is_no_move():
    talk = Talk(machine("## hello\n\n- [Hi.](#end) ^a\n"))

    with pytest.raises(MoveNotOpenError):
        talk.add(Event(seq=1, kind="act", action="fly"))
