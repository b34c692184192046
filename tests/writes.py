"""Reads Python and says where it writes to the database, and why that place may not.

Four rules, held over the syntax alone, so that a name bound to a method counts like a call:

- Only modules under `actions` of an app write; so may the ground, and migrations.
- An action writes only what its own app owns; for the rest it calls the owner's actions.
- A model that keeps its history is written only through the ground, which signs it.
- The ground writes only what it is given: it looks no model up, but for the table of the trail.

What a name holds is followed through annotations, assignments and the relations of the models:
`case.organisation.names` are names of the registry.
"""

import ast
import sys
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any, TypeGuard

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
LINKS = {"add", "remove", "set", "clear"}
"""What brings records into a relation and out of it; sets and dictionaries have these too."""
OFTEN = PLAIN | LINKS
METHODS = OFTEN | {f"a{name}" for name in OFTEN if not name.startswith("_")}
JOINS = LINKS | {f"a{name}" for name in LINKS}
RAW = {"cursor", "execute", "executemany", "executescript", "callproc"}
WRITERS = {
    "convene.ground.changes": {"save", "write", "delete", "create_all", "delete_all", "become"},
    "convene.ground.forgetting": {"forget"},
    "convene.ground.trail": {"record", "record_all", "forget"},
    "convene.ground.proposals": {"propose", "agree", "refuse", "undo"},
    "convene.ground.undoing": {"stand", "undo"},
}
LOOKED_UP = {"get_model", "get_models", "get_user_model", "get_containing_app_config"}
TABLE_OF_THE_TRAIL = "apps.get_model(settings.TRAIL_MODEL)"
BELOW = tuple(
    f"convene.{room}"
    for room in ("core", "corpus", "documents", "feeds", "matching", "packs", "questions")
)
"""Rooms that know no table."""
HARMLESS = {"dict", "set", "list", "Counter", "defaultdict", "sha256", "vars", "errors"}
"""What is made by these, and the errors of a form, have methods of the same names and no table."""


@dataclass(frozen=True)
class House:
    """Which app owns which model, which models keep their history, which model a relation leads to,
    and which of the relations are tables of their own, all by the name of the class.
    """

    owner: Mapping[str, str]
    recorded: frozenset[str]
    relations: Mapping[str, Mapping[str, str]]
    linked: Mapping[tuple[str, str], str]
    """The model that declares it, for a relation of many to many."""


@dataclass
class Names:
    """What the names of a file stand for: a model, a writer of the ground, something harmless."""

    known: House
    models: dict[str, str] = field(default_factory=dict)
    writers: dict[str, str] = field(default_factory=dict)
    harmless: set[str] = field(default_factory=set)
    below: set[str] = field(default_factory=set)
    """Modules and names of Python's own, and of rooms that know no table."""
    returned: dict[str, ast.expr] = field(default_factory=dict)
    """What a function of the file is annotated to return."""


def house(models: Iterable[Any]) -> House:
    """Read models as Django has them."""
    ours = [model for model in models if model.__module__.startswith("convene.apps.")]
    return House(
        owner={model.__name__: model._meta.app_label for model in ours},
        recorded=frozenset(model.__name__ for model in ours if hasattr(model, "history")),
        relations={model.__name__: dict(_relations(model)) for model in ours},
        linked={
            (model.__name__, name): declared.__name__
            for model in ours
            for name, declared in _linked(model)
        },
    )


def _relations(model: Any) -> Iterator[tuple[str, str]]:
    for relation in model._meta.get_fields():
        if relation.is_relation and relation.related_model:
            yield _called(relation), relation.related_model.__name__
    if hasattr(model, "history"):
        yield "history", model.__name__


def _linked(model: Any) -> Iterator[tuple[str, Any]]:
    for relation in model._meta.get_fields():
        if relation.many_to_many:
            declared = relation.model if relation.concrete else relation.related_model
            yield _called(relation), declared


def _called(relation: Any) -> str:
    """Return how a record names what a relation leads to."""
    concrete = relation.concrete or not hasattr(relation, "get_accessor_name")
    return str(relation.name if concrete else relation.get_accessor_name())


def breaches(source: str, *, module: str, known: House) -> list[str]:
    """Return what a module may not do, as `line: what`, in order. `module` is dotted."""
    tree = ast.parse(source)
    names = _names(tree, known)
    parts = module.split(".")
    app = parts[2] if parts[:2] == ["convene", "apps"] and len(parts) > 2 else ""
    places: Iterable[tuple[int, str]] = _outside(tree, names)
    if bool(app) and len(parts) > 3 and parts[3] == "actions":
        places = _inside(tree, names, app=app)
    elif module in WRITERS:
        places = _looked_up(tree)
    elif parts[:2] == ["convene", "ground"]:
        places = (*_looked_up(tree), *places)
    return [f"{line}: {what}" for line, what in sorted(set(places))]


