"""A second judge beside launder.py, written apart from it: other habits at the same levels.

    python3 bench/rewriter.py SET...      e.g. fresh kept dev; reads build/bench/SET, writes build/bench/SET/second

It names things v1, K2, part_3; writes code in small steps (every inner call under a name of its own); leaves a function
at one place only; moves constants to the top of the module and expressions into helpers of two and more parameters;
walks lists by `iter` and `next`; adds strings up; and puts methods among a stranger's functions with their object
as the last parameter. Output is parsed, never run.
"""
import ast
import copy
import json
import random
import sys
from pathlib import Path

from laundering.mix import _functions, host_within, keep_half, keep_volume, volume
from laundering.rename import HOOKS, SHARED
from laundering.strip import strip

BUILD = Path(__file__).resolve().parent.parent / 'build' / 'bench'
FUNCTIONS = (ast.FunctionDef, ast.AsyncFunctionDef)


def name(id, store=False):
    return ast.Name(id, ast.Store() if store else ast.Load())


class Renamer(ast.NodeTransformer):
    """Numbers instead of names, one table for the whole file."""

    def __init__(self, tree):
        self.imported = {
            (alias.asname or alias.name).split('.')[0]
            for node in ast.walk(tree) if isinstance(node, (ast.Import, ast.ImportFrom)) for alias in node.names
        }
        own, attributes = set(), set()
        for node in ast.walk(tree):
            if isinstance(node, FUNCTIONS + (ast.ClassDef,)):
                own.add(node.name)
            if isinstance(node, ast.arg) or isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store):
                own.add(getattr(node, 'arg', None) or node.id)
            if isinstance(node, ast.Attribute) and isinstance(node.ctx, ast.Store):
                attributes.add(node.attr)
            if isinstance(node, ast.ClassDef):
                attributes |= {item.name for item in node.body if isinstance(item, FUNCTIONS)}
        keep = HOOKS | self.imported | {'self', 'cls', '_'}
        self.table = {old: f'v{i}' for i, old in enumerate(sorted(own - keep)) if not old.startswith('__')}
        self.attributes = {
            old: f'part_{i}' for i, old in enumerate(sorted(attributes - HOOKS - SHARED)) if not old.startswith('__')
        }

    def visit_Name(self, node):
        node.id = self.table.get(node.id, node.id)
        return node

    def visit_arg(self, node):
        node.arg, node.annotation = self.table.get(node.arg, node.arg), None
        return node

    def visit_Attribute(self, node):
        node.attr = self.attributes.get(node.attr, node.attr)
        return self.generic_visit(node)

    def visit_keyword(self, node):
        return self.generic_visit(node)

    def _definition(self, node):
        table = self.attributes if node.name in self.attributes else self.table
        node.name = table.get(node.name, node.name)
        if isinstance(node, FUNCTIONS):
            node.returns = None
        return self.generic_visit(node)

    visit_FunctionDef = visit_AsyncFunctionDef = visit_ClassDef = _definition


