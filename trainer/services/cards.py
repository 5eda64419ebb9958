"""What lists show of a revision, worked out when it is published."""

from __future__ import annotations

import re
from typing import Any

from trainer.policies.module import Policy
from trainer.scenarios.machine import Machine

ABUSE = "abuse"
"""The topic, or the tag of a beat, that announces abusive language."""

WORDS_A_MINUTE = 180
"""How fast a policy is read."""


def of_scenario(machine: Machine) -> dict[str, Any]:
    """Return title, level, minutes and the like of a scenario."""
    settings = machine.settings
    tags = {tag for beat in machine.beats for tag in re.split(r"[,\s]+", beat.tag)}
    return {
        "title": settings.title,
        "level": settings.level,
        "minutes": settings.minutes,
        "topics": list(settings.topics),
        "language": settings.language,
        "channel": settings.channel,
        "use": settings.use,
        "policies": list(settings.policy),
        "persona": dict(settings.persona),
        "summary": first_paragraph(machine.briefing),
        "abuse": ABUSE in {*settings.topics, *tags},
        "from": settings.begins.isoformat() if settings.begins else "",
        "until": settings.until.isoformat() if settings.until else "",
    }


def of_policy(policy: Policy) -> dict[str, Any]:
    """Return title, day and length of a policy."""
    words = sum(len(clause.prose.split()) for clause in policy.clauses)
    return {
        "title": policy.title,
        "effective": policy.effective.isoformat(),
        "clauses": len(policy.clauses),
        "minutes": max(1, round(words / WORDS_A_MINUTE)),
    }


def first_paragraph(markdown: str) -> str:
    """Return the first paragraph of a text that is no heading, on one line."""
    for paragraph in re.split(r"\n\s*\n", markdown):
        line = " ".join(paragraph.split())
        if line and not line.startswith("#"):
            return line
    return ""
