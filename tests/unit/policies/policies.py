"""Builders of policies for tests: they say only what matters."""

from trainer.content.diagnostics import Report
from trainer.policies.reader import read_policy

HEAD = """id: returns
title: Returns
effective: 2026-09-01
settings:
  window: 30 days
  credit_limit: 50.00
  most: 3
facts:
  proof: yes | no
  days: 0..3650
  condition: unused | used | faulty
"""


def policy_text(*clause, head=HEAD, body=None):
    """Return a file with one clause made of these lines, or with another body."""
    lines = "\n".join(clause)
    body = body or f"## 2 Rules\n\n### 2.1 Clause {{#clause}}\n\n{lines}\n"
    return f"---\n{head}---\n\n# Returns\n\nWhy.\n\n{body}"


def reading(*clause, head=HEAD, body=None):
    """Read it: the policy or nothing, and what was reported."""
    report = Report()
    text = policy_text(*clause, head=head, body=body)
    return read_policy(text, "policies/returns.md", report), report.in_order()


def policy(*clause, head=HEAD, body=None):
    """Read a policy that is sound."""
    found, problems = reading(*clause, head=head, body=body)
    assert not problems, [str(problem) for problem in problems]
    return found


def first_problem(*clause, head=HEAD, body=None):
    """Return what is wrong first, with its line as written."""
    found, problems = reading(*clause, head=head, body=body)
    assert problems
    assert found is None or all(p.severity == "warning" for p in problems)
    return problems[0]
