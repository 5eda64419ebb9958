"""What a page calls answers as it would in Flask's own templates."""

from __future__ import annotations

from functools import lru_cache

import pytest
from flask import Flask
from flask.templating import Environment
from jinja2 import pass_context, pass_environment, pass_eval_context

from trainer.web.calling import Pages

MACROS = (
    "{% macro said(words, mark='') %}<p>{{ words }}{{ mark }}{{ caller() if caller }}"
    "</p>{% endmacro %}"
)

BOTH = "{{ plain(words) }}{{ looked_up('words') }}"


def plain(*words: str, **more: str) -> str:
    return f"{words} {sorted(more)}"


class Callable:
    def __call__(self, word: str) -> str:
        return word.upper()


class Asking:
    @pass_context
    def __call__(self, context, name: str) -> str:
        return str(context.get(name))


@pass_context
def looked_up(context, name: str) -> str:
    return str(context.get(name))


@pass_environment
def environment_of(environment) -> str:
    return str(environment.trim_blocks)


@pass_eval_context
def escapes(context) -> str:
    return str(context.autoescape)


NAMES = {
    "plain": plain,
    "kept": lru_cache(plain),
    "called": Callable(),
    "asking": Asking(),
    "looked_up": looked_up,
    "environment_of": environment_of,
    "escapes": escapes,
    "words": "<b>",
}


@pytest.mark.parametrize(
    "page",
    [
        "{{ plain('a', 'b', c='d') }}{{ plain() }}",
        "{{ kept('a') }}{{ kept('a', b='c') }}",
        "{{ called('a') }}{{ ', '.join(['a', 'b']) }}{{ dict(a=1) }}",
        "{{ asking('words') }}{{ looked_up('words') }}",
        "{{ environment_of() }}{{ escapes() }}",
        "{% set words = 'b' %}{% for x in [1] %}" + BOTH + "{% endfor %}",
        "{% for words in ['a', 'b'] %}" + BOTH + "{% endfor %}",
        "{% block one %}{% set words = 'b' %}" + BOTH + "{% endblock %}",
        MACROS + "{{ said('<i>') }}{{ said(words, mark='!') }}",
        MACROS + "{% for n in [1, 2] %}{{ said(n, loop.index) }}{% endfor %}",
        MACROS + "{% call said('a') %}<u>{{ words }}</u>{% endcall %}",
        MACROS + "{% autoescape false %}{{ said(words) }}{% endautoescape %}",
    ],
)
def test_a_call_answers_as_in_flask(page: str) -> None:
    app = Flask(__name__)

    ours, flasks = (
        kind(app).from_string(page).render(NAMES) for kind in (Pages, Environment)
    )

    assert ours == flasks
