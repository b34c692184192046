"""Reads Python and says where it writes to the database, and why that place may not.

Three rules, held over the syntax alone, so that a name bound to a method counts like a call:

- Only modules under `actions` of an app write; so may the ground, migrations and jobs' own tables.
- An action writes only what its own app owns; for the rest it calls the owner's actions.
- A model that keeps its history is written only through the ground, which signs it.
"""

import ast
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import TypeGuard

PLAIN = {
    "save",
    "delete",
    "create",
    "update",
    "bulk_create",
    "bulk_update",
    "get_or_create",
    "update_or_create",
    "_raw_delete",
    "_insert",
    "_update",
}
METHODS = PLAIN | {f"a{name}" for name in PLAIN if not name.startswith("_")}
RAW = {"cursor", "execute", "executemany", "executescript", "callproc"}
GROUND = {"save", "write", "delete", "create_all", "delete_all"}
TRAIL = {"record", "record_all"}
PROPOSALS = {"propose", "agree", "refuse", "undo"}
WRITERS = {
    "convene.ground.changes": GROUND,
    "convene.ground.trail": TRAIL,
    "convene.ground.proposals": PROPOSALS,
}
BELOW = tuple(
    f"convene.{room}" for room in ("core", "corpus", "documents", "feeds", "matching", "packs")
)
"""Rooms that know no table."""
HARMLESS = {"dict", "set", "list", "Counter", "defaultdict", "sha256", "vars", "OrderedDict"}
"""What is made by these has methods of the same names and no table."""


@dataclass(frozen=True)
class House:
    """Which app owns which model, and which models keep their history, by the name of the class."""

    owner: Mapping[str, str]
    recorded: frozenset[str]


@dataclass
class Names:
    """What the names of a file stand for: a model, a writer of the ground, something harmless."""

    models: dict[str, str] = field(default_factory=dict)
    writers: dict[str, str] = field(default_factory=dict)
    harmless: set[str] = field(default_factory=set)


def house(apps: Path) -> House:
    """Read the models of every app."""
    owner, recorded = {}, set()
    for file in apps.rglob("*.py"):
        parts = file.relative_to(apps).with_suffix("").parts
        if len(parts) < 2 or parts[1] != "models":
            continue
        for node in ast.parse(file.read_text(encoding="utf-8")).body:
            if isinstance(node, ast.ClassDef):
                owner[node.name] = parts[0]
                if any(_assigns(line, "history") for line in node.body):
                    recorded.add(node.name)
    return House(owner=owner, recorded=frozenset(recorded))


def _assigns(line: ast.stmt, name: str) -> bool:
    return isinstance(line, ast.Assign) and any(
        isinstance(target, ast.Name) and target.id == name for target in line.targets
    )


def breaches(source: str, *, module: str, known: House) -> list[str]:
    """Return what a module may not do, as `line: what`, in order. `module` is dotted."""
    tree = ast.parse(source)
    names = _names(tree, known)
    parts = module.split(".")
    app = parts[2] if parts[:2] == ["convene", "apps"] and len(parts) > 2 else ""
    acts = bool(app) and len(parts) > 3 and parts[3] == "actions"
    found = _inside(tree, names, app=app, known=known) if acts else _outside(tree, names)
    return [f"{line}: {what}" for line, what in sorted(set(found))]


def _outside(tree: ast.AST, names: Names) -> Iterator[tuple[int, str]]:
    """Everything that writes, wherever actions are not."""
    for node in ast.walk(tree):
        if _is_method(node, names) or _is_raw(node):
            yield node.lineno, f".{node.attr} outside of actions"
        elif isinstance(node, ast.Call) and (name := _fetched(node)):
            yield node.lineno, f"getattr {name} outside of actions"
        elif isinstance(node, ast.Name) and node.id in names.writers:
            yield node.lineno, f"{names.writers[node.id]} outside of actions"
        elif (ground := _ground(node, names)) is not None:
            yield ground


