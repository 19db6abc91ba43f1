"""L7, beyond the levels of the bar: aliased imports, other calls for the same thing, constants written out."""
import ast
import copy

from .trees import load

# Method -> method with the same arguments.
METHODS = {'view': 'reshape', 'transpose': 'swapaxes', 'sub': 'subtract', 'mul': 'multiply', 'repeat': 'tile'}
# Function of a tensor library that is a method of its first argument too, and the other way.
EITHER = set('softmax sigmoid mean sum flatten permute unsqueeze squeeze clamp exp log sqrt abs sin cos cumsum'.split())
FUNCTIONS = {'cat': 'concat', 'clamp': 'clip', 'absolute': 'abs', 'concatenate': 'concat'}


class Synonyms(ast.NodeTransformer):
    def __init__(self, rng):
        self.rng = rng

    def _chance(self, share=0.6):
        return self.rng.random() < share

    def visit_Call(self, node):
        node = self.generic_visit(node)
        func = node.func
        if not isinstance(func, ast.Attribute):
            return node
        owner = getattr(func.value, 'id', None)
        if owner in ('torch', 'F', 'np', 'jnp', 'tf', 'paddle'):
            if func.attr in FUNCTIONS and owner == 'torch' and self._chance():
                func.attr = FUNCTIONS[func.attr]
            elif func.attr in EITHER and node.args and owner in ('torch', 'F') and self._chance(0.5):
                return ast.Call(ast.Attribute(node.args[0], func.attr, ast.Load()), node.args[1:], node.keywords)
            elif func.attr in ('matmul', 'bmm') and len(node.args) == 2 and self._chance():
                return ast.BinOp(node.args[0], ast.MatMult(), node.args[1])
            return node
        if owner == 'math' and func.attr == 'sqrt' and self._chance():
            return ast.BinOp(node.args[0], ast.Pow(), ast.Constant(0.5))
        if func.attr == 'contiguous' and not node.args and self._chance():
            return func.value
        if func.attr == 'size' and len(node.args) == 1 and self._chance():
            shape = ast.Attribute(func.value, 'shape', ast.Load())
            return ast.Subscript(shape, node.args[0], ast.Load())
        if func.attr == 'unsqueeze' and len(node.args) == 1 and self._chance():
            if isinstance(node.args[0], ast.Constant) and node.args[0].value in (0, 1):
                whole = [ast.Slice()] * node.args[0].value
                place = [*whole, ast.Constant(None)]
                index = place[0] if len(place) == 1 else ast.Tuple(place, ast.Load())
                return ast.Subscript(func.value, index, ast.Load())
        if func.attr == 'float' and not node.args and self._chance():
            kind = ast.Attribute(load('torch'), 'float32', ast.Load())
            return ast.Call(ast.Attribute(func.value, 'to', ast.Load()), [kind], [])
        if func.attr in METHODS and owner not in ('self', 'nn') and self._chance():
            func.attr = METHODS[func.attr]
        elif func.attr in EITHER and owner not in ('self', 'nn') and self._chance(0.4):
            function = ast.Attribute(load('torch'), func.attr, ast.Load())
            return ast.Call(function, [func.value, *node.args], node.keywords)
        return node

    def visit_Constant(self, node):
        value = node.value
        if isinstance(value, int) and not isinstance(value, bool) and 8 <= value <= 4096 and self._chance(0.25):
            for part in (8, 7, 5, 3, 2):
                if value % part == 0 and value // part > 1:
                    return ast.BinOp(ast.Constant(part), ast.Mult(), ast.Constant(value // part))
        return node

    def visit_JoinedStr(self, node):
        return node


class Aliases(ast.NodeTransformer):
    """Imports under other names."""

    def __init__(self, rng, fresh):
        self.rng, self.fresh, self.names = rng, fresh, {}

    def collect(self, tree):
        for stmt in tree.body:
            if isinstance(stmt, ast.Import):
                for alias in stmt.names:
                    if ('.' not in alias.name or alias.asname) and self.rng.random() < 0.7:
                        self._rename(alias, alias.asname or alias.name)
            elif isinstance(stmt, ast.ImportFrom) and stmt.module != '__future__':
                for alias in stmt.names:
                    if alias.name != '*' and self.rng.random() < 0.5:
                        self._rename(alias, alias.asname or alias.name)

    def _rename(self, alias, old):
        new = self.fresh.type_name() if old[:1].isupper() else self.fresh.name()
        self.names[old] = alias.asname = new

    def visit_Name(self, node):
        node.id = self.names.get(node.id, node.id)
        return node


def beyond(tree, rng, fresh):
    tree = Synonyms(rng).visit(copy.deepcopy(tree))
    aliases = Aliases(rng, fresh)
    aliases.collect(tree)
    return ast.fix_missing_locations(aliases.visit(tree))
