"""Functions made from text: the user's (`from_source`) and those that stand in for an object.

Input: the text of a module or of a lambda, and the names it may use. Output: a plain function
whose source can be found again (`inspect.getsource`, tracebacks and adgen itself read it from
`linecache`), under a file name that depends on the text alone.
"""

from __future__ import annotations

import ast
import builtins
import hashlib
import importlib
import inspect
import io
import linecache
import operator
import textwrap
from collections.abc import Callable, MutableMapping, Sequence
from types import FunctionType
from typing import Any

from adgen.errors import ArgumentError, SourceError

_MODULES = {"np": "numpy"}


def from_source(
    text: str,
    namespace: MutableMapping[str, Any] | None = None,
    name: str | None = None,
) -> FunctionType:
    """The function defined by `text`, which may use the names in `namespace`.

    `text` is one or more definitions, or one lambda expression. `name` says which definition is
    meant where there are several. The function's globals are `namespace` itself.
    """
    text = textwrap.dedent(text)
    try:
        tree = ast.parse(text.strip() + "\n", mode="eval")
    except SyntaxError:
        return _from_definitions(text, namespace, name)
    if not isinstance(tree.body, ast.Lambda):
        raise SourceError("the text given to from_source holds no function definition")
    return _from_definitions(
        f"{name or 'f'} = {text.strip()}\n", namespace, name or "f"
    )


def _from_definitions(
    text: str, namespace: MutableMapping[str, Any] | None, name: str | None
) -> FunctionType:
    file = _register(text)
    try:
        tree = ast.parse(text, file)
    except SyntaxError as error:
        raise SourceError(
            f"{file}:{error.lineno}: the text is not valid Python: {error.msg}"
        ) from error
    chosen = name if name is not None else _only_definition(tree)
    scope: dict[str, Any] = namespace if isinstance(namespace, dict) else {}
    if namespace is not None and scope is not namespace:
        scope.update(namespace)
    scope.setdefault("__name__", "adgen.written")
    exec(compile(tree, file, "exec", dont_inherit=True), scope)
    function = scope.get(chosen)
    if not isinstance(function, FunctionType):
        raise ArgumentError(
            f"the text given to from_source defines no function `{chosen}`"
        )
    return function


def _only_definition(tree: ast.Module) -> str:
    names = [s.name for s in tree.body if isinstance(s, ast.FunctionDef)]
    if len(names) == 1:
        return names[0]
    if not names:
        raise SourceError("the text given to from_source holds no function definition")
    listed = ", ".join(names)
    raise ArgumentError(
        f"the text given to from_source defines several functions: {listed}",
        remedy='Say which is meant: from_source(text, namespace, name="...").',
    )


def _register(text: str) -> str:
    """Make the text known to `linecache` under a name that depends on nothing else."""
    digest = hashlib.sha256(text.encode()).hexdigest()[:8]
    file = f"<adgen source {digest}>"
    # Not str.splitlines: that also splits at form feeds, which Python does not.
    lines = io.StringIO(text).readlines()
    linecache.cache[file] = (len(text), None, lines, file)
    return file


def primitive(name: str, parameters: Sequence[str]) -> FunctionType:
    """A function of one line that calls a primitive of the rule table.

    `primitive("np.sin", ("x",))` is `def sin(x): return np.sin(x)`. A parameter `*xs` is a
    sequence of arguments.
    """
    root, _, rest = name.partition(".")
    namespace: dict[str, Any] = {}
    spelled = name
    if rest:
        namespace[root] = importlib.import_module(_MODULES.get(root, root))
        _import_parents(name)
    else:
        # `abs` and `max` are builtins, `mul` and `getitem` are functions of `operator`.
        module = builtins if hasattr(builtins, name) else operator
        namespace[module.__name__], spelled = module, f"{module.__name__}.{name}"
    listed = ", ".join(parameters)
    short = name.rpartition(".")[2]
    text = f"def {short}({listed}):\n    return {spelled}({listed})\n"
    return from_source(text, namespace, short)


def _import_parents(name: str) -> None:
    """Import `scipy.special` for `scipy.special.erf`: submodules are not there by themselves."""
    root, *middle = name.split(".")[:-1]
    path = _MODULES.get(root, root)
    module = importlib.import_module(path)
    for part in middle:
        path = f"{path}.{part}"
        known = getattr(module, part, None)
        module = known if known is not None else importlib.import_module(path)


def forwarder(
    target: Callable[..., Any], signature: inspect.Signature, name: str
) -> FunctionType:
    """`def name(x, k=k_default): return name_target(x, k=k)` for an opaque callable.

    It gives `target` a signature with names, where its own is `(*args, **kwargs)`.
    """
    called = f"{name}_target"
    namespace: dict[str, Any] = {called: target}
    parts: list[str] = []
    passed: list[str] = []
    kinds = [p.kind for p in signature.parameters.values()]
    for position, parameter in enumerate(signature.parameters.values()):
        if parameter.kind is inspect.Parameter.KEYWORD_ONLY and not (
            {"*"} & set(parts) or inspect.Parameter.VAR_POSITIONAL in kinds
        ):
            parts.append("*")
        spelled, argument = _spell(parameter)
        if parameter.default is not inspect.Parameter.empty:
            namespace[f"{parameter.name}_default"] = parameter.default
            spelled += f"={parameter.name}_default"
        parts.append(spelled)
        passed.append(argument)
        following = kinds[position + 1 :]
        if parameter.kind is inspect.Parameter.POSITIONAL_ONLY and (
            inspect.Parameter.POSITIONAL_ONLY not in following
        ):
            parts.append("/")
    text = (
        f"def {name}({', '.join(parts)}):\n    return {called}({', '.join(passed)})\n"
    )
    return from_source(text, namespace, name)


def _spell(parameter: inspect.Parameter) -> tuple[str, str]:
    """How a parameter is written in the definition, and in the call."""
    name = parameter.name
    match parameter.kind:
        case inspect.Parameter.VAR_POSITIONAL:
            return f"*{name}", f"*{name}"
        case inspect.Parameter.VAR_KEYWORD:
            return f"**{name}", f"**{name}"
        case inspect.Parameter.KEYWORD_ONLY:
            return name, f"{name}={name}"
        case _:
            return name, name
