import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.unit.scenarios.scripts import machine
from trainer.assessments.words import signals
from trainer.assessments.words.matcher import Flag, match, match_move
from trainer.assessments.words.normalise import tokens
from trainer.content.diagnostics import Place
from trainer.content.patterns import SIGNALS
from trainer.scenarios.parts import Expectation


def wanted(patterns, name="it"):
    return Expectation(
        name=name,
        key=f"k:{name}",
        wanted=True,
        said=-1,
        patterns=patterns,
        place=Place("a"),
    )


def met(patterns, text, language="en", **options):
    return match(text, [wanted(patterns)], language, **options).hits["it"].met


@pytest.mark.parametrize(
    ("patterns", "text"),
    [
        ("sorry", "I'm SORRY about that."),
        ("apolog*", "My apologies."),
        ("apolog*", "I apologise."),
        ("refund", "I refunded it."),
        ("store credit", "I can give you store credits."),
        ('"I did not mean it like that"', "I did not mean it like that at all."),
        ('"two different answers"', "Two different answers from one shop."),
        ('"without a record"', "Without a record I cannot pay."),
        ("sorry | voucher", "Here is a voucher."),
        ("@question", "Could you tell me more?"),
        ("@date", "You will see it in two days."),
        ("@date", "It comes on Friday."),
        ("@amount 34.90", "That is 34.90 today."),
        ("@amount 34.90", "Das sind 34,90 Euro."),
        ("@amount 1000", "It was 1.000,00 in all."),
        ("@ownership", "Leave it with me, I'll call you."),
        ("@empathy", "I can see why that is annoying."),
        ("@tone", "Of course, gladly."),
        ("@escalation", "I will ask my supervisor."),
        ("@steps", "First I check, then I call you."),
    ],
)
def test_an_answer_meets_a_pattern(patterns, text):
    assert met(patterns, text)


@pytest.mark.parametrize(
    ("patterns", "text"),
    [
        ("sorry", "I am not sorry."),
        ("sorry", "I'm never sorry about it."),
        ("refund", "I cannot refund it."),
        ("sorry", "Sorrow."),
        ('"you may go"', "You may not go."),
        ('"I did not mean it like that"', "I did mean it like that."),
        ('"two different answers"', "Two. Different. Answers."),
        ("@question", "Tell me more."),
        ("@amount 34.90", "That is 134.90."),
        ("@amount 34.90", "That is 34.91."),
        ("@steps", "First I check."),
        ("@name", "Hello."),
        ("sorry", ""),
        ('"..."', "Anything."),
    ],
)
def test_an_answer_does_not_meet_a_pattern(patterns, text):
    assert not met(patterns, text)


@pytest.mark.parametrize(
    ("language", "patterns", "text"),
    [
        ("de", "erstattung", "Ihre Erstattungen kommen."),
        ("es", "reembolso", "Los reembolsos tardan."),
        ("it", "rimborso", "I rimborsi arrivano."),
        ("pl", "zwrot", "Zwrotu dokonam dzisiaj."),
        ("xx", "plain", "It is plain."),
    ],
)
def test_stems_follow_the_language(language, patterns, text):
    assert met(patterns, text, language)


def test_a_negation_ends_with_its_clause():
    assert met("pending", "It is not booked, only pending.")


def test_the_customers_name_is_a_signal():
    assert met("@name", "Good morning, Ms Kowalska.", names=["Dana", "Kowalska"])


def test_evidence_spans_lie_in_the_raw_text():
    text = "Well – I am  So\u200bRRY, really, sorry."

    hit = match(text, [wanted("sorry")], "en").hits["it"]

    assert [text[start:end] for start, end in hit.spans] == ["sorry"]


def test_the_pattern_that_decided_is_named():
    hits = match(
        "A voucher?", [wanted("sorry | voucher"), wanted("@question", "q")], "en"
    )

    assert [hit.pattern for hit in hits.hits.values()] == ["voucher", "@question"]
    assert hits.met == ("it", "q")


def test_several_expectations_of_one_name_are_alternatives():
    found = match("A voucher.", [wanted("sorry"), wanted("voucher"), wanted("x")], "en")

    assert found.met == ("it",)


@pytest.mark.parametrize(
    ("text", "flags"),
    [
        ("", (Flag.EMPTY,)),
        ("Two words", (Flag.SHORT,)),
        ("One two three four five six", (Flag.LONG,)),
        ("One two three four", ()),
    ],
)
def test_an_unusual_length_is_flagged(text, flags):
    assert match(text, [], "en", words=(3, 5)).flags == flags


def test_without_a_wanted_length_nothing_is_too_long():
    assert match("word " * 900, [], "en").flags == ()


def test_a_write_move_is_matched_in_its_scenarios_language_and_persona():
    script = machine(
        """
        ## hello

        - [____ Say.](#end) ^w
            - model: "Sorry, Ivo."
            - expect: apology = sorry
            - expect: named = @name
        """,
        "persona: {name: Ivo Marek}",
    )

    assert match_move(script, script.moves[0], "Sorry, Ivo.").met == (
        "apology",
        "named",
    )


@given(st.text(max_size=300))
def test_any_text_is_matched_and_every_token_is_where_it_says(text):
    for token in tokens(text, "en"):
        assert 0 <= token.start < token.end <= len(text)
    match(text, [wanted('sorry | "I am sorry" | @question')], "en")


@given(st.text(max_size=200), st.sampled_from([s for s in SIGNALS if s != "amount"]))
def test_a_signals_spans_lie_in_the_text(text, signal):
    for start, end in signals.spans(signal, text, names=["Ana"]):
        assert 0 <= start <= end <= len(text)
