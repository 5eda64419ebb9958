"""The list of addresses is a promise; changing it is a decision."""

from inline_snapshot import snapshot


def test_addresses(app):
    rules = sorted(
        f"{','.join(sorted(rule.methods - {'HEAD', 'OPTIONS'}))} {rule.rule}"
        for rule in app.url_map.iter_rules()
    )
    assert rules == snapshot(
        [
            "GET /",
            "GET /account/",
            "GET /account/password",
            "GET /attempts",
            "GET /attempts/<int:attempt>",
            "GET /attempts/<int:attempt>/breather",
            "GET /attempts/<int:attempt>/debrief",
            "GET /help/",
            "GET /help/<name>",
            "GET /people/",
            "GET /people/add",
            "GET /policies",
            "GET /policies/<slug>",
            "GET /practice",
            "GET /practice/<slug>",
            "GET /sign-in",
            "GET /static/<path:filename>",
            "GET /static/css/look.css",
            "GET /studio/",
            "GET /studio/<slug>/map",
            "GET /studio/<slug>/name",
            "GET /studio/<slug>/play",
            "GET /studio/<slug>/preview/<beat>",
            "GET /studio/<slug>/report",
            "GET /studio/<slug>/text",
            "GET /studio/new",
            "POST /account/",
            "POST /account/devices/<int:session_id>/end",
            "POST /account/password",
            "POST /account/theme",
            "POST /attempts/<int:attempt>",
            "POST /attempts/<int:attempt>/again",
            "POST /attempts/<int:attempt>/draft",
            "POST /attempts/<int:attempt>/leave",
            "POST /people/<int:person_id>/code",
            "POST /people/<int:person_id>/join",
            "POST /people/add",
            "POST /policies/<slug>",
            "POST /practice/<slug>",
            "POST /sign-in",
            "POST /sign-out",
            "POST /studio/<slug>/check",
            "POST /studio/<slug>/complete",
            "POST /studio/<slug>/discard",
            "POST /studio/<slug>/draft",
            "POST /studio/<slug>/merge",
            "POST /studio/<slug>/name",
            "POST /studio/<slug>/play",
            "POST /studio/<slug>/preview",
            "POST /studio/<slug>/text",
            "POST /studio/new",
        ]
    )
