"""L4, functions: pieces moved out into new helpers, and small helpers moved in."""
import ast
import copy

from . import loops
from .trees import (
    FUNCTIONS, Replace, Substitute, call, functions, has, load, loads, parameters, size, store, stores,
)

BARRED = (ast.Yield, ast.YieldFrom, ast.Await, ast.NamedExpr, ast.Global, ast.Nonlocal, ast.Return, ast.Lambda)


def _arguments(names):
    return ast.arguments([], [ast.arg(name) for name in names], None, [], [], None, [])


def _definition(name, names, body):
    return ast.FunctionDef(name, _arguments(names), body, [], lineno=0)


def _local(function):
    return {item.arg for item in parameters(function)} | set(stores(function.body))


def _renamed_apart(body, names, fresh):
    """A helper names its parameters and locals anew."""
    table = {name: fresh.name() for name in names}
    for stmt in body:
        for item in ast.walk(stmt):
            if isinstance(item, ast.Name) and item.id in table:
                item.id = table[item.id]
    return [table[name] for name in names], body, table


def _uses_super(node):
    return any(isinstance(item, ast.Name) and item.id == 'super' for item in ast.walk(node))


def outline_run(function, rng, fresh):
    """A run of simple statements becomes a new function; returns its definition, or None."""
    body = function.body
    simple = (ast.Assign, ast.AugAssign, ast.Expr)
    starts = [i for i, stmt in enumerate(body) if isinstance(stmt, simple)]
    if len(body) < 4 or not starts:
        return None
    start = rng.choice(starts)
    stop = start
    wanted = rng.randint(2, 5)
    while stop < len(body) and isinstance(body[stop], simple) and stop - start < wanted:
        if has(body[stop], BARRED) or _uses_super(body[stop]):
            break
        stop += 1
    run = body[start:stop]
    if len(run) < 2 or sum(size(stmt) for stmt in run) < 14:
        return None
    local = _local(function)
    written = [name for name in stores(run) if name in local]
    rest = loads(function) - loads(run)
    out = [name for name in written if rest[name]]
    inputs, defined = [], set()
    for stmt in run:
        reads = loads(stmt)
        if isinstance(stmt, ast.AugAssign) and isinstance(stmt.target, ast.Name):
            reads[stmt.target.id] += 1
        for name in reads:
            if name in local and name not in defined and name not in inputs:
                inputs.append(name)
        defined |= set(stores(stmt))
    if len(inputs) > 8 or len(out) > 4:
        return None
    name = fresh.words()
    names, moved, table = _renamed_apart(
        copy.deepcopy(run), list(dict.fromkeys([*inputs, *written])), fresh
    )
    results = [load(table[item]) for item in out]
    if results:
        moved.append(ast.Return(results[0] if len(results) == 1 else ast.Tuple(results, ast.Load())))
    used = call(name, [load(item) for item in inputs])
    if not out:
        replaced = ast.Expr(used)
    else:
        targets = [store(item) for item in out]
        target = targets[0] if len(out) == 1 else ast.Tuple(targets, ast.Store())
        replaced = ast.Assign([target], used, lineno=0)
    function.body = [*body[:start], replaced, *body[stop:]]
    return _definition(name, names[: len(inputs)], moved)


def outline_expression(function, rng, fresh):
    candidates = [stmt for stmt in function.body if isinstance(stmt, (ast.Assign, ast.Return)) and stmt.value]
    if not candidates:
        return None
    stmt = rng.choice(candidates)
    found = loops._reachable(stmt.value, (ast.Call, ast.BinOp, ast.ListComp, ast.Subscript), rng)
    if found is None or size(found) < 9 or has(found, BARRED) or _uses_super(found):
        return None
    local = _local(function)
    inside = set(stores([found]))
    inputs = [name for name in loads(found) if name in local and name not in inside]
    name = fresh.words()
    stmt.value = Replace(found, call(name, [load(item) for item in inputs])).visit(stmt.value)
    names, moved, _ = _renamed_apart([ast.Return(copy.deepcopy(found))], inputs, fresh)
    return _definition(name, names, moved)


def delegate_method(method, rng, fresh):
    """The whole body of a method moves into a function of the module."""
    args = method.args
    if args.vararg or args.kwarg or args.kwonlyargs or method.decorator_list or not args.args:
        return None
    bad = (ast.Yield, ast.YieldFrom, ast.Await, ast.Nonlocal)
    if method.name.startswith('__') or has(method.body, bad) or _uses_super(method) or len(method.body) < 2:
        return None
    name = fresh.words()
    names = [item.arg for item in args.args]
    new, moved, _ = _renamed_apart(copy.deepcopy(method.body), names, fresh)
    inner = [item for stmt in moved for item in ast.walk(stmt) if isinstance(item, FUNCTIONS + (ast.Lambda,))]
    if any(parameter.arg in names for item in inner for parameter in parameters(item)):
        return None
    method.body = [ast.Return(call(name, [load(item) for item in names]))]
    return _definition(name, new, moved)


def outline(tree, rng, fresh, share=0.5):
    """Moves pieces of some functions out; new functions land anywhere among the definitions of the module."""
    made = []
    for node in ast.walk(tree):
        for item in node.body if isinstance(node, ast.ClassDef) else []:
            if isinstance(item, ast.FunctionDef) and rng.random() < 0.12:
                made.append(delegate_method(item, rng, fresh))
    for function in functions(tree):
        for make in (outline_run, outline_expression, outline_run):
            if rng.random() < share and size(function) > 40:
                made.append(make(function, rng, fresh))
    _place([item for item in made if item], tree, rng)
    return tree


def _place(made, tree, rng):
    first = next((i for i, stmt in enumerate(tree.body) if isinstance(stmt, FUNCTIONS + (ast.ClassDef,))), 0)
    for item in made:
        tree.body.insert(rng.randint(first, len(tree.body)), item)


def _one_liner(function):
    """The expression a function stands for, when its body is one `return`."""
    args = function.args
    if len(function.body) != 1 or not isinstance(function.body[0], ast.Return) or function.decorator_list:
        return None
    if args.vararg or args.kwarg or args.kwonlyargs or args.defaults or function.body[0].value is None:
        return None
    value = function.body[0].value
    inner = (ast.Lambda, ast.ListComp, ast.GeneratorExp, ast.DictComp, ast.SetComp)
    return None if has(value, BARRED + inner) or _uses_super(value) or size(value) > 40 else value


def inline_helpers(tree, rng):
    """Calls of small first-party functions give way to what they return; a helper nobody calls any more goes."""
    helpers = {}
    for stmt in tree.body:
        if isinstance(stmt, ast.FunctionDef) and _one_liner(stmt) is not None and rng.random() < 0.8:
            helpers[stmt.name] = stmt

    class Inline(ast.NodeTransformer):
        def visit_Call(self, node):
            node = self.generic_visit(node)
            helper = helpers.get(getattr(node.func, 'id', None))
            if helper is None or node.keywords or len(node.args) != len(helper.args.args):
                return node
            if any(isinstance(item, ast.Starred) for item in node.args):
                return node
            value = copy.deepcopy(_one_liner(helper))
            uses = loads(value)
            names = [item.arg for item in helper.args.args]
            if any(uses[name] > 1 and size(arg) > 4 for name, arg in zip(names, node.args)):
                return node
            return Substitute(dict(zip(names, node.args))).visit(value)

    for stmt in tree.body:
        if getattr(stmt, 'name', None) not in helpers:
            Inline().visit(stmt)
    used = loads(tree)
    tree.body = [s for s in tree.body if getattr(s, 'name', None) not in helpers or used[s.name]] or tree.body
    return tree



