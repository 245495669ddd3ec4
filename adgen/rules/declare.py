"""Declaring derivative rules: one declaration states one linear map and gives both modes.

    elementwise("np.sin(x)", dx="np.cos(x)")
    linear("np.reshape(a, shape)", a_bar="np.reshape(out_bar, np.shape(a))")
    multilinear("np.outer(a, b)", a_bar="out_bar @ np.ravel(b)", b_bar="np.ravel(a) @ out_bar")
    rule("np.linalg.inv(a)", out_dot="-(out @ a_dot @ out)", a_bar="-(out.T @ out_bar @ out.T)")
    constant("np.floor(x)")
    undefined("np.unique(ar)", reason="the set of distinct values jumps")

The left side is the signature with the callable's own parameter names. `dx` is the partial with
respect to `x`, `x_bar` the adjoint of `x`, `x_dot` its tangent; `out` is the result (or the names
before an equals sign, for several results). Formulas are kept as text and parsed on first use.
"""

from __future__ import annotations

import ast
import inspect
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any, Literal

from adgen.errors import RuleError
from adgen.rules.signature import Parameter, parameters_of, signature_of

Category = Literal[
    "elementwise",
    "linear",
    "multilinear",
    "rule",
    "constant",
    "undefined",
    "structural",
]


@dataclass(frozen=True)
class Rule:
    """One primitive: its signature, its derivative, and what the other parts must know of it.

    `formulas` maps `dx`, `x_bar`, `out_dot` to text; `where` names subexpressions they share.
    `kinds` names how the kinds of the results follow from those of the arguments, `dtype` the
    dtype class an elementwise result has. `effect`: the call has a state (random numbers,
    output) and is never repeated, merged or moved. `lazy`: the formulas
    accept an adjoint smaller than the result, to be broadcast. `shape_only`: parameters of
    which only the shape matters, so that nothing flows through them. `chosen`: the parameters
    of which elements are selected, with the parameter that says where (`not c`: where it is
    false). `view`: the result may
    share memory with the first argument. `cheap`: computing it again costs about as much
    as loading it. `function` is the object itself, where it is not found under the name.
    """

    name: str
    category: Category
    signature: str
    formulas: Mapping[str, str] = field(default_factory=dict)
    where: Mapping[str, str] = field(default_factory=dict)
    kinds: str = ""
    dtype: str = ""
    effect: bool = False
    view: bool = False
    cheap: bool = False
    reason: str = ""
    ref: str = ""
    on: str = ""
    lazy: bool = False
    shape_only: tuple[str, ...] = ()
    chosen: Mapping[str, str] = field(default_factory=dict)
    function: Any = None
    given_parameters: tuple[Parameter, ...] | None = None
    tangents: Callable[..., Any] | None = None
    adjoints: Callable[..., Any] | None = None

    @cached_property
    def parameters(self) -> tuple[Parameter, ...]:
        """The parameters, in the order of the signature."""
        if self.given_parameters is not None:
            return self.given_parameters
        return parameters_of(self.signature)

    @cached_property
    def results(self) -> tuple[str, ...]:
        """The names of the results; `out` where there is one."""
        return result_names(self.signature)

    @property
    def pure(self) -> bool:
        """True if the call may be repeated, merged and left out."""
        return not self.effect

    @cached_property
    def differentiated(self) -> tuple[str, ...]:
        """The names of the parameters with a derivative, in the order of the signature."""
        prefix = "d{}" if self.category == "elementwise" else "{}_bar"
        return tuple(
            p.name
            for p in self.parameters
            if prefix.format(p.name) in self.formulas
            or f"{p.name}_bar" in self.formulas
        )

    def formula(self, name: str) -> ast.expr | None:
        """The parsed formula of that name, or None if the rule has none."""
        trees: dict[str, ast.expr] = self.__dict__.setdefault("_trees", {})
        if name not in trees:
            text = self.formulas.get(name) or self.where.get(name)
            if text is None:
                return None
            trees[name] = parse_formula(text, self.name)
        return trees[name]


RULES: dict[str, Rule] = {}
_by_function: dict[int, Rule] = {}
"""Every rule declared so far, by name. `registry.find` is the way to look one up."""


_revisions = [0]


def parse_formula(text: str, rule: str) -> ast.expr:
    """The expression tree of a formula."""
    try:
        return ast.parse(text.strip(), mode="eval").body
    except SyntaxError as error:
        raise RuleError(f"the formula `{text}` of {rule} is no expression") from error


def callable_name(signature: str) -> str:
    """`np.linalg.eigh` of `w, v = np.linalg.eigh(a, UPLO='L')`."""
    head = signature.partition("(")[0]
    return head.rpartition("=")[2].strip()


def result_names(signature: str) -> tuple[str, ...]:
    """`("w", "v")` of `w, v = np.linalg.eigh(a)`; `("out",)` where no result is named."""
    left, equals, _ = signature.partition("(")[0].rpartition("=")
    if not equals:
        return ("out",)
    return tuple(name.strip() for name in left.split(","))


def add(rule: Rule) -> Rule:
    """Puts a rule into the registry; a later one of the same name replaces it."""
    RULES[rule.name] = rule
    if rule.function is not None:
        _by_function[id(rule.function)] = rule
    _revisions[0] += 1
    return rule


def rule_given_for(function: object) -> Rule | None:
    """The rule that was declared for this very function, if there is one."""
    rule = _by_function.get(id(function))
    return rule if rule is not None and rule.function is function else None


