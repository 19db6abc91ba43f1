"""What every rewriting step asks of a syntax tree."""
import ast
import builtins
import copy
import keyword
from collections import Counter

FUNCTIONS = (ast.FunctionDef, ast.AsyncFunctionDef)
SIMPLE = (ast.Assign, ast.AugAssign, ast.AnnAssign, ast.Expr, ast.Return)
# A name bound in one of these is not bound in the function around it.
SCOPES = FUNCTIONS + (ast.Lambda, ast.ClassDef)


def size(node):
    """Nodes of a tree, contexts (Load, Store) not counted."""
    return sum(1 for item in ast.walk(node) if not isinstance(item, ast.expr_context))


def loads(node):
    """How often each name is read in a node or a list of nodes."""
    nodes = node if isinstance(node, list) else [node]
    return Counter(
        item.id
        for root in nodes
        for item in ast.walk(root)
        if isinstance(item, ast.Name) and isinstance(item.ctx, (ast.Load, ast.Del))
    )


def stores(node):
    """Names bound anywhere in a node or a list of nodes, nested functions included."""
    nodes = node if isinstance(node, list) else [node]
    found = Counter()
    for root in nodes:
        for item in ast.walk(root):
            if isinstance(item, ast.Name) and isinstance(item.ctx, ast.Store):
                found[item.id] += 1
            elif isinstance(item, FUNCTIONS + (ast.ClassDef,)):
                found[item.name] += 1
            elif isinstance(item, ast.ExceptHandler) and item.name:
                found[item.name] += 1
            elif isinstance(item, (ast.Import, ast.ImportFrom)):
                for alias in item.names:
                    found[(alias.asname or alias.name).split('.')[0]] += 1
    return found


def every_name(tree):
    names = set(keyword.kwlist) | set(dir(builtins))
    for item in ast.walk(tree):
        for field in ('id', 'attr', 'name', 'arg', 'asname'):
            value = getattr(item, field, None)
            if isinstance(value, str):
                names.add(value)
    return names


def parameters(function):
    args = function.args
    found = list(args.posonlyargs) + list(args.args) + list(args.kwonlyargs)
    return found + [extra for extra in (args.vararg, args.kwarg) if extra]


def has(node, kinds):
    nodes = node if isinstance(node, list) else [node]
    return any(isinstance(item, kinds) for root in nodes for item in ast.walk(root))


def load(name):
    return ast.Name(name, ast.Load())


def store(name):
    return ast.Name(name, ast.Store())


def assign(name, value):
    return ast.Assign([store(name)], value, lineno=0)


def reading(target):
    """The expression that reads what an assignment target writes."""
    fresh = copy.deepcopy(target)
    for item in ast.walk(fresh):
        if isinstance(getattr(item, 'ctx', None), ast.Store):
            item.ctx = ast.Load()
    return fresh


def call(name, args):
    return ast.Call(load(name), args, [])


def blocks(node):
    """Every list of statements below a node, innermost first; the lists may be changed in place."""
    for child in ast.iter_child_nodes(node):
        yield from blocks(child)
    for field in ('body', 'orelse', 'finalbody'):
        value = getattr(node, field, None)
        if isinstance(value, list) and value and isinstance(value[0], ast.stmt):
            yield value


def functions(tree):
    """Every function of a tree, innermost first."""
    found = [item for item in ast.walk(tree) if isinstance(item, FUNCTIONS)]
    return list(reversed(found))


def first_party(tree):
    """Functions and methods defined in the tree whose name is defined once: name -> definition."""
    found = {}
    twice = set()
    for item in functions(tree):
        (twice.add if item.name in found else lambda _: None)(item.name)
        found[item.name] = item
    return {name: item for name, item in found.items() if name not in twice}


def is_docstring(stmt):
    return (
        isinstance(stmt, ast.Expr) and isinstance(stmt.value, ast.Constant) and isinstance(stmt.value.value, str)
    )


class Replace(ast.NodeTransformer):
    """Puts one tree in the place of another (found by identity)."""

    def __init__(self, old, new):
        self.old, self.new = old, new

    def visit(self, node):
        return self.new if node is self.old else self.generic_visit(node)


