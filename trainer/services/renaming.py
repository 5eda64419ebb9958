"""Change one setting at the top of a text without touching anything else."""

from __future__ import annotations

import re

_FRONT = re.compile(r"\A---\n(.*?)^---\n", re.DOTALL | re.MULTILINE)


def with_setting(body: str, key: str, value: str) -> str:
    r"""Return the text with ``key: value`` at its top, in place of the value there.

    A text without settings is returned as it is: its author is told what is missing.

    Args:
        body: The whole text, with ``\n`` as line ends.
        key: The name of a setting that stands on one line, such as ``title``.
        value: Quoted if it has to be.
    """
    front = _FRONT.match(body)
    if front is None:
        return body
    line = f"{key}: {_quoted(value)}\n"
    settings = front.group(1)
    old = re.search(rf"^{re.escape(key)}:.*\n", settings, re.MULTILINE)
    if old is None:
        settings = line + settings
    else:
        settings = settings[: old.start()] + line + settings[old.end() :]
    return f"---\n{settings}---\n{body[front.end() :]}"


def _quoted(value: str) -> str:
    if re.fullmatch(r"[^\W\d][\w \-.,’?]*", value):
        return value
    escaped = value.replace("\\", "\\\\").replace('"', '\\"')
    return f'"{escaped}"'
