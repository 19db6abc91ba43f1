"""L3: definitions in another order, other type hints, other string styles."""
import ast
import io
import tokenize

from .trees import FUNCTIONS, loads, parameters, stores


def _needed_at_once(stmt):
    """Names a statement reads while the module is being imported."""
    if isinstance(stmt, FUNCTIONS):
        parts = stmt.decorator_list + stmt.args.defaults + [item for item in stmt.args.kw_defaults if item]
        parts += [item.annotation for item in parameters(stmt) if item.annotation]
        parts += [stmt.returns] if stmt.returns else []
        return set(loads(parts))
    if isinstance(stmt, ast.ClassDef):
        parts = stmt.decorator_list + stmt.bases + stmt.keywords
        return set(loads(parts)).union(*(_needed_at_once(item) for item in stmt.body))
    return set(loads(stmt))


def shuffled(body, rng):
    """The statements in a random order in which every name is still bound before it is needed at once."""
    last_fixed, waits = None, []
    bound = {}
    for index, stmt in enumerate(body):
        before = {bound[name] for name in _needed_at_once(stmt) if name in bound}
        if not isinstance(stmt, FUNCTIONS + (ast.ClassDef,)):
            if last_fixed is not None:
                before.add(last_fixed)
            last_fixed = index
            if not isinstance(stmt, (ast.Import, ast.ImportFrom)):
                # A statement may call anything defined above it.
                before |= {bound[name] for name in loads(stmt) if name in bound}
        for name in stores([stmt]) if not isinstance(stmt, FUNCTIONS + (ast.ClassDef,)) else [stmt.name]:
            if name in bound:
                before.add(bound[name])
            bound[name] = index
        waits.append(before)
    order, placed = [], set()
    imports = [index for index, stmt in enumerate(body) if isinstance(stmt, (ast.Import, ast.ImportFrom))]
    while len(order) < len(body):
        ready = [index for index in range(len(body)) if index not in placed and waits[index] <= placed]
        ready = ready or [min(set(range(len(body))) - placed)]
        first = [index for index in ready if index in imports]
        chosen = first[0] if first else rng.choice(ready)
        placed.add(chosen)
        order.append(chosen)
    return [body[index] for index in order]


HINTS = ['int', 'float', 'str', 'bool', 'list', 'dict', 'tuple', 'object', 'torch.Tensor', 'Optional[int]', 'Any']


class Hints(ast.NodeTransformer):
    def __init__(self, rng):
        self.rng, self.drop, self.add = rng, rng.random() < 0.75, rng.random() < 0.5

    def _function(self, node):
        for item in parameters(node):
            if item.annotation and self.drop:
                item.annotation = None
            elif not item.annotation and self.add and item.arg not in ('self', 'cls') and self.rng.random() < 0.4:
                item.annotation = ast.parse(self.rng.choice(HINTS), mode='eval').body
        if node.returns and self.drop:
            node.returns = None
        elif not node.returns and self.add and self.rng.random() < 0.4:
            node.returns = ast.parse(self.rng.choice(HINTS), mode='eval').body
        return self.generic_visit(node)

    visit_FunctionDef = visit_AsyncFunctionDef = _function

    def visit_AnnAssign(self, node):
        in_data_class = not isinstance(node.target, ast.Attribute) and node.simple and node.value is None
        if self.drop and not in_data_class and node.value is not None and isinstance(node.target, ast.Attribute):
            return ast.Assign([node.target], node.value, lineno=0)
        return self.generic_visit(node)


def reorder(tree, rng):
    for node in ast.walk(tree):
        if isinstance(node, ast.ClassDef):
            node.body = shuffled(node.body, rng)
    tree.body = shuffled(tree.body, rng)
    return ast.fix_missing_locations(Hints(rng).visit(tree))


def restyle(code, rng):
    """Other quotes around the same strings."""
    if rng.random() < 0.3:
        return code
    out = []
    for token in tokenize.generate_tokens(io.StringIO(code).readline):
        text = token.string
        if token.type == tokenize.STRING and text.endswith("'") and not text.endswith("'''"):
            start = text.index("'")
            inner = text[start + 1 : -1]
            if '"' not in inner and '\\' not in inner and "'" not in inner:
                text = f'{text[:start]}"{inner}"'
        out.append((token, text))
    lines = code.splitlines(keepends=True)
    for token, text in reversed(out):
        if text != token.string and token.start[0] == token.end[0]:
            line = lines[token.start[0] - 1]
            lines[token.start[0] - 1] = line[: token.start[1]] + text + line[token.end[1] :]
    return ''.join(lines)