class Steps:
    """Statement-level habits of L4 for one function."""

    def __init__(self, rng, made, constants):
        self.rng, self.made, self.constants, self.count = rng, made, constants, 0

    def fresh(self, kind='t'):
        self.count += 1
        return f'{kind}{self.count}_{self.rng.randint(10, 99)}'

    def block(self, body):
        out = []
        for stmt in body:
            out += self.statement(stmt)
        return out or [ast.Pass()]

    def statement(self, stmt):
        for field in ('body', 'orelse', 'finalbody'):
            inner = getattr(stmt, field, None)
            if inner and not isinstance(stmt, FUNCTIONS + (ast.ClassDef,)):
                setattr(stmt, field, self.block(inner))
        roll = self.rng.random()
        simple = (ast.Assign, ast.Return, ast.Expr, ast.AugAssign)
        barred = (ast.Yield, ast.YieldFrom, ast.Await, ast.NamedExpr, ast.Lambda)
        if any(isinstance(node, barred) for node in ast.walk(stmt)):
            return [stmt]
        if isinstance(stmt, ast.If) and stmt.orelse and roll < 0.5:
            return [ast.If(ast.UnaryOp(ast.Not(), stmt.test), stmt.orelse, stmt.body)]
        if isinstance(stmt, ast.For) and not stmt.orelse and roll < 0.2:
            walk, end = self.fresh('it'), ast.Constant(None)
            hold = self.fresh('x')
            take = ast.Assign([name(hold, True)], ast.Call(name('next'), [name(walk), end], []), lineno=0)
            stop = ast.If(ast.Compare(name(hold), [ast.Is()], [ast.Constant(None)]), [ast.Break()], [])
            item = ast.Assign([stmt.target], name(hold), lineno=0)
            start = ast.Assign([name(walk, True)], ast.Call(name('iter'), [stmt.iter], []), lineno=0)
            return [start, ast.While(ast.Constant(True), [take, stop, item, *stmt.body], [])]
        if isinstance(stmt, ast.Assign) and isinstance(stmt.value, ast.ListComp) and roll < 0.7:
            gens = stmt.value.generators
            if len(gens) == 1 and isinstance(stmt.targets[0], ast.Name):
                put = ast.AugAssign(name(stmt.targets[0].id, True), ast.Add(), ast.List([stmt.value.elt], ast.Load()))
                body = [put]
                for test in gens[0].ifs:
                    body = [ast.If(ast.UnaryOp(ast.Not(), test), [ast.Continue()], []), *body]
                empty = ast.Assign(stmt.targets, ast.List([], ast.Load()), lineno=0)
                return [empty, ast.For(gens[0].target, gens[0].iter, body, [], lineno=0)]
        if isinstance(stmt, simple) and getattr(stmt, 'value', None) is not None and roll < 0.75:
            before = []
            stmt.value = self.steps(stmt.value, before, top=True)
            return [*before, stmt]
        return [stmt]

    def steps(self, node, before, top=False):
        """Inner calls under names of their own, arguments first; some sums and products as helpers."""
        if isinstance(node, (ast.ListComp, ast.SetComp, ast.DictComp, ast.GeneratorExp, ast.IfExp, ast.BoolOp, ast.JoinedStr)):
            return node
        if isinstance(node, ast.Call):
            if isinstance(node.func, ast.Name) and node.func.id == 'super':
                return node
            if isinstance(node.func, ast.Attribute):
                node.func.value = self.steps(node.func.value, before)
            node.args = [arg if isinstance(arg, ast.Starred) else self.steps(arg, before) for arg in node.args]
            for keyword in node.keywords:
                keyword.value = self.steps(keyword.value, before)
        elif isinstance(node, ast.BinOp):
            node.left, node.right = self.steps(node.left, before), self.steps(node.right, before)
            reads = sorted({item.id for item in ast.walk(node) if isinstance(item, ast.Name)})
            if len(reads) > 1 and self.rng.random() < 0.25 and sum(1 for _ in ast.walk(node)) > 6:
                helper = self.fresh('op_')
                args = ast.arguments([], [ast.arg(each) for each in reads], None, [], [], None, [])
                self.made.append(ast.FunctionDef(helper, args, [ast.Return(copy.deepcopy(node))], [], lineno=0))
                return ast.Call(name(helper), [name(each) for each in reads], [])
        elif isinstance(node, ast.Constant) and isinstance(node.value, (int, float)) and not isinstance(node.value, bool):
            if abs(node.value) > 2 and self.rng.random() < 0.4:
                self.constants[node.value] = f'K{len(self.constants)}' if node.value not in self.constants else self.constants[node.value]
                return name(self.constants[node.value])
        if isinstance(node, ast.Call) and not top and self.rng.random() < 0.6:
            held = self.fresh()
            before.append(ast.Assign([name(held, True)], node, lineno=0))
            return name(held)
        return node


