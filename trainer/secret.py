"""The secret an installation signs its cookies with, made at the first start."""

from __future__ import annotations

import os
import secrets
from pathlib import Path

from trainer.errors import ConfigurationError


def secret_of(instance: Path) -> str:
    """Return the secret in the instance folder, making it on the first start.

    Raises:
        ConfigurationError: if other accounts of the machine may read the file.
    """
    file = instance / "secret"
    try:
        descriptor = os.open(file, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except FileExistsError:
        if os.name == "posix" and file.stat().st_mode & 0o077:
            raise ConfigurationError(
                f"{file} can be read by others on this machine. Run: chmod 600 {file}"
            ) from None
        return file.read_text(encoding="ascii").strip()
    secret = secrets.token_urlsafe(48)
    with os.fdopen(descriptor, "w", encoding="ascii") as stream:
        stream.write(secret + "\n")
    return secret
