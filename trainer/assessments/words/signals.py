"""Built-in signals: things an answer does, whatever its words.

Each signal answers with the spans that show it. They are deliberately plain word
lists in five languages; a supervisor who wants more writes patterns.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping
from types import MappingProxyType

Span = tuple[int, int]

_DATE = (
    r"\b\d{1,2}[./-]\d{1,2}(?:[./-]\d{2,4})?\b|\b\d{4}-\d\d-\d\d\b"
    r"|\b(?:mon|tues|wednes|thurs|fri|satur|sun)day\b"
    r"|\btomorrow\b|\btoday\b|\btonight\b"
    r"|\b(?:in|within)\s+(?:\w+\s+){0,2}\w+\s+(?:working |business )?"
    r"(?:hours?|days?|weeks?)\b"
    r"|\b(?:morgen|heute|übermorgen|mañana|hoy|jutro|dziś|dzisiaj|pojutrze|domani|oggi"
    r"|dopodomani)\b"
    r"|\b(?:in|innerhalb von|binnen|en|dentro de|za|w ciągu|tra|entro)"
    r"\s+\w+\s+"
    r"(?:tagen?|stunden|wochen?|días|horas|semanas|dni|godzin|tygodni\w*|giorni|ore"
    r"|settiman\w+)\b"
)

_RULES: Mapping[str, re.Pattern[str]] = MappingProxyType(
    {
        name: re.compile(rule, re.IGNORECASE)
        for name, rule in {
            "question": r"[^.!?\n]*\?",
            "date": _DATE,
            "ownership": (
                r"\b(?:i'll|i will|i am going to|i'm going to|let me|leave it with me"
                r"|ich kümmere|ich werde|ich schaue|yo me encargo|me encargo|voy a"
                r"|zajmę się|sprawdzę|me ne occupo|ci penso io)\b"
            ),
            "empathy": (
                r"\b(?:sorry|i understand|i can see|i can hear|i see why|i get why"
                r"|i'd be|i would be|that must|must have been|frustrating|annoying"
                r"|upsetting|worry(?:ing)? me|no wonder|tut mir leid|verstehe"
                r"|lo siento|entiendo|comprendo|przykro mi|rozumiem|przepraszam"
                r"|mi dispiace|capisco)\b"
            ),
            "tone": (
                r"\b(?:please|thank you|thanks|of course|gladly|happy to|bitte|danke"
                r"|gern|gerne|por favor|gracias|proszę|dziękuję|per favore|grazie)\b"
            ),
            "steps": (
                r"\b(?:first|then|next|after that|afterwards|finally|zuerst|danach"
                r"|anschließend|primero|después|luego|najpierw|potem|prima|poi)\b"
                r"|(?m:^\s*\d[.)])"
            ),
            "escalation": (
                r"\b(?:supervisor|manager|team leader|my colleague"
                r"|hand(?:ing)? you over"
                r"|put you through|vorgesetzt\w*|teamleit\w*|supervisora?"
                r"|encargad[oa]"
                r"|przełożon\w+|kierownik\w*|responsabile)\b"
            ),
        }.items()
    }
)

_MONEY = re.compile(r"(?<![\d.,])(\d{1,3}(?:[ .,]\d{3})+|\d+)(?:[.,](\d\d))?(?![\d])")
_FEWEST_STEPS = 2


def spans(
    signal: str, text: str, *, value: str = "", names: Collection[str] = ()
) -> tuple[Span, ...]:
    """Return where a text shows a signal; nothing where it does not.

    Args:
        signal: One of ``trainer.content.patterns.SIGNALS``.
        text: The raw answer.
        value: The amount meant by ``amount``, as ``34.90``.
        names: The customer's names, for ``name``.
    """
    if signal == "amount":
        return _amounts(text, value)
    if signal == "name":
        found = [re.search(rf"\b{re.escape(n)}\b", text, re.IGNORECASE) for n in names]
        return tuple(match.span() for match in found if match)
    plain = text.replace("’", "'")
    shown = tuple(found.span() for found in _RULES[signal].finditer(plain))
    return () if signal == "steps" and len(shown) < _FEWEST_STEPS else shown


def _amounts(text: str, value: str) -> tuple[Span, ...]:
    units, _, cents = value.partition(".")
    wanted = (int(units), int(cents or 0))
    return tuple(
        found.span()
        for found in _MONEY.finditer(text)
        if (int(re.sub(r"\D", "", found[1])), int(found[2] or 0)) == wanted
    )
