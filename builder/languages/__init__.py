"""The words of the interface, the faults and the digest in each language, from gettext catalogues."""

from builder.languages.faults import describe_fault, describe_fault_text, describe_usage_error, terminal_language
from builder.languages.language import INTERFACE_LANGUAGES, Language, load_language

__all__ = [
    "INTERFACE_LANGUAGES",
    "Language",
    "describe_fault",
    "describe_fault_text",
    "describe_usage_error",
    "load_language",
    "terminal_language",
]