def _looked_up(tree: ast.AST) -> Iterator[tuple[int, str]]:
    """Every model that the ground is not given."""
    of_the_trail = {
        node.func
        for node in ast.walk(tree)
        if isinstance(node, ast.Call) and ast.unparse(node) == TABLE_OF_THE_TRAIL
    }
    for node in ast.walk(tree):
        if isinstance(node, ast.Import | ast.ImportFrom) and "convene.apps" in ast.unparse(node):
            yield node.lineno, "the ground knows no app"
        elif _names_lookup(node) and node not in of_the_trail:
            yield node.lineno, f"{_last(node)}: the ground writes only what it is given"


def _names_lookup(node: ast.AST) -> TypeGuard[ast.expr]:
    return isinstance(node, ast.Name | ast.Attribute) and _last(node) in LOOKED_UP


def _outside(tree: ast.Module, names: Names) -> Iterator[tuple[int, str]]:
    """Everything that writes, wherever actions are not."""
    everywhere = _plain(_beside_functions(tree), names)
    for part in (_beside_functions(tree), *_functions(tree)):
        harmless = names.harmless | everywhere | _plain(part, names)
        yield from _written(part, replace(names, harmless=harmless))


def _functions(tree: ast.AST) -> Iterator[ast.AST]:
    """Yield each function, with those defined in it."""
    for node in ast.iter_child_nodes(tree):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            yield node
        else:
            yield from _functions(node)


def _beside_functions(tree: ast.Module) -> ast.Module:
    """Return what stands in no function: assignments, fields of classes, calls."""
    body = [
        part
        for node in tree.body
        for part in (node.body if isinstance(node, ast.ClassDef) else [node])
        if not isinstance(part, ast.FunctionDef | ast.AsyncFunctionDef)
    ]
    return ast.Module(body=body, type_ignores=[])


def _written(part: ast.AST, names: Names) -> Iterator[tuple[int, str]]:
    for node in ast.walk(part):
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
    if isinstance(node, ast.Attribute):
        module = names.writers.get(f"{ast.unparse(node.value)}.")
        if module and node.attr in WRITERS[module]:
            return node.lineno, f"{module}.{node.attr} outside of actions"
    return None


def _inside(tree: ast.AST, names: Names, *, app: str) -> Iterator[tuple[int, str]]:
    """What an action may not write: another app's models, and its own recorded ones by hand."""
    for scope in _scopes(tree):
        seen = replace(names, models={**names.models, **_bound(scope, names)})
        for node in _own_nodes(scope):
            if isinstance(node, ast.Attribute) and node.attr in METHODS:
                yield from _by_hand(node, seen, app=app)
            elif isinstance(node, ast.Call) and _calls_writer(node, names):
                model = _model(node.args[0], seen) if node.args else None
                if model and names.known.owner.get(model, app) != app:
                    yield node.lineno, f"{model} is written: it is of {names.known.owner[model]}"
            elif _is_raw(node):
                yield node.lineno, f".{node.attr}: plain SQL"


def _by_hand(node: ast.Attribute, seen: Names, *, app: str) -> Iterator[tuple[int, str]]:
    """What is wrong with calling a method that writes. A relation of many to many is a table of the
    model that declares it.
    """
    known, model = seen.known, _model(node.value, seen)
    link = _link(node.value, seen) if node.attr in JOINS else None
    owner = known.owner.get(link or model or "", app)
    if owner != app:
        yield node.lineno, f"{link or model}.{node.attr}: it is of {owner}"
    elif model in known.recorded and not link:
        yield node.lineno, f"{model}.{node.attr}: it keeps its history"


def _link(node: ast.expr, seen: Names) -> str | None:
    """Return the model that declares a relation of many to many, where an expression is one."""
    if not isinstance(node, ast.Attribute):
        return None
    return seen.known.linked.get((_model(node.value, seen) or "", node.attr))


def _calls_writer(node: ast.Call, names: Names) -> bool:
    called = node.func
    if isinstance(called, ast.Name):
        return called.id in names.writers
    return _ground(called, names) is not None


def _names(tree: ast.AST, known: House) -> Names:
    names = Names(known)
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            _named(node, names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            for alias in node.names:
                _imported(alias.name, alias.asname or alias.name, node.module, names)
        elif isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef) and node.returns:
            names.returned[node.name] = node.returns
        elif isinstance(node, ast.ClassDef) and not node.bases:
            names.below.add(node.name)
    names.harmless |= _plain(tree, names, kind=ast.Attribute)
    return names