def revision() -> int:
    """A number that changes whenever a rule is declared."""
    return _revisions[0]


Subject = str | Callable[..., Any]
"""What a rule is about: a signature as text, or a function that has one."""


def rule_of_function(
    obj: Any, function: Callable[..., Any], category: Category, **options: Any
) -> Rule:
    """The rule of an object that is called as `function` is; named after its place."""
    _require_function(function)
    name = _own_name(f"{function.__module__}.{function.__qualname__}", obj)
    parameters = signature_of(function)
    text = ", ".join(p.name for p in parameters)
    return Rule(
        name=name,
        category=category,
        signature=f"{name}({text})",
        function=obj,
        given_parameters=parameters,
        **options,
    )


def _own_name(name: str, obj: object) -> str:
    """The name of the rule of a function; those of one name have a number each.

    Functions made by a function share their name, so do all lambdas of a module.
    """
    known = RULES.get(name)
    own = known is None or known.function is None or known.function is obj
    if own and "<" not in name:
        return name
    same = sum(other.partition("@")[0] == name for other in RULES)
    return f"{name}@{same + 1}"


def _require_function(function: object) -> None:
    """Refuses what cannot be told by its module and its name."""
    if inspect.ismethod(function) and not isinstance(function.__self__, type):
        raise RuleError(
            f"a rule is given for the method of one object, {function.__qualname__}:"
            " give it for the function of the class, with `self`"
        )
    named = all(getattr(function, a, None) for a in ("__module__", "__qualname__"))
    if not callable(function) or not named:
        raise RuleError(f"a rule is given for {function!r}, which is no function")


def _declare(category: Category, subject: Subject, options: dict[str, Any]) -> Rule:
    """A rule from a signature and keywords, of which those of a Rule are taken out."""
    known = {key: options.pop(key) for key in _OPTIONS if key in options}
    where = _shared(known.pop("where", ""))
    if not isinstance(subject, str):
        made = rule_of_function(
            subject, subject, category, formulas=options, where=where, **known
        )
        _require_formulas(made)
        return add(made)
    signature = subject
    described = Rule(
        name=known.pop("name", "") or callable_name(signature),
        category=category,
        signature=signature,
        formulas=options,
        where=where,
        **known,
    )
    if is_of_user(described):
        _require_formulas(described)
    return add(described)


def is_of_user(rule: Rule) -> bool:
    """True of a rule for a function that is of none of the libraries that adgen knows."""
    library, dot, _ = rule.name.partition(".")
    return bool(dot) and library not in _OWN


def _require_formulas(rule: Rule) -> None:
    """Refuses formulas of a user that belong to nothing, or are no expressions."""
    names = [p.name for p in rule.parameters]
    known = [f"{name}_bar" for name in names]
    known += [f"{name}_dot" for name in rule.results]
    if rule.category == "elementwise":
        known += [f"d{name}" for name in names]
    for name, text in rule.formulas.items():
        if not isinstance(text, str):
            raise RuleError(f"`{name}` of the rule of {rule.name} is no text")
        if name not in known:
            raise RuleError(
                f"the rule of {rule.name} has a formula `{name}`: it may have"
                f" {', '.join(known)}"
            )
        parse_formula(text, rule.name)
    for text in rule.where.values():
        parse_formula(text, rule.name)


_OWN = "np scipy math cmath random statistics operator logging time warnings".split()
"""Libraries whose rules are adgen's; they are tested as a whole."""

_OPTIONS = (
    "name",
    "where",
    "kinds",
    "dtype",
    "effect",
    "view",
    "cheap",
    "reason",
    "ref",
    "on",
    "lazy",
    "shape_only",
    "chosen",
    "function",
    "tangents",
    "adjoints",
)


def _shared(where: str | Mapping[str, str]) -> Mapping[str, str]:
    """The subexpressions of `where="r = x * x + y * y; t = r + 1"`, by name."""
    if not isinstance(where, str):
        return where
    pairs = (part.partition("=") for part in where.split(";") if part.strip())
    return {name.strip(): text.strip() for name, _, text in pairs}


def elementwise(signature: Subject, **formulas: Any) -> Rule:
    """A function applied to each element, with broadcasting: give the partials `dx=`.

    `out_dot=` may be given where the tangent reads better than the sum of the partials.
    """
    formulas.setdefault("kinds", "elementwise")
    formulas.setdefault("dtype", "float")
    return _declare("elementwise", signature, formulas)


def linear(signature: Subject, **formulas: Any) -> Rule:
    """A function linear in the parameters for which an adjoint is given, taken together."""
    return _declare("linear", signature, formulas)


def multilinear(signature: Subject, **formulas: Any) -> Rule:
    """A function linear in each of the parameters for which an adjoint is given."""
    return _declare("multilinear", signature, formulas)


def rule(signature: Subject, **formulas: Any) -> Rule:
    """The general form: a tangent for each result, an adjoint for each parameter."""
    return _declare("rule", signature, formulas)


def structural(signature: Subject, **options: Any) -> Rule:
    """A primitive of the IR itself; `tangents` and `adjoints` are Python functions."""
    return _declare("structural", signature, options)


def constant(*signatures: str, **options: Any) -> None:
    """Functions whose derivative is zero wherever it exists."""
    for signature in signatures:
        _declare("constant", signature, dict(options))


def undefined(*signatures: str, reason: str) -> None:
    """Functions that have no derivative, and why."""
    for signature in signatures:
        _declare("undefined", signature, {"reason": reason})