class Substitute(ast.NodeTransformer):
    """Puts expressions in the place of names that are read."""

    def __init__(self, values):
        self.values = values

    def visit_Name(self, node):
        if isinstance(node.ctx, ast.Load) and node.id in self.values:
            return copy.deepcopy(self.values[node.id])
        return node


FLIPPED = {ast.Lt: ast.Gt, ast.Gt: ast.Lt, ast.LtE: ast.GtE, ast.GtE: ast.LtE, ast.Eq: ast.Eq, ast.NotEq: ast.NotEq}
OPPOSITE = {
    ast.Lt: ast.GtE, ast.GtE: ast.Lt, ast.Gt: ast.LtE, ast.LtE: ast.Gt, ast.Eq: ast.NotEq, ast.NotEq: ast.Eq,
    ast.Is: ast.IsNot, ast.IsNot: ast.Is, ast.In: ast.NotIn, ast.NotIn: ast.In,
}


def negate(test, rng):
    """The opposite of a condition, in one of the ways people write it."""
    if isinstance(test, ast.UnaryOp) and isinstance(test.op, ast.Not):
        return test.operand
    if isinstance(test, ast.Compare) and len(test.ops) == 1 and rng.random() < 0.8:
        return ast.Compare(test.left, [OPPOSITE[type(test.ops[0])]()], test.comparators)
    if isinstance(test, ast.BoolOp) and rng.random() < 0.6:
        other = ast.Or() if isinstance(test.op, ast.And) else ast.And()
        return ast.BoolOp(other, [negate(value, rng) for value in test.values])
    return ast.UnaryOp(ast.Not(), test)


class Fresh:
    """Names nobody uses yet, in one of several styles."""

    WORDS = (
        'alpha amber anchor arc atlas axis band base basin beam bend blend block bloom bolt bond branch bridge '
        'brook buffer bundle canvas carrier cell chain chord clip cloud cluster coil core crest cube curve dale '
        'delta depth draft drift echo edge ember entry fabric factor feed fern fiber flow fold forge frame front '
        'gate gauge gear glyph grain grid grove harbor haul haze helix hinge hub index inlet item joint kernel '
        'knot lane layer ledge lens lever limb line link loom lumen mantle mark mesh mint mold moss motif node '
        'north nova orbit pace pack panel parcel patch path peak piece pivot plane plate pool port prime prism '
        'probe pulse quill quota radius rail range relay ridge ring river rod root rotor route scale scope seed '
        'shade shard shell shift signal slate slot spark spine spoke stack stage stem strand stream stride surge '
        'tally tempo thread tide tile token tower trace track trail unit valve vault vector vein vista ward wave '
        'weave wedge whirl wing yard zone'
    ).split()

    def __init__(self, rng, taken):
        self.rng, self.taken = rng, set(taken)
        self.style = rng.choice(['words', 'words', 'short', 'hungarian', 'numbered'])

    def _candidate(self):
        rng = self.rng
        if self.style == 'short':
            return ''.join(rng.choice('abcdefghijklmnopqrstuvwxyz') for _ in range(rng.randint(1, 3)))
        if self.style == 'numbered':
            return f"{rng.choice(['v', 'tmp', 'x', 'val'])}{rng.randint(1, 400)}"
        first, second = rng.choice(self.WORDS), rng.choice(self.WORDS)
        if self.style == 'hungarian':
            return f"{rng.choice(['cur', 'new', 'my', 'the'])}_{first}"
        return first if rng.random() < 0.4 else f'{first}_{second}'

    def _keep(self, make):
        for attempt in range(1000):
            name = make()
            if attempt > 40:
                name = f'{name}{attempt}'
            if name not in self.taken:
                self.taken.add(name)
                return name
        raise RuntimeError('no name left')

    def name(self):
        return self._keep(self._candidate)

    def words(self):
        rng = self.rng
        return self._keep(lambda: '_'.join(rng.choice(self.WORDS) for _ in range(rng.choice([1, 2, 2, 3]))))

    def type_name(self):
        rng = self.rng
        return self._keep(lambda: ''.join(rng.choice(self.WORDS).title() for _ in range(rng.choice([1, 2, 2, 3]))))
