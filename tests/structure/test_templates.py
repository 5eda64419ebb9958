"""Rules every template keeps."""

import re

import pytest
from jinja2 import nodes

from trainer.paths import STATIC, TEMPLATES

FILES = sorted(p for p in TEMPLATES.rglob("*") if p.suffix in {".html", ".txt"})
IDS = [path.relative_to(TEMPLATES).as_posix() for path in FILES]
MOST_LINES = 200
HTMX_CODE = re.compile(r"\shx-on|hx-vals=[\"']js:|javascript:", re.IGNORECASE)
ENGLISH = re.compile(r"[A-Za-z]{2,},?\s+[A-Za-z]{2,}")
MARKUP = re.compile(r"[<>=\"]|--")


@pytest.fixture(params=FILES, ids=IDS)
def path(request):
    return request.param


@pytest.fixture
def source(path):
    return path.read_text(encoding="utf-8")


def test_a_template_compiles(app, source):
    app.jinja_env.compile(source)


def test_no_template_marks_text_as_safe(source):
    assert not re.search(r"\|\s*safe\b|Markup\(|autoescape", source)


def test_no_template_carries_style_or_script(source):
    found = re.search(r"\sstyle=|\son[a-z]+=|<style|<script(?![^>]*src=)", source)
    assert found is None
    assert HTMX_CODE.search(source) is None


def test_no_template_asks_another_host(source):
    assert not re.search(r"(?:src|href|action)=[\"'](?:https?:)?//", source)


def test_every_imported_macro_is_used(app, source):
    tree = app.jinja_env.parse(source)
    imported = {node.target for node in tree.find_all(nodes.Import)}
    for node in tree.find_all(nodes.FromImport):
        imported |= {n if isinstance(n, str) else n[1] for n in node.names}
    used = {node.name for node in tree.find_all(nodes.Name) if node.ctx == "load"}
    assert imported <= used


def test_every_macro_called_is_one_its_file_defines(app, source):
    tree = app.jinja_env.parse(source)
    defined = {
        node.target: {
            macro.name for macro in parsed_file(app, node).find_all(nodes.Macro)
        }
        for node in tree.find_all(nodes.Import)
    }

    for called in tree.find_all(nodes.Getattr):
        if isinstance(called.node, nodes.Name) and called.node.name in defined:
            assert called.attr in defined[called.node.name], (
                f"{called.node.name}.{called.attr}"
            )


def parsed_file(app, node):
    """What an import names, parsed."""
    return app.jinja_env.parse(
        (TEMPLATES / node.template.value).read_text(encoding="utf-8")
    )


def test_a_form_says_where_it_goes_and_posts_with_a_token(source):
    for form in re.findall(r"<form\b.*?</form>", source, re.DOTALL):
        assert "action=" in form
        if re.search(r'method="post"', form):
            assert "csrf" in form, form[:200]


def test_words_people_see_go_through_gettext(app, source):
    """Text between tags is a call of _(…), not English in the template."""
    tree = app.jinja_env.parse(source)
    text = "\1".join(node.data for node in tree.find_all(nodes.TemplateData))
    bare = re.split(r"<!--.*?-->|<[^>]*>", text, flags=re.DOTALL)
    parts = [part for run in bare for part in run.split("\1")]
    assert [p for p in parts if ENGLISH.search(p) and not MARKUP.search(p)] == []


def test_a_template_fits_in_a_reading(source):
    assert source.count("\n") <= MOST_LINES


def test_every_static_file_named_in_a_template_exists(source):
    named = re.findall(r"filename=['\"]([^'\"{]+)['\"]", source)
    assert [name for name in named if not (STATIC / name).exists()] == []
