"""L4, loops: comprehensions, append loops, `while`, and searches for a minimum."""
import ast
import copy

from .trees import FUNCTIONS, Replace, Substitute, assign, call, has, load, loads, size, store, stores


def _attribute_call(owner, method, args):
    return ast.Expr(ast.Call(ast.Attribute(load(owner), method, ast.Load()), args, []))


def _opened(comprehension, innermost, fresh):
    """The nested loops of a comprehension around a statement, its variables renamed apart."""
    names = {
        item.id: load(fresh.name())
        for generator in comprehension.generators
        for item in ast.walk(generator.target)
        if isinstance(item, ast.Name)
    }
    swap = Substitute(names)
    body = [swap.visit(innermost)]
    for generator in reversed(comprehension.generators):
        for test in reversed(generator.ifs):
            body = [ast.If(swap.visit(copy.deepcopy(test)), body, [])]
        target = copy.deepcopy(generator.target)
        for item in ast.walk(target):
            if isinstance(item, ast.Name):
                item.id = names[item.id].id
        first = generator is comprehension.generators[0]
        source = generator.iter if first else swap.visit(generator.iter)
        body = [ast.For(target, source, body, [], lineno=0)]
    return body


def open_comprehension(value, fresh):
    """Statements that build what a comprehension builds, and the name that holds it."""
    name = fresh.name()
    if isinstance(value, ast.ListComp):
        start = ast.List([], ast.Load())
        step = _attribute_call(name, 'append', [value.elt])
    elif isinstance(value, ast.SetComp):
        start, step = call('set', []), _attribute_call(name, 'add', [value.elt])
    else:
        start = ast.Dict([], [])
        place = ast.Subscript(load(name), value.key, ast.Store())
        step = ast.Assign([place], value.value, lineno=0)
    return [assign(name, start), *_opened(value, step, fresh)], name


def _is_async(value):
    return any(generator.is_async for generator in value.generators) or has(value, ast.NamedExpr)


def comprehension_to_loop(stmt, rng, fresh):
    """`x = [f(i) for i in s]`, or one deeper in a statement, as an append loop before it."""
    if not isinstance(stmt, (ast.Assign, ast.Return, ast.Expr)) or stmt.value is None:
        return None
    kinds = (ast.ListComp, ast.SetComp, ast.DictComp)
    if isinstance(stmt.value, kinds):
        found = stmt.value
    else:
        found = _reachable(stmt.value, kinds, rng) if rng.random() < 0.5 else None
    if found is None or _is_async(found):
        return None
    body, name = open_comprehension(found, fresh)
    if stmt.value is found:
        if isinstance(stmt, ast.Assign) and len(stmt.targets) == 1 and isinstance(stmt.targets[0], ast.Name):
            target = stmt.targets[0].id
            if target not in loads(found) and target not in stores([found]):
                swap = {name: target}
                for item in body:
                    for node in ast.walk(item):
                        if isinstance(node, ast.Name) and node.id in swap:
                            node.id = target
                return body
        stmt.value = load(name)
    else:
        stmt.value = Replace(found, load(name)).visit(stmt.value)
    return [*body, stmt]


def _reachable(expression, kinds, rng):
    """An expression that is evaluated exactly once, before the statement ends: not under a condition or lambda."""
    found = []

    def walk(node):
        for child in ast.iter_child_nodes(node):
            if isinstance(child, (ast.Lambda, ast.ListComp, ast.SetComp, ast.DictComp, ast.GeneratorExp)):
                if isinstance(child, kinds):
                    found.append(child)
                continue
            if isinstance(child, (ast.IfExp, ast.BoolOp)):
                continue
            if isinstance(child, kinds):
                found.append(child)
            walk(child)

    walk(ast.Expr(expression))
    return rng.choice(found) if found else None


