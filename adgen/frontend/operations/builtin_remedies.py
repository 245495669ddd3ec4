"""What to write instead of a builtin that no rule can be given for."""

from __future__ import annotations

_AS_CODE = (
    "adgen reads the text of a program, and does not see what {0} makes of a string.\n"
    "Write it as code. A function that is only there as text is made once, outside of this one:\n"
    "    f = adgen.from_source(text, globals())"
)
_BY_NAME = "Write the name itself, in place of asking {0} for it."
_AT_THE_TOP = "Import it at the top of the module."
_FROM_OUTSIDE = (
    "Call {0} outside of this function, and pass what it gives as an argument."
)

_REMEDIES = {
    **dict.fromkeys(("eval", "exec", "compile"), _AS_CODE),
    **dict.fromkeys(("globals", "locals", "vars", "dir"), _BY_NAME),
    **dict.fromkeys(("__import__", "importlib.import_module"), _AT_THE_TOP),
    **dict.fromkeys(("input", "open", "id", "memoryview"), _FROM_OUTSIDE),
}


def remedy_of(function: str) -> str | None:
    """What to write instead of calling this function; None for one that may have a rule."""
    remedy = _REMEDIES.get(function)
    return None if remedy is None else remedy.format(function)
