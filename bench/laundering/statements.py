"""L4, statements: branches turned, assignments split and joined, temporaries put in and taken out."""
import ast
import copy

from . import loops
from .trees import (
    FUNCTIONS, SIMPLE, Replace, assign, blocks, has, load, loads, negate, reading, size, store, stores,
)

JUMPS = (ast.Return, ast.Raise, ast.Continue, ast.Break)
BARRED = (ast.Yield, ast.YieldFrom, ast.Await, ast.NamedExpr)


def turn_branch(stmt, rng):
    if not isinstance(stmt, ast.If):
        return None
    if stmt.orelse and rng.random() < 0.5:
        return [ast.If(negate(stmt.test, rng), stmt.orelse, stmt.body)]
    if not stmt.orelse and len(stmt.body) == 1 and isinstance(stmt.body[0], ast.If) and not stmt.body[0].orelse:
        if rng.random() < 0.6:
            inner = stmt.body[0]
            return [ast.If(ast.BoolOp(ast.And(), [stmt.test, inner.test]), inner.body, [])]
    both = isinstance(stmt.test, ast.BoolOp) and isinstance(stmt.test.op, ast.And)
    if not stmt.orelse and both and len(stmt.test.values) == 2 and rng.random() < 0.5:
        return [ast.If(stmt.test.values[0], [ast.If(stmt.test.values[1], stmt.body, [])], [])]
    return None


def turn_guard(block, rng):
    """`if c: return` and the rest, as `if not c: rest`; or an `else` after a jump taken away."""
    for index, stmt in enumerate(block):
        if not isinstance(stmt, ast.If) or not isinstance(stmt.body[-1], JUMPS):
            continue
        if stmt.orelse and rng.random() < 0.5:
            rest = stmt.orelse
            stmt.orelse = []
            return block[: index + 1] + rest + block[index + 1 :]
        rest = block[index + 1 :]
        if not stmt.orelse and rest and isinstance(rest[-1], JUMPS) and rng.random() < 0.4:
            if rng.random() < 0.5:
                return [*block[:index], ast.If(stmt.test, stmt.body, rest)]
            return [*block[:index], ast.If(negate(stmt.test, rng), rest, stmt.body)]
    return block


def ternary_to_branch(stmt, rng):
    value = getattr(stmt, 'value', None)
    if not isinstance(value, ast.IfExp):
        return None
    if isinstance(stmt, ast.Return):
        if rng.random() < 0.5:
            return [ast.If(value.test, [ast.Return(value.body)], []), ast.Return(value.orelse)]
        return [ast.If(value.test, [ast.Return(value.body)], [ast.Return(value.orelse)])]
    if isinstance(stmt, ast.Assign) and len(stmt.targets) == 1:
        target = stmt.targets[0]
        yes = ast.Assign([target], value.body, lineno=0)
        no = ast.Assign([copy.deepcopy(target)], value.orelse, lineno=0)
        if rng.random() < 0.3 and isinstance(target, ast.Name) and target.id not in loads(value):
            return [no, ast.If(value.test, [yes], [])]
        return [ast.If(value.test, [yes], [no])]
    return None


def branch_to_ternary(stmt, rng):
    if not isinstance(stmt, ast.If) or len(stmt.body) != 1 or len(stmt.orelse) != 1:
        return None
    yes, no = stmt.body[0], stmt.orelse[0]
    if isinstance(yes, ast.Return) and isinstance(no, ast.Return) and yes.value and no.value:
        return [ast.Return(ast.IfExp(stmt.test, yes.value, no.value))]
    if isinstance(yes, ast.Assign) and isinstance(no, ast.Assign):
        if [ast.dump(item) for item in yes.targets] == [ast.dump(item) for item in no.targets]:
            return [ast.Assign(yes.targets, ast.IfExp(stmt.test, yes.value, no.value), lineno=0)]
    return None


def augmented(stmt, rng):
    if isinstance(stmt, ast.AugAssign) and isinstance(stmt.target, (ast.Name, ast.Attribute, ast.Subscript)):
        value = ast.BinOp(reading(stmt.target), stmt.op, stmt.value)
        return [ast.Assign([stmt.target], value, lineno=0)]
    if isinstance(stmt, ast.Assign) and len(stmt.targets) == 1 and isinstance(stmt.value, ast.BinOp):
        same = ast.dump(reading(stmt.targets[0])) == ast.dump(stmt.value.left)
        if same and isinstance(stmt.targets[0], (ast.Name, ast.Attribute)):
            return [ast.AugAssign(stmt.targets[0], stmt.value.op, stmt.value.right)]
    return None


