"""The list of addresses is a promise; changing it is a decision."""

from inline_snapshot import snapshot


def test_addresses(app):
    rules = sorted(
        f"{','.join(sorted(rule.methods - {'HEAD', 'OPTIONS'}))} {rule.rule}"
        for rule in app.url_map.iter_rules()
    )
    assert rules == snapshot()
