"""Pairs of one function before and after a language model rewrote it, out of bare clones; nothing of them is kept.

`pairs(name, ids)` gives {key: (original, rewritten)}, or None where there is no clone. `ids` are those that a set names, or None for
all that qualify: both sides are syntax with a function, the tests of the rewritten one passed where that is known, something changed,
and no earlier pair has the same original.
"""
import ast
import csv
import io
import os
import re
import subprocess
from pathlib import Path

HERE = Path(__file__).resolve().parent
csv.field_size_limit(10**9)
# Set -> originals, and what a language model made of them.
REFACTORED = {
    'humaneval-haiku0': ('openai_humaneval_test_cannonical.csv', 'openai_humaneval_test_claude_3_haiku_0_shot.csv'),
    'mbpp-train-haiku0': ('mbpp_train_cannonical.csv', 'mbpp_train_claude_3_haiku_0_shot_v4_prompt.csv'),
    'mbpp-haikuF': ('mbpp_test_cannonical.csv', 'mbpp_test_claude_3_haiku_few_shot.csv'),
}
# Set -> the model that translated from Java.
TRANSLATED = {'java2py-starchat': 'starchat', 'refutra-chatgpt-java2py': 'chatgpt'}


def clone(repository):
    owner, name = repository.split('/')
    return os.environ['FOREBEAR_MIRROR'].replace('{owner}', owner).replace('{name}', name)


def git(repository, *args):
    done = subprocess.run(['git', '--git-dir=' + clone(repository), *args], capture_output=True, text=True, errors='replace')
    return done.stdout if done.returncode == 0 else None


def show(repository, path, commit='HEAD'):
    return git(repository, 'show', f'{commit}:{path}')


def refactored(name):
    """Canonical solutions and what a language model made of them; its tests passed."""
    rows = []
    for path in REFACTORED[name]:
        text = show('sosier/Code_Refactoring_Assistant', 'results/' + path)
        if text is None:
            return None
        rows.append({row['task_id']: row['code'] for row in csv.DictReader(io.StringIO(text)) if row['passed_tests'] == 'True'})
    fence = re.compile(r'```(?:python)?\n(.*?)```', re.S)
    bare = lambda code: (fence.search(code) or [None, code])[1]
    return {f't{key}': (rows[0][key], bare(rows[1][key])) for key in rows[0] if key in rows[1]}


def translated(model):
    """Python written by people, and the same by a language model from its Java sibling. Whether its tests passed is not told."""
    there = f'result/translate/{model}/java2python/python/'
    listed = git('CodeTrans-Research/RefuTra', 'ls-tree', '--name-only', 'HEAD', there)
    if listed is None:
        return None
    found = {}
    for path in listed.splitlines():
        base = path.rsplit('/', 1)[-1]
        sides = [show('CodeTrans-Research/RefuTra', f'dataset/java2python/python/{base}'), show('CodeTrans-Research/RefuTra', path)]
        try:
            cut = lambda text, kinds: '\n'.join(ast.get_source_segment(text, node) for node in ast.parse(text).body if isinstance(node, kinds)) + '\n'
            found[base.removesuffix('.py')] = (cut(sides[0], ast.FunctionDef), cut(sides[1], (ast.FunctionDef, ast.ClassDef)))
        except (SyntaxError, TypeError):
            continue
    return found


def clones():
    """Pairs of GPTCloneBench, validated by its authors."""
    text = show('srlabUsask/GPTCloneBench', 'py_validate_clone.txt')
    if text is None:
        return None
    found = {}
    for block in text.split('$' * 40):
        parts = re.split(r'-{40}\n?', block)
        head = re.search(r'\w+_Clone(\d+)_(\d+)\.py', parts[0])
        if len(parts) < 3 or not head:
            continue
        one, other = (part.strip('\n').replace('\t', '    ') for part in parts[1:3])
        found[f'c{head[1]}_{head[2]}'] = (re.sub(r'([<>=!+\-*/%&|^]) =(?!=)', r'\1=', one) + '\n', other + '\n')
    return found


def own():
    """Small functions of this project and a second version of each, in disguises that language models use; every other one is renamed. Nothing is tuned on them."""
    sides = []
    for name in ('before', 'after'):
        text = (HERE / 'rewrites' / f'{name}.py').read_text(encoding='utf8')
        sides.append(dict(re.findall(r'# %% (\d+)\n(.*?)(?=# %% |\Z)', text, re.S)))
    return {number: (code, sides[1][number]) for number, code in sides[0].items()}


def syntax(text):
    """What the code says without comments and docstrings; None where it is no syntax or has no function."""
    try:
        tree = ast.parse(text)
    except (SyntaxError, ValueError):
        return None
    if not any(isinstance(node, ast.FunctionDef) for node in ast.walk(tree)):
        return None
    for node in ast.walk(tree):
        body = getattr(node, 'body', None)
        if isinstance(body, list) and body and isinstance(body[0], ast.Expr) and isinstance(body[0].value, ast.Constant):
            node.body = body[1:] or [ast.Pass()]
    return ast.dump(tree)


def qualifying(found):
    seen = set()
    kept = {}
    for key, (before, after) in found.items():
        one, other = syntax(before), syntax(after)
        if one is None or other is None or one == other or one in seen:
            continue
        seen.add(one)
        kept[key] = (before, after)
    return kept


def pairs(name, ids):
    if name == 'own':
        return own()
    found = clones() if name.startswith('gptclone') else translated(TRANSLATED[name]) if name in TRANSLATED else refactored(name)
    if found is None:
        return None
    return qualifying(found) if ids is None else {key: found[key] for key in ids if key in found}