def split_tuple(stmt, rng, fresh):
    if not isinstance(stmt, ast.Assign) or len(stmt.targets) != 1:
        return None
    target, value = stmt.targets[0], stmt.value
    if not isinstance(target, ast.Tuple) or has(target, ast.Starred):
        return None
    if isinstance(value, ast.Tuple) and len(value.elts) == len(target.elts) and not has(value, ast.Starred):
        written = [ast.dump(reading(item)) for item in target.elts]
        read = [{ast.dump(item) for item in ast.walk(part) if isinstance(item, ast.expr)} for part in value.elts]
        clash = any(written[i] in read[j] for i in range(len(written)) for j in range(i + 1, len(read)))
        if not clash:
            return [ast.Assign([t], v, lineno=0) for t, v in zip(target.elts, value.elts)]
        names = [fresh.name() for _ in value.elts]
        first = [assign(name, part) for name, part in zip(names, value.elts)]
        return first + [ast.Assign([t], load(name), lineno=0) for t, name in zip(target.elts, names)]
    if not isinstance(value, (ast.Tuple, ast.List)) and rng.random() < 0.4:
        name = fresh.name()
        parts = [
            ast.Assign([item], ast.Subscript(load(name), ast.Constant(i), ast.Load()), lineno=0)
            for i, item in enumerate(target.elts)
        ]
        return [assign(name, value), *parts]
    return None


def _touches(stmt):
    """What a simple assignment reads and writes, as dumps of names and attributes; None when it is not simple."""
    if not (isinstance(stmt, ast.Assign) and len(stmt.targets) == 1):
        return None
    target = stmt.targets[0]
    if not isinstance(target, (ast.Name, ast.Attribute)) or has(stmt, BARRED):
        return None
    read = {ast.dump(item) for item in ast.walk(stmt.value) if isinstance(item, (ast.Name, ast.Attribute))}
    return read, ast.dump(reading(target))


def join_assignments(block, rng):
    """Neighbouring assignments that do not read each other, as one tuple assignment."""
    out, index = [], 0
    while index < len(block):
        run, writes = [], []
        wanted = rng.choice([2, 2, 3, 4, 6])
        while index + len(run) < len(block) and len(run) < wanted:
            touched = _touches(block[index + len(run)])
            if touched is None or touched[1] in writes or any(item in touched[0] for item in writes):
                break
            run.append(block[index + len(run)])
            writes.append(touched[1])
        if len(run) > 1 and rng.random() < 0.35:
            targets = ast.Tuple([stmt.targets[0] for stmt in run], ast.Store())
            out.append(ast.Assign([targets], ast.Tuple([stmt.value for stmt in run], ast.Load()), lineno=0))
            index += len(run)
        else:
            out.append(block[index])
            index += 1
    return out


def swap_neighbours(block, rng):
    for index in range(len(block) - 1):
        first, second = _touches(block[index]), _touches(block[index + 1])
        if first is None or second is None or rng.random() > 0.35:
            continue
        if first[1] != second[1] and first[1] not in second[0] and second[1] not in first[0]:
            block[index], block[index + 1] = block[index + 1], block[index]
    return block


def introduce_temporary(stmt, rng, fresh):
    if not isinstance(stmt, (ast.Assign, ast.Return, ast.Expr, ast.AugAssign)) or stmt.value is None:
        return None
    if has(stmt, BARRED):
        return None
    if isinstance(stmt, ast.Return) and size(stmt.value) > 1 and rng.random() < 0.3:
        name = fresh.name()
        return [assign(name, stmt.value), ast.Return(load(name))]
    found = loops._reachable(stmt.value, (ast.Call, ast.BinOp, ast.Subscript), rng)
    if found is None or found is stmt.value or size(found) < 4:
        return None
    if any(isinstance(item, ast.Name) and item.id == 'super' for item in ast.walk(found)):
        return None
    name = fresh.name()
    stmt.value = Replace(found, load(name)).visit(stmt.value)
    return [assign(name, found), stmt]


