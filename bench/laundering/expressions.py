"""L4, inside expressions: conditions, strings, calls and arithmetic said another way."""
import ast
import copy

from .trees import FLIPPED, FUNCTIONS, load, negate


class Expressions(ast.NodeTransformer):
    def __init__(self, rng, own):
        self.rng, self.own = rng, own

    def _chance(self, share):
        return self.rng.random() < share

    def visit_Compare(self, node):
        node = self.generic_visit(node)
        if len(node.ops) != 1:
            if self._chance(0.5):
                parts, left = [], node.left
                for op, right in zip(node.ops, node.comparators):
                    parts.append(ast.Compare(copy.deepcopy(left), [op], [right]))
                    left = right
                return ast.BoolOp(ast.And(), parts)
            return node
        op, right = node.ops[0], node.comparators[0]
        if type(op) in FLIPPED and self._chance(0.4):
            return ast.Compare(right, [FLIPPED[type(op)]()], [node.left])
        if isinstance(op, (ast.Is, ast.IsNot, ast.NotIn, ast.NotEq)) and self._chance(0.3):
            return ast.UnaryOp(ast.Not(), negate(node, self.rng))
        if isinstance(op, ast.In) and isinstance(right, (ast.List, ast.Tuple)) and self._chance(0.5):
            other = ast.Tuple if isinstance(right, ast.List) else ast.List
            return ast.Compare(node.left, [op], [other(right.elts, ast.Load())])
        return node

    def visit_BoolOp(self, node):
        node = self.generic_visit(node)
        if self._chance(0.2):
            other = ast.Or() if isinstance(node.op, ast.And) else ast.And()
            return ast.UnaryOp(ast.Not(), ast.BoolOp(other, [negate(item, self.rng) for item in node.values]))
        return node

    def visit_BinOp(self, node):
        node = self.generic_visit(node)
        if isinstance(node.op, ast.Mult) and self._chance(0.3):
            if not isinstance(node.left, (ast.List, ast.Constant)) or isinstance(
                getattr(node.left, 'value', None), (int, float)
            ):
                return ast.BinOp(node.right, node.op, node.left)
        if isinstance(node.op, ast.Pow) and isinstance(node.left, ast.Name) and self._chance(0.5):
            if isinstance(node.right, ast.Constant) and node.right.value == 2:
                return ast.BinOp(node.left, ast.Mult(), copy.deepcopy(node.left))
        if isinstance(node.op, ast.Add) and isinstance(node.right, ast.Constant) and self._chance(0.3):
            if isinstance(node.right.value, (int, float)):
                return ast.BinOp(node.right, ast.Add(), node.left)
        return node

    def visit_IfExp(self, node):
        node = self.generic_visit(node)
        if self._chance(0.35):
            return ast.IfExp(negate(node.test, self.rng), node.orelse, node.body)
        return node

    def visit_JoinedStr(self, node):
        if any(
            isinstance(part, ast.FormattedValue) and part.format_spec and len(part.format_spec.values) != 1
            for part in node.values
        ) or self._chance(0.45):
            return node
        text, values = '', []
        for part in node.values:
            if isinstance(part, ast.Constant):
                text += str(part.value).replace('{', '{{').replace('}', '}}')
                continue
            if part.format_spec and not isinstance(part.format_spec.values[0], ast.Constant):
                return node
            conversion = f'!{chr(part.conversion)}' if part.conversion != -1 else ''
            spec = f':{part.format_spec.values[0].value}' if part.format_spec else ''
            text += f'{{{conversion}{spec}}}'
            values.append(self.visit(part.value))
        return ast.Call(ast.Attribute(ast.Constant(text), 'format', ast.Load()), values, [])

    def visit_Call(self, node):
        node = self.generic_visit(node)
        if self._chance(0.6) and not any(item.arg is None for item in node.keywords):
            self.rng.shuffle(node.keywords)
        node = self._format_to_fstring(node)
        if isinstance(node, ast.Call):
            node = self._name_arguments(node)
            if isinstance(node.func, ast.Name) and node.func.id == 'dict' and not node.args and self._chance(0.5):
                if node.keywords and all(item.arg for item in node.keywords):
                    keys = [ast.Constant(item.arg) for item in node.keywords]
                    return ast.Dict(keys, [item.value for item in node.keywords])
        return node

    def _format_to_fstring(self, node):
        func = node.func
        if not (isinstance(func, ast.Attribute) and func.attr == 'format' and isinstance(func.value, ast.Constant)):
            return node
        text = func.value.value
        if not isinstance(text, str) or node.keywords or '{{' in text or '}}' in text or self._chance(0.5):
            return node
        pieces = text.split('{}')
        if len(pieces) != len(node.args) + 1 or any('{' in piece or '}' in piece for piece in pieces):
            return node
        if any(isinstance(item, (ast.Starred, ast.Constant, ast.JoinedStr)) for item in node.args):
            return node
        values = []
        for index, piece in enumerate(pieces):
            if piece:
                values.append(ast.Constant(piece))
            if index < len(node.args):
                values.append(ast.FormattedValue(node.args[index], -1))
        return ast.JoinedStr(values)

    def _name_arguments(self, node):
        """Positional arguments of first-party functions become keyword arguments, or the other way."""
        callee = node.func.id if isinstance(node.func, ast.Name) else getattr(node.func, 'attr', None)
        target = self.own.get(callee)
        on_self = isinstance(node.func, ast.Attribute) and getattr(node.func.value, 'id', '') in ('self', 'this')
        if target is None or not (on_self or isinstance(node.func, ast.Name)):
            return node
        args = target.args
        if args.posonlyargs or args.vararg or any(isinstance(item, ast.Starred) for item in node.args):
            return node
        names = [item.arg for item in args.args][1 if on_self else 0 :]
        if len(node.args) > len(names) or not self._chance(0.4):
            return node
        if node.args and self._chance(0.7):
            kept = self.rng.randint(0, len(node.args) - 1)
            moved = [ast.keyword(names[i], node.args[i]) for i in range(kept, len(node.args))]
            node.args, node.keywords = node.args[:kept], moved + node.keywords
        else:
            given = {item.arg: item.value for item in node.keywords}
            position = len(node.args)
            while position < len(names) and names[position] in given:
                node.args.append(given.pop(names[position]))
                position += 1
            node.keywords = [item for item in node.keywords if item.arg is None or item.arg in given]
        return node

    def visit_Dict(self, node):
        node = self.generic_visit(node)
        keys = [key.value for key in node.keys if isinstance(key, ast.Constant)]
        plain = len(keys) == len(node.keys) and keys and all(isinstance(k, str) and k.isidentifier() for k in keys)
        if plain and len(set(keys)) == len(keys) and self._chance(0.3):
            return ast.Call(load('dict'), [], [ast.keyword(k, v) for k, v in zip(keys, node.values)])
        return node

    def visit_UnaryOp(self, node):
        node = self.generic_visit(node)
        if isinstance(node.op, ast.Not) and isinstance(node.operand, (ast.BoolOp, ast.Compare)) and self._chance(0.7):
            return negate(node.operand, self.rng)
        return node


def rewrite_expressions(tree, rng, own):
    """Only bodies of functions are rewritten: decorators, bases and module tables stay as they are."""
    step = Expressions(rng, own)

    class Bodies(ast.NodeVisitor):
        def visit(self, node):
            if isinstance(node, FUNCTIONS):
                node.body = [step.visit(stmt) for stmt in node.body]
            else:
                self.generic_visit(node)

    Bodies().visit(tree)
    return tree