def _ground(node: ast.AST, names: Names) -> tuple[int, str] | None:
    """A writer of the ground that is reached through its module: `changes.save`."""
    if isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name):
        module = names.writers.get(f"{node.value.id}.")
        if module and node.attr in WRITERS[module]:
            return node.lineno, f"{module}.{node.attr} outside of actions"
    return None


def _inside(tree: ast.AST, names: Names, *, app: str, known: House) -> Iterator[tuple[int, str]]:
    """What an action may not write: another app's models, and its own recorded ones by hand."""
    for scope in _scopes(tree):
        models = {**names.models, **_bound(scope, names, known)}
        for node in _own_nodes(scope):
            if isinstance(node, ast.Attribute) and node.attr in METHODS:
                model = _model(node.value, models)
                if model and known.owner[model] != app:
                    yield node.lineno, f"{model}.{node.attr}: it is of {known.owner[model]}"
                elif model in known.recorded:
                    yield node.lineno, f"{model}.{node.attr}: it keeps its history"
            elif isinstance(node, ast.Call) and _calls_writer(node, names):
                model = _model(node.args[0], models) if node.args else None
                if model and known.owner[model] != app:
                    yield node.lineno, f"{model} is written: it is of {known.owner[model]}"
            elif _is_raw(node):
                yield node.lineno, f".{node.attr}: plain SQL"


def _calls_writer(node: ast.Call, names: Names) -> bool:
    called = node.func
    if isinstance(called, ast.Name):
        return called.id in names.writers
    return _ground(called, names) is not None


def _names(tree: ast.AST, known: House) -> Names:
    names = Names()
    for node in ast.walk(tree):
        if isinstance(node, ast.ImportFrom) and node.module:
            for alias in node.names:
                _imported(alias.name, alias.asname or alias.name, node.module, names, known)
        elif isinstance(node, ast.Assign | ast.AnnAssign) and _makes_harmless(node.value):
            targets = node.targets if isinstance(node, ast.Assign) else [node.target]
            names.harmless |= {target.id for target in targets if isinstance(target, ast.Name)}
        elif isinstance(node, ast.arg) and _is_plain(node.annotation):
            names.harmless.add(node.arg)
    return names


def _imported(name: str, called: str, module: str, names: Names, known: House) -> None:
    if name in known.owner and ".models" in module:
        names.models[called] = name
    if name in WRITERS.get(module, ()):
        names.writers[called] = f"{module}.{name}"
    if f"{module}.{name}" in WRITERS:
        names.writers[f"{called}."] = f"{module}.{name}"
    if "actions" in module or module.startswith(BELOW):
        names.harmless.add(called)


def _is_plain(annotation: ast.expr | None) -> bool:
    kind = ast.unparse(annotation).split("[")[0].lower() if annotation else ""
    return kind in ("dict", "set", "counter")


def _makes_harmless(value: ast.expr | None) -> bool:
    if isinstance(value, ast.Dict | ast.Set | ast.DictComp | ast.SetComp | ast.List):
        return True
    return isinstance(value, ast.Call) and _last(value.func) in HARMLESS


def _is_method(node: ast.AST, names: Names) -> TypeGuard[ast.Attribute]:
    """A method that writes, called or not, of what is not plainly something else."""
    return isinstance(node, ast.Attribute) and node.attr in METHODS and not _harmless(node, names)


def _harmless(node: ast.Attribute, names: Names) -> bool:
    value = node.value
    if isinstance(value, ast.Call) and _last(value.func) in HARMLESS | {"super"}:
        return True
    root = _last(value)
    return root in names.harmless or root.endswith("actions") or root in HARMLESS


def _fetched(node: ast.Call) -> str:
    """Return the name of a writing method that is fetched by `getattr` or `attrgetter`."""
    if _last(node.func) not in ("getattr", "methodcaller", "attrgetter"):
        return ""
    texts = [arg.value for arg in node.args if isinstance(arg, ast.Constant)]
    return next((text for text in texts if text in METHODS), "")


def _is_raw(node: ast.AST) -> TypeGuard[ast.Attribute]:
    """Plain SQL over a connection of Django's."""
    if not (isinstance(node, ast.Attribute) and node.attr in RAW):
        return False
    return _last(node.value) in ("connection", "connections", "cursor")