def inline_temporaries(block, function, rng, share):
    read, written = loads(function), stores(function)
    index = 0
    while index < len(block) - 1:
        stmt, after = block[index], block[index + 1]
        index += 1
        if not (isinstance(stmt, ast.Assign) and len(stmt.targets) == 1 and isinstance(stmt.targets[0], ast.Name)):
            continue
        name = stmt.targets[0].id
        if read[name] != 1 or written[name] != 1 or has(stmt, BARRED) or rng.random() > share:
            continue
        if isinstance(after, SIMPLE):
            place = after
        elif isinstance(after, ast.If):
            place = after.test
        elif isinstance(after, ast.For):
            place = after.iter
        else:
            continue
        uses = [item for item in ast.walk(place) if isinstance(item, ast.Name) and item.id == name]
        hidden = [inner for inner in ast.walk(place) if isinstance(inner, (ast.Lambda, ast.ListComp, ast.GeneratorExp))]
        if len(uses) != 1 or any(uses[0] in ast.walk(inner) for inner in hidden):
            continue
        if isinstance(after, ast.If):
            after.test = Replace(uses[0], stmt.value).visit(after.test)
        elif isinstance(after, ast.For):
            after.iter = Replace(uses[0], stmt.value).visit(after.iter)
        else:
            Replace(uses[0], stmt.value).visit(after)
        index -= 1
        del block[index]
    return block


def lambda_to_def(stmt, rng, fresh):
    if not isinstance(stmt, (ast.Assign, ast.Return, ast.Expr)) or stmt.value is None:
        return None
    found = loops._reachable(stmt.value, (ast.Lambda,), rng)
    if found is None:
        return None
    plain = isinstance(stmt, ast.Assign) and stmt.value is found and isinstance(stmt.targets[0], ast.Name)
    name = stmt.targets[0].id if plain and len(stmt.targets) == 1 else fresh.words()
    definition = ast.FunctionDef(name, found.args, [ast.Return(found.body)], [], lineno=0)
    if plain and len(stmt.targets) == 1:
        return [definition]
    stmt.value = Replace(found, load(name)).visit(stmt.value)
    return [definition, stmt]


def nest_with(stmt, rng):
    if isinstance(stmt, ast.With) and len(stmt.items) > 1:
        return [ast.With(stmt.items[:1], [ast.With(stmt.items[1:], stmt.body, lineno=0)], lineno=0)]
    return None


def rewrite_statements(function, rng, fresh, strength=1.0):
    """One pass over every block of a function; chances are per statement and scale with strength."""

    def chance(share):
        return rng.random() < share * strength

    def once(stmt):
        options = [
            (0.5, lambda: turn_branch(stmt, rng)),
            (0.6, lambda: ternary_to_branch(stmt, rng)),
            (0.5, lambda: branch_to_ternary(stmt, rng)),
            (0.6, lambda: augmented(stmt, rng)),
            (0.6, lambda: loops.search_to_loop(stmt, rng, fresh)),
            (0.6, lambda: loops.comprehension_to_loop(stmt, rng, fresh)),
            (0.35, lambda: loops.for_to_while(stmt, rng, fresh)),
            (0.3, lambda: loops.for_shape(stmt, rng, fresh)),
            (0.6, lambda: split_tuple(stmt, rng, fresh)),
            (0.5, lambda: lambda_to_def(stmt, rng, fresh)),
            (0.5, lambda: nest_with(stmt, rng)),
            (0.3, lambda: introduce_temporary(stmt, rng, fresh)),
        ]
        for share, make in options:
            if chance(share):
                made = make()
                if made is not None:
                    return made
        return [stmt]

    for block in list(blocks(function)):
        if block is getattr(function, 'decorator_list', None):
            continue
        index = 0
        while index < len(block):
            if chance(0.7):
                block[:] = loops.loop_to_comprehension(block, index, function) or block
            if index < len(block) and chance(0.6):
                block[:] = loops.loop_to_search(block, index) or block
            index += 1
        inline_temporaries(block, function, rng, 0.45 * strength)
        block[:] = [made for stmt in block for made in once(stmt)]
        swap_neighbours(block, rng)
        block[:] = join_assignments(block, rng)
        block[:] = turn_guard(block, rng)
    return ast.fix_missing_locations(function)


def nested(function):
    return any(isinstance(item, FUNCTIONS) for stmt in function.body for item in ast.walk(stmt))