def _plain(part: ast.AST, names: Names, *, kind: type[ast.expr] = ast.Name) -> set[str]:
    """Return the variables of a function, or the attributes of a file, that never hold anything but
    what knows no table.
    """
    values = [(target, value) for target, value in _assigned(part) if isinstance(target, kind)]
    plain = {_last(target) for target, value in values if _makes_harmless(value, names)}
    other = {_last(target) for target, value in values if not _makes_harmless(value, names)}
    if kind is ast.Name:
        args = [node for node in ast.walk(part) if isinstance(node, ast.arg)]
        plain |= {arg.arg for arg in args if _is_plain(arg.annotation, names)}
    return plain - other


def _named(node: ast.Import, names: Names) -> None:
    for alias in node.names:
        _note_writers(alias.name, alias.asname or alias.name, names)
        if alias.name.partition(".")[0] in sys.stdlib_module_names:
            names.below.add(alias.asname or alias.name)


def _imported(name: str, called: str, module: str, names: Names) -> None:
    if name in names.known.owner and ".models" in module:
        names.models[called] = name
    if name in WRITERS.get(module, ()):
        names.writers[called] = f"{module}.{name}"
    _note_writers(f"{module}.{name}", called, names)
    if "actions" in module:
        names.harmless.add(called)
    if module.startswith(BELOW):
        names.harmless.add(called)
        names.below.add(called)


def _note_writers(module: str, called: str, names: Names) -> None:
    """Note how the ground's modules that write are reached through a module: `ground.changes`."""
    for writer in WRITERS:
        if f"{writer}.".startswith(f"{module}."):
            names.writers[f"{called}{writer.removeprefix(module)}."] = writer


