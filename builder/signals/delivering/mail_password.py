"""The password of the mail server: from the environment or from the keyring of the computer, never from a file."""

from __future__ import annotations

import importlib
import importlib.util
from collections.abc import Mapping

from builder.errors import UsageError
from builder.model.settings import Mail

VARIABLE = "VERTELKAART_MAIL_PASSWORD"
KEYRING_SERVICE = "vertelkaart"


def find_mail_password(mail: Mail, environment: Mapping[str, str]) -> str:
    """The password of the user of the mail server; empty when the server asks no name.

    Raises: UsageError (`mail-no-password`).
    """
    if mail.username is None:
        return ""
    password = environment.get(VARIABLE) or ask_keyring(mail)
    if not password:
        raise UsageError("mail-no-password", variable=VARIABLE)
    return password


def ask_keyring(mail: Mail) -> str | None:
    """What `keyring set vertelkaart <user>@<host>` kept; None without the package, or when it has nothing."""
    if importlib.util.find_spec("keyring") is None:
        return None
    keyring = importlib.import_module("keyring")
    try:
        password = keyring.get_password(KEYRING_SERVICE, f"{mail.username}@{mail.host}")
    except keyring.errors.KeyringError:  # locked, or no keyring on this computer
        return None
    return str(password) if password else None