def _last(node: ast.AST) -> str:
    """Return the last plain name of an expression: `a.b.c` is `c`, `a[0]` is `a`, `f(x)` is `f`."""
    while True:
        if isinstance(node, ast.Name):
            return node.id
        if isinstance(node, ast.Attribute):
            return node.attr
        if isinstance(node, ast.Call):
            node = node.func
        elif isinstance(node, ast.Subscript):
            node = node.value
        else:
            return ""


LOOPS = ast.For | ast.AsyncFor | ast.comprehension
Scope = ast.FunctionDef | ast.AsyncFunctionDef | ast.Module


def _scopes(tree: ast.AST) -> Iterator[Scope]:
    yield from (
        node
        for node in ast.walk(tree)
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.Module)
    )


def _own_nodes(scope: Scope) -> Iterator[ast.AST]:
    """Every node of a function, but not of those defined in it."""
    waiting: list[ast.AST] = list(ast.iter_child_nodes(scope))
    while waiting:
        node = waiting.pop()
        yield node
        if not isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            waiting.extend(ast.iter_child_nodes(node))


def _bound(scope: Scope, names: Names, known: House) -> dict[str, str]:
    """Return which names of a function hold a record, by its annotations and assignments."""
    bound: dict[str, str] = {}
    if not isinstance(scope, ast.Module):
        arguments = scope.args
        for arg in [*arguments.posonlyargs, *arguments.args, *arguments.kwonlyargs]:
            if arg.annotation is not None:
                _note(bound, arg.arg, _annotated(arg.annotation, names))
    nodes = sorted(
        (node for node in _own_nodes(scope) if isinstance(node, ast.stmt | ast.comprehension)),
        key=lambda node: getattr(node, "lineno", 0),
    )
    for node in nodes:
        if isinstance(node, ast.Assign):
            for target in node.targets:
                if isinstance(target, ast.Name):
                    _note(bound, target.id, _model(node.value, {**names.models, **bound}))
        elif isinstance(node, LOOPS) and isinstance(node.target, ast.Name):
            _note(bound, node.target.id, _model(node.iter, {**names.models, **bound}))
    return bound


def _note(bound: dict[str, str], name: str, model: str | None) -> None:
    if model:
        bound[name] = model


def _annotated(annotation: ast.expr, names: Names) -> str | None:
    inside = (node.id for node in ast.walk(annotation) if isinstance(node, ast.Name))
    return next((names.models[name] for name in inside if name in names.models), None)


PLACED = {"lock", "lock_all", "list", "sorted", "reversed", "get_object_or_404", "cast"}
"""What returns the records that it is given."""


def _model(node: ast.expr, models: Mapping[str, str]) -> str | None:
    """Return the model whose record, or records, an expression holds, where its syntax tells."""
    if isinstance(node, ast.Name):
        return models.get(node.id)
    if isinstance(node, ast.Attribute):
        return _model(node.value, models) if node.attr in ("objects", "_base_manager") else None
    if isinstance(node, ast.Subscript):
        return _model(node.value, models)
    if isinstance(node, ast.Call):
        if isinstance(node.func, ast.Attribute):
            return _model(node.func.value, models)
        if _last(node.func) in PLACED and node.args:
            return _model(node.args[0], models)
        return _model(node.func, models)
    if isinstance(node, ast.BoolOp):
        return next((model for value in node.values if (model := _model(value, models))), None)
    return None


def files(house_folder: Path) -> Iterable[tuple[str, Path]]:
    """Yield the modules that are held to the rules, with their dotted names;
    `urls` only name views.
    """
    for file in sorted(house_folder.rglob("*.py")):
        parts = file.relative_to(house_folder.parent).with_suffix("").parts
        if not {"migrations", "urls"} & set(parts) and parts[1] in (
            "apps",
            "site",
            "cli",
            "questions",
        ):
            yield ".".join(part for part in parts if part != "__init__"), file