def loop_to_comprehension(block, index, function):
    """`x = []; for ...: x.append(...)` starting at a statement, as one comprehension; None when it is not one."""
    start = block[index]
    if not (isinstance(start, ast.Assign) and len(start.targets) == 1 and isinstance(start.targets[0], ast.Name)):
        return None
    name, value = start.targets[0].id, start.value
    is_list = isinstance(value, ast.List) and not value.elts
    is_dict = isinstance(value, ast.Dict) and not value.keys
    if not (is_list or is_dict):
        return None
    for ahead in range(index + 1, min(index + 4, len(block))):
        loop = block[ahead]
        if isinstance(loop, ast.For):
            break
        if name in loads([loop]) or name in stores([loop]):
            return None
    else:
        return None
    if loop.orelse:
        return None
    generators, body = [], [loop]
    while len(body) == 1 and isinstance(body[0], (ast.For, ast.If)) and not body[0].orelse:
        step = body[0]
        if isinstance(step, ast.For):
            generators.append(ast.comprehension(step.target, step.iter, [], 0))
        else:
            generators[-1].ifs.append(step.test)
        body = step.body
    if len(body) != 1:
        return None
    step, elt = body[0], None
    if is_list and isinstance(step, ast.Expr) and isinstance(step.value, ast.Call):
        func = step.value.func
        if isinstance(func, ast.Attribute) and func.attr == 'append' and getattr(func.value, 'id', None) == name:
            elt = step.value.args[0] if len(step.value.args) == 1 else None
        result = elt is not None and ast.ListComp(elt, generators)
    elif is_dict and isinstance(step, ast.Assign) and isinstance(step.targets[0], ast.Subscript):
        place = step.targets[0]
        result = getattr(place.value, 'id', None) == name and ast.DictComp(place.slice, step.value, generators)
    else:
        return None
    if not result or name in loads(result) or has(result, (ast.Yield, ast.Await, ast.YieldFrom)):
        return None
    bound = {item.id for g in generators for item in ast.walk(g.target) if isinstance(item, ast.Name)}
    outside = loads(function) - loads(loop)
    if any(outside[item] and stores([function])[item] < 2 for item in bound):
        return None
    return block[:index] + block[index + 1 : ahead] + [assign(name, result)] + block[ahead + 1 :]


def _skips(body):
    """Whether a loop body has a `continue` of its own."""
    for stmt in body:
        if isinstance(stmt, ast.Continue):
            return True
        if isinstance(stmt, (ast.For, ast.While, ast.AsyncFor) + FUNCTIONS):
            continue
        for field in ('body', 'orelse', 'finalbody', 'handlers'):
            if _skips(getattr(stmt, field, None) or []):
                return True
    return False


def for_to_while(stmt, rng, fresh):
    if not isinstance(stmt, ast.For) or stmt.orelse:
        return None
    source = stmt.iter
    counts = isinstance(source, ast.Call) and getattr(source.func, 'id', None) == 'range' and not source.keywords
    if counts and isinstance(stmt.target, ast.Name) and len(source.args) in (1, 2) and not _skips(stmt.body):
        low = source.args[0] if len(source.args) == 2 else ast.Constant(0)
        high = source.args[-1]
        before = []
        if size(high) > 2:
            bound = fresh.name()
            before, high = [assign(bound, high)], load(bound)
        name = stmt.target.id
        step = ast.AugAssign(store(name), ast.Add(), ast.Constant(1))
        test = ast.Compare(load(name), [ast.Lt()], [high])
        return [*before, assign(name, low), ast.While(test, [*stmt.body, step], [])]
    position, items = fresh.name(), fresh.name()
    test = ast.Compare(load(position), [ast.Lt()], [call('len', [load(items)])])
    step = ast.AugAssign(store(position), ast.Add(), ast.Constant(1))
    take = ast.Assign([stmt.target], ast.Subscript(load(items), load(position), ast.Load()), lineno=0)
    enumerated = isinstance(source, ast.Call) and getattr(source.func, 'id', None) == 'enumerate'
    if enumerated and len(source.args) == 1 and isinstance(stmt.target, ast.Tuple) and not _skips(stmt.body):
        counter, item = stmt.target.elts
        if isinstance(counter, ast.Name) and rng.random() < 0.7:
            take = ast.Assign([item], ast.Subscript(load(items), load(counter.id), ast.Load()), lineno=0)
            test = ast.Compare(load(counter.id), [ast.Lt()], [call('len', [load(items)])])
            step = ast.AugAssign(store(counter.id), ast.Add(), ast.Constant(1))
            start = [assign(items, call('list', [source.args[0]])), assign(counter.id, ast.Constant(0))]
            return [*start, ast.While(test, [take, *stmt.body, step], [])]
    start = [assign(items, call('list', [source])), assign(position, ast.Constant(0))]
    return [*start, ast.While(test, [take, step, *stmt.body], [])]