def one_exit(function, rng):
    """Trailing `if c: return a` / `return b` with one variable that is returned at the end."""
    body = function.body
    if len(body) < 2 or not isinstance(body[-1], ast.Return) or body[-1].value is None:
        return
    test = body[-2]
    if not isinstance(test, ast.If) or test.orelse or len(test.body) != 1:
        return
    if isinstance(test.body[0], ast.Return) and test.body[0].value is not None and rng.random() < 0.7:
        yes = ast.Assign([name('answer', True)], test.body[0].value, lineno=0)
        no = ast.Assign([name('answer', True)], body[-1].value, lineno=0)
        function.body = [*body[:-2], no, ast.If(test.test, [yes], []), ast.Return(name('answer'))]


def rewrite(tree, rng):
    made, constants = [], {}
    for _, function in _functions(tree):
        one_exit(function, rng)
        function.body = Steps(rng, made, constants).block(function.body)
        function.body.insert(0, ast.parse(rng.choice(['unused = None', 'if False:\n    unused = 1', 'debug = []'])).body[0])
    head = [ast.Assign([name(key, True)], ast.Constant(value), lineno=0) for value, key in constants.items()]
    first = next((i for i, stmt in enumerate(tree.body) if isinstance(stmt, FUNCTIONS + (ast.ClassDef,))), 0)
    tree.body[first:first] = head + made
    return tree


def lifted(tree, rng):
    """Methods without decorators leave their class; the object comes last."""
    body = []
    for stmt in tree.body:
        if not isinstance(stmt, ast.ClassDef) or rng.random() < 0.5:
            body.append(stmt)
            continue
        for item in list(stmt.body):
            plain = isinstance(item, FUNCTIONS) and not item.decorator_list and item.args.args
            if plain and not item.args.defaults and not item.name.startswith('__'):
                item.args.args = item.args.args[1:] + item.args.args[:1]
                stmt.body.remove(item)
                body.append(item)
        if stmt.body:
            body.append(stmt)
    tree.body = body
    return tree


def second(source, level, seed, host):
    rng = random.Random(f'second:{seed}:{level}')
    tree = strip(ast.parse(source))
    if level >= 2:
        tree = Renamer(tree).visit(tree)
    if level >= 3:
        definitions = [stmt for stmt in tree.body if isinstance(stmt, FUNCTIONS)]
        rest = [stmt for stmt in tree.body if not isinstance(stmt, FUNCTIONS)]
        tree.body = rest + definitions[::-1]
    if level in (5, 6):
        tree = keep_half(tree, rng) if level == 5 else keep_volume(tree, 0.2, rng)
        kept = volume(tree)
    if level >= 4:
        tree = rewrite(ast.fix_missing_locations(tree), rng)
    if level in (5, 6):
        stranger = strip(ast.parse(host))
        if level == 6:
            stranger, tree = host_within(stranger, 4 * kept, rng), lifted(tree, rng)
        futures = [s for s in stranger.body if isinstance(s, ast.ImportFrom) and s.module == '__future__']
        others = [s for s in stranger.body if s not in futures]
        mine = [s for s in tree.body if not (isinstance(s, ast.ImportFrom) and s.module == '__future__')]
        half = len(others) // 2
        tree = ast.Module(futures + others[:half] + mine + others[half:], [])
    code = ast.unparse(ast.fix_missing_locations(tree)) + '\n'
    ast.parse(code)
    return code


def main():
    for set_name in sys.argv[1:]:
        root = BUILD / set_name
        labels = json.loads((root / 'labels.json').read_text(encoding='utf8'))
        made = []
        for query in labels['queries']:
            if query['level'] == 0:
                continue
            here = BUILD.parent.parent
            host = (here / query['host']).read_text(encoding='utf8') if query['host'] else None
            source = (here / query['source']).read_text(encoding='utf8')
            text = second(source, query['level'], query['file'], host)
            place = root / 'second' / Path(query['file']).relative_to(Path('build/bench') / set_name / 'laundered')
            place.parent.mkdir(parents=True, exist_ok=True)
            place.write_text(text, encoding='utf8')
            made.append({**query, 'file': str(place.relative_to(here))})
        labels['second'] = made
        (root / 'labels.json').write_text(json.dumps(labels, indent=1), encoding='utf8')
        print(f'{set_name}: {len(made)} files')


if __name__ == '__main__':
    main()
