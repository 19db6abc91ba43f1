"""L4, padding: statements that do nothing, variables nobody reads, functions nobody calls."""
import ast

from .trees import FUNCTIONS, functions, is_docstring, parameters

STATEMENTS = [
    '{a} = {n}',
    '{a} = None',
    '{a} = []',
    '{a} = {{}}',
    "{a} = '{w}'",
    '{a} = {n} * {m} - {k}',
    'pass',
    'if False:\n    {a} = {n}\n    {a} += {m}',
    'for {a} in ():\n    pass',
    'assert True',
    "logger.debug('{w} %s', {n})",
    "print('{w}') if False else None",
    '{p} = {p}',
    'if {p} is None:\n    pass',
    '{a} = {p}\ndel {a}',
    "{a} = isinstance({p}, object)\nassert {a}, '{w}'",
    'try:\n    {a} = int({n})\nexcept ValueError:\n    {a} = {m}',
    '{a} = dict({b}={n}, {c}={m})',
    '{a} = [{b} for {b} in range({k}) if {b} > {n}]',
    'while False:\n    {a} = {n}',
    '{a}, {b} = {n}, {m}',
    '_ = {p}',
    'if {n} > {m}:\n    {a} = {k}\nelse:\n    {a} = {n}',
]

DEAD = [
    'def {f}({a}, {b}={n}):\n    {c} = {a}\n    for {d} in range({b}):\n        {c} = {c} + {d} * {m}\n    return {c}',
    "def {f}({a}):\n    if not {a}:\n        return '{w}'\n    return '{{}}-{{}}'.format({a}, {n})",
    'def {f}({a}, {b}):\n    {c} = {{}}\n    for {d} in {a}:\n        {c}[{d}] = {b}.get({d}, {n})\n    return {c}',
    "def {f}(*{a}):\n    logger.info('{w}: %s', {a})\n    return None",
    'def {f}({a}, {b}):\n    try:\n        return {a} / {b}\n    except ZeroDivisionError:\n        return {n}',
    'class {g}:\n    def __init__(self, {a}={n}):\n        self.{a} = {a}\n\n    def {f}(self):\n        return self.{a} + {m}',
    "def {f}({a}):\n    with open({a}, 'r') as {b}:\n        return [{c}.strip() for {c} in {b} if {c}.strip()]",
    'def {f}({a}, {b}={n}, {c}={m}):\n    if {b} > {c}:\n        {b}, {c} = {c}, {b}\n    return max({b}, min({c}, {a}))',
]


def _filled(template, rng, fresh, name):
    words = {key: fresh.name() for key in 'abcd'}
    values = {'n': rng.randint(0, 64), 'm': rng.randint(1, 32), 'k': rng.randint(2, 9)}
    text = template.format(
        **words, **values, f=fresh.words(), g=fresh.type_name(), w=rng.choice(fresh.WORDS), p=name or 'object'
    )
    return ast.parse(text).body


def pad(tree, rng, fresh, share=0.12):
    for function in functions(tree):
        names = [item.arg for item in parameters(function)] or [None]
        count = max(rng.choice([0, 1, 1]), round(len(function.body) * share * rng.random() * 2))
        for _ in range(count):
            template = rng.choice(STATEMENTS)
            name = rng.choice(names)
            if '{p}' in template and name is None:
                continue
            made = _filled(template, rng, fresh, name)
            start = 1 if function.body and is_docstring(function.body[0]) else 0
            place = rng.randint(start, max(start, len(function.body) - 1))
            function.body[place:place] = made
    first = next((i for i, stmt in enumerate(tree.body) if isinstance(stmt, FUNCTIONS + (ast.ClassDef,))), 0)
    for _ in range(rng.randint(1, 4)):
        made = _filled(rng.choice(DEAD), rng, fresh, None)
        place = rng.randint(first, len(tree.body))
        tree.body[place:place] = made
    return ast.fix_missing_locations(tree)