def for_shape(stmt, rng, fresh):
    """`for x in xs` over positions, `enumerate`, or `zip` written out."""
    if not isinstance(stmt, ast.For) or stmt.orelse or not isinstance(stmt.target, ast.Name):
        return None
    if not isinstance(stmt.iter, (ast.Name, ast.Attribute)):
        return None
    position = fresh.name()
    if rng.random() < 0.5:
        stmt.target = ast.Tuple([store(position), stmt.target], ast.Store())
        stmt.iter = call('enumerate', [stmt.iter])
        return [stmt]
    take = ast.Assign([stmt.target], ast.Subscript(stmt.iter, load(position), ast.Load()), lineno=0)
    source = call('range', [call('len', [copy.deepcopy(stmt.iter)])])
    return [ast.For(store(position), source, [take, *stmt.body], [], lineno=0)]


def search_to_loop(stmt, rng, fresh):
    """`x = min(items, key=f)`, `any(...)`, `all(...)`, `sum(...)` as loops."""
    if not isinstance(stmt, (ast.Assign, ast.Return)) or not isinstance(stmt.value, ast.Call):
        return None
    node = stmt.value
    kind = getattr(node.func, 'id', None)
    if kind in ('min', 'max') and len(node.args) == 1 and len(node.keywords) == 1 and node.keywords[0].arg == 'key':
        best, cost, item, this = (fresh.name() for _ in range(4))
        key = node.keywords[0].value
        if isinstance(key, ast.Lambda) and len(key.args.args) == 1:
            value = Substitute({key.args.args[0].arg: load(item)}).visit(key.body)
        else:
            value = ast.Call(key, [load(item)], [])
        better = ast.Lt() if kind == 'min' else ast.Gt()
        none = ast.Compare(load(cost), [ast.Is()], [ast.Constant(None)])
        test = ast.BoolOp(ast.Or(), [none, ast.Compare(load(this), [better], [load(cost)])])
        take = [assign(best, load(item)), assign(cost, load(this))]
        loop = ast.For(store(item), node.args[0], [assign(this, value), ast.If(test, take, [])], [], lineno=0)
        stmt.value = load(best)
        return [assign(best, ast.Constant(None)), assign(cost, ast.Constant(None)), loop, stmt]
    if len(node.args) != 1 or not isinstance(node.args[0], (ast.GeneratorExp, ast.ListComp)) or _is_async(node.args[0]):
        return None
    source, name = node.args[0], fresh.name()
    if kind == 'sum':
        step = ast.AugAssign(store(name), ast.Add(), source.elt)
        start = ast.Constant(0)
    elif kind in ('any', 'all') and len(source.generators) == 1:
        test = source.elt if kind == 'any' else ast.UnaryOp(ast.Not(), source.elt)
        step = ast.If(test, [assign(name, ast.Constant(kind == 'any')), ast.Break()], [])
        start = ast.Constant(kind == 'all')
    else:
        return None
    stmt.value = load(name)
    return [assign(name, start), *_opened(source, step, fresh), stmt]


def loop_to_search(block, index):
    """`best = None; for x in xs: c = f(x); if c < cost: best, cost = x, c` as min(xs, key=...)."""
    loop = block[index]
    if not isinstance(loop, ast.For) or loop.orelse or not isinstance(loop.target, ast.Name):
        return None
    body, values = list(loop.body), {}
    while len(body) > 1 and isinstance(body[0], ast.Assign) and isinstance(body[0].targets[0], ast.Name):
        values[body[0].targets[0].id] = body[0].value
        body = body[1:]
    if len(body) != 1 or not isinstance(body[0], ast.If) or body[0].orelse:
        return None
    test, item = body[0].test, loop.target.id
    if not isinstance(test, ast.Compare) or len(test.ops) != 1 or not isinstance(test.ops[0], (ast.Lt, ast.Gt)):
        return None
    cost = test.comparators[0]
    best = [s.targets[0].id for s in body[0].body if isinstance(s, ast.Assign) and getattr(s.value, 'id', 0) == item
            and isinstance(s.targets[0], ast.Name)]
    if len(best) != 1 or not isinstance(cost, ast.Name) or len(body[0].body) != 2:
        return None
    value = Substitute(values).visit(copy.deepcopy(test.left))
    lambda_args = ast.arguments([], [ast.arg(item)], None, [], [], None, [])
    kind = 'min' if isinstance(test.ops[0], ast.Lt) else 'max'
    found = ast.Call(load(kind), [loop.iter], [ast.keyword('key', ast.Lambda(lambda_args, value))])
    return block[:index] + [assign(best[0], found)] + block[index + 1 :]
