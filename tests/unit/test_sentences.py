from trainer.errors import TrainerError, WeakPasswordError
from trainer.sentences import Cents, said


def test_a_sentence_is_written_in_english_where_nobody_translates_it():
    answer = said("Paid back %(amount)s.", amount=Cents(3490))

    assert str(answer) == "Paid back 34.90."
    assert "34.90" in answer


def test_a_percent_sign_is_just_that_in_a_sentence_without_blanks():
    assert str(said("Half is 50 %.")) == "Half is 50 %."


def test_what_fills_a_blank_is_never_read_as_a_blank_itself():
    assert str(said("“%(name)s” is taken.", name="%(x)s")) == "“%(x)s” is taken."


def test_an_amount_below_zero_keeps_its_sign():
    assert [str(Cents(cents)) for cents in (-5, 0, 12_345)] == [
        "-0.05",
        "0.00",
        "123.45",
    ]


def test_an_error_keeps_its_sentence_for_the_readers_language():
    error = TrainerError("There is no “%(slug)s”.", slug="nowhere")

    assert error.sentence.text == "There is no “%(slug)s”."
    assert str(error) == "There is no “nowhere”."


def test_a_sentence_may_stand_in_another():
    error = WeakPasswordError("It has %(n)s characters.", n=3)

    assert str(error).startswith("It has 3 characters. Four or five words")
