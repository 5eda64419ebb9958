"""The check at the end of a policy: questions with one right answer each."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, field

from trainer.content.diagnostics import Place, Report
from trainer.content.facts import FactLine, fact_in
from trainer.content.suggest import did_you_mean
from trainer.policies.module import Question

HEADING = "Check"
"""What the section is called: ``## Check``."""

MOST_QUESTIONS = 10
MOST_WRONG = 5

_KEYS = ("question", "right", "wrong", "clause")
_FORM = "Write “- question: …” and under it “- right: …”, “- wrong: …”, “- clause: …”."


@dataclass(slots=True, kw_only=True)
class _QuestionDraft:
    text: str
    place: Place
    right: str = ""
    wrong: list[str] = field(default_factory=list)
    clause: FactLine | None = None


@dataclass(slots=True, kw_only=True)
class CheckDraft:
    """A check while its lines are being read."""

    file: str
    place: Place
    report: Report
    questions: list[_QuestionDraft] = field(default_factory=list)

    def take(self, line: str, number: int) -> None:
        """Take the next line of the section; report what is wrong with it."""
        if not line.strip():
            return
        fact = fact_in(line, self.file, number)
        if fact is None or fact.key not in _KEYS:
            message = "This line is no part of a question."
            mend = did_you_mean(fact.key, _KEYS) if fact else ""
            place = fact.place if fact else Place(self.file, number)
            self._error(place, "check-form", message, mend or _FORM)
        elif not fact.value:
            message = f"“{fact.key}” says nothing."
            self._error(fact.place, "fact-empty", message, "Write it, or delete it.")
        elif fact.key == "question":
            self._question(fact)
        elif not self.questions:
            message = f"This “{fact.key}” belongs to no question."
            self._error(fact.place, "check-form", message, _FORM)
        else:
            self._of_question(fact, self.questions[-1])

    def close(self, citable: Collection[str]) -> tuple[Question, ...]:
        """Return the questions.

        Args:
            citable: The names of the clauses of the policy.
        """
        if not self.questions:
            message = "The check has no question."
            self._error(self.place, "check-incomplete", message, _FORM)
        return tuple(self._closed(draft, citable) for draft in self.questions)

    def _question(self, fact: FactLine) -> None:
        if len(self.questions) == MOST_QUESTIONS:
            message = f"The check has more than {MOST_QUESTIONS} questions."
            self._error(fact.place, "check-long", message, "Keep the ones that matter.")
        self.questions.append(_QuestionDraft(text=fact.value, place=fact.place))

    def _of_question(self, fact: FactLine, draft: _QuestionDraft) -> None:
        if fact.value in {draft.right, *draft.wrong}:
            message = "This answer stands under the question twice."
            self._error(fact.place, "check-twice", message, "Delete one of the two.")
        elif fact.key == "wrong":
            if len(draft.wrong) == MOST_WRONG:
                message = f"This question has more than {MOST_WRONG} wrong answers."
                self._error(fact.place, "check-long", message, "Keep the likely ones.")
            draft.wrong.append(fact.value)
        elif draft.right if fact.key == "right" else draft.clause:
            message = f"This question has a “{fact.key}” already."
            mend = "A question has one right answer and one clause."
            self._error(fact.place, "check-twice", message, mend)
        elif fact.key == "right":
            draft.right = fact.value
        else:
            draft.clause = fact

    def _closed(self, draft: _QuestionDraft, citable: Collection[str]) -> Question:
        has = {"right": draft.right, "wrong": draft.wrong, "clause": draft.clause}
        missing = [f"“{key}”" for key, value in has.items() if not value]
        if missing:
            message = f"This question has no {' and no '.join(missing)}."
            self._error(draft.place, "check-incomplete", message, _FORM)
        cited = draft.clause.value if draft.clause else ""
        if draft.clause and cited not in citable:
            message = f"There is no clause “{cited}” in this policy."
            mend = did_you_mean(cited, citable) or "Write its id, without “#”."
            self._error(draft.clause.value_place, "check-clause", message, mend)
        return Question(
            text=draft.text,
            right=draft.right,
            wrong=tuple(draft.wrong),
            clause=cited,
            place=draft.place,
        )

    def _error(self, place: Place, code: str, message: str, mend: str) -> None:
        self.report.error(place, code, message, mend)