def _assigned(tree: ast.AST) -> Iterator[tuple[ast.expr, ast.expr]]:
    """Yield each variable, and each attribute, with what it is assigned."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Assign | ast.AnnAssign | ast.NamedExpr) and node.value:
            targets = node.targets if isinstance(node, ast.Assign) else [node.target]
            for target in targets:
                if isinstance(target, ast.Name | ast.Attribute):
                    yield target, node.value


def _is_plain(annotation: ast.expr | None, names: Names) -> bool:
    kind = ast.unparse(annotation).split("[")[0] if annotation else ""
    return kind.lower() in ("dict", "set", "list", "counter") or kind in names.below


def _makes_harmless(value: ast.expr, names: Names) -> bool:
    """What knows no table: a literal, and what Python or a room below the apps makes."""
    if isinstance(value, ast.Dict | ast.Set | ast.DictComp | ast.SetComp | ast.List | ast.ListComp):
        return True
    if not isinstance(value, ast.Call):
        return False
    returned = names.returned.get(_last(value.func))
    if isinstance(value.func, ast.Name) and returned is not None:
        return _is_plain(returned, names)
    module = ast.unparse(value.func).rpartition(".")[0]
    return _last(value.func) in HARMLESS | names.below or module in names.below


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


BINDS = (ast.Assign, ast.AnnAssign, ast.NamedExpr, ast.For, ast.AsyncFor, ast.comprehension)
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


def _bound(scope: Scope, names: Names) -> dict[str, str]:
    """Return which names of a function hold a record, by its annotations and assignments."""
    bound: dict[str, str] = {}
    if not isinstance(scope, ast.Module):
        arguments = scope.args
        for arg in [*arguments.posonlyargs, *arguments.args, *arguments.kwonlyargs]:
            if arg.annotation is not None:
                _note(bound, arg, _annotated(arg.annotation, names))
    nodes = sorted(
        (node for node in _own_nodes(scope) if isinstance(node, BINDS)),
        key=lambda node: (_line(node), -getattr(node, "col_offset", 0)),
    )
    for node in nodes:
        seen = replace(names, models={**names.models, **bound})
        if isinstance(node, ast.Assign):
            for target in node.targets:
                _unpack(bound, target, node.value, seen)
        elif isinstance(node, ast.AnnAssign):
            _note(bound, node.target, _annotated(node.annotation, names))
        elif isinstance(node, ast.NamedExpr):
            _note(bound, node.target, _model(node.value, seen))
        else:
            _note(bound, node.target, _model(node.iter, seen))
    return bound


def _line(node: ast.AST) -> int:
    bound = node.target if isinstance(node, ast.comprehension) else node
    return int(getattr(bound, "lineno", 0))


def _unpack(bound: dict[str, str], target: ast.expr, value: ast.expr, seen: Names) -> None:
    """Note what each name of a target holds: `a, b = x, y`, and all of one kind otherwise."""
    if not isinstance(target, ast.Tuple | ast.List):
        _note(bound, target, _model(value, seen))
        return
    values = _parts(value, seen)
    for place, inner in enumerate(target.elts):
        name = inner.value if isinstance(inner, ast.Starred) else inner
        if values is None:
            _note(bound, name, _model(value, seen))
        elif place < len(values):
            _note(bound, name, values[place])


def _parts(value: ast.expr, seen: Names) -> list[str | None] | None:
    """Return what the parts of a tuple hold, where its syntax or an annotation tells them apart."""
    if isinstance(value, ast.Tuple | ast.List):
        return [_model(part, seen) for part in value.elts]
    if isinstance(value, ast.Call) and isinstance(value.func, ast.Name):
        match seen.returned.get(value.func.id):
            case ast.Subscript(value=ast.Name(id="tuple"), slice=ast.Tuple(elts=parts)):
                return [_annotated(part, seen) for part in parts]
    return None


def _note(bound: dict[str, str], target: ast.AST, model: str | None) -> None:
    name = target.arg if isinstance(target, ast.arg) else getattr(target, "id", "")
    if model:
        bound[name] = model


def _annotated(annotation: ast.expr, names: Names) -> str | None:
    inside = (node.id for node in ast.walk(annotation) if isinstance(node, ast.Name))
    return next((names.models[name] for name in inside if name in names.models), None)


PLACED = {"lock", "lock_all", "list", "sorted", "reversed", "get_object_or_404", "cast"}
"""What returns the records that it is given."""
MANAGERS = {"objects", "_base_manager", "_default_manager"}


def _model(node: ast.expr, seen: Names) -> str | None:
    """Return the model whose record, or records, an expression holds, where its syntax tells."""
    if isinstance(node, ast.Name):
        return seen.models.get(node.id)
    if isinstance(node, ast.Attribute):
        return _through(node, seen)
    if isinstance(node, ast.Subscript | ast.Starred | ast.NamedExpr | ast.Await):
        return _model(node.value, seen)
    if isinstance(node, ast.ListComp | ast.GeneratorExp | ast.SetComp):
        return _model(node.elt, seen)
    if isinstance(node, ast.Tuple | ast.List):
        return next((model for part in node.elts if (model := _model(part, seen))), None)
    if isinstance(node, ast.BoolOp):
        return next((model for part in node.values if (model := _model(part, seen))), None)
    if isinstance(node, ast.IfExp):
        return _model(node.body, seen) or _model(node.orelse, seen)
    return _returned(node, seen) if isinstance(node, ast.Call) else None


def _through(node: ast.Attribute, seen: Names) -> str | None:
    """Follow a relation, or a manager; `models.Case` is a model by its own name."""
    if node.attr in seen.known.owner:
        return node.attr
    model = _model(node.value, seen)
    if node.attr in MANAGERS:
        return model
    return seen.known.relations.get(model or "", {}).get(node.attr)


def _returned(node: ast.Call, seen: Names) -> str | None:
    """Return what a call gives: records of the same kind for a method of a manager or a record."""
    if isinstance(node.func, ast.Attribute):
        return _model(node.func.value, seen)
    if _last(node.func) in PLACED and node.args:
        return _model(node.args[0], seen)
    if isinstance(node.func, ast.Name) and node.func.id in seen.returned:
        return _annotated(seen.returned[node.func.id], seen)
    return _model(node.func, seen)


def files(house_folder: Path) -> Iterable[tuple[str, Path]]:
    """Yield the modules that are held to the rules, with their dotted names;
    `urls` only name views.
    """
    for file in sorted(house_folder.rglob("*.py")):
        parts = file.relative_to(house_folder.parent).with_suffix("").parts
        if not {"migrations", "urls"} & set(parts) and parts[1] in HELD:
            yield ".".join(part for part in parts if part != "__init__"), file


HELD = ("apps", "ground", "site", "cli", "questions")


def writers(source: str) -> set[str]:
    """Return the public functions of a module that write, themselves or by way of others there."""
    functions = {
        node.name: node for node in ast.parse(source).body if isinstance(node, ast.FunctionDef)
    }
    known: set[str] = set().union(*WRITERS.values())
    found: set[str] = set()
    while more := {
        name
        for name, node in functions.items()
        if name not in found and _writes(node, found | known)
    }:
        found |= more
    return {name for name in found if not name.startswith("_")}


def _writes(function: ast.FunctionDef, others: set[str]) -> bool:
    called = (node.func for node in ast.walk(function) if isinstance(node, ast.Call))
    return any(
        (isinstance(call, ast.Attribute) and call.attr in PLAIN and _last(call.value) != "vars")
        or (isinstance(call, ast.Name) and call.id in others)
        for call in called
    )
