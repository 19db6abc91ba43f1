"""Functions rewritten by language models, and models ported to other frameworks: Forebear beside two plain yardsticks.

    FOREBEAR_MIRROR='/clones/{owner}/{name}.git' python3 bench/rewritten.py [SET...]

SET: a name of bench/sets/rewritten.json, `own` (bench/rewrites), `ports`, `ports-nameless` (the names of all models taken out of both
sides), `siblings` (bench/siblings, each against the others), or `independents=DIR` for a folder with orig/, para/, hide/, port/, ind1/ and ind2/ (copies of a module, and independent implementations of the same specification). Yardsticks: `ast idf`, 3-grams of
syntax node types weighed by how rare they are among the originals; `words`, the words of all names, weighed alike; and Dolos, where
`npm run bench -- dolos` has installed it (the larger of its two numbers).
"""
import ast
import json
import math
import re
import subprocess
import sys
import tempfile
from collections import Counter, defaultdict
from pathlib import Path

from rewritten_sets import git, pairs, show

HERE = Path(__file__).resolve().parent
# Sets of which no ids are named: all pairs that qualify. The first two are for tuning, the others are kept.
WHOLE = ['mbpp-train-haiku0', 'java2py-starchat', 'mbpp-haikuF', 'refutra-chatgpt-java2py']
CLI = ['node', str(HERE.parent / 'dist' / 'cli.cjs')]


def forebear(queries, candidates):
    done = subprocess.run([*CLI, 'rank', *queries, '--against', *candidates, '--no-cache', '-q'], capture_output=True, text=True)
    found = {}
    for line in done.stdout.splitlines():
        query, candidate, score = line.split('\t')[:3]
        found[query, candidate] = float(score)
    return found


def dolos(folder):
    """Scores of Dolos for rew/ against orig/; None where it is not installed."""
    done = subprocess.run(['node', str(HERE / 'peers' / 'dolos.mjs'), 'rank', f'{folder}/rew', f'{folder}/orig'], capture_output=True, text=True)
    if done.returncode != 0:
        return None
    rows = (line.split('\t') for line in done.stdout.splitlines())
    return {(query[len(folder) + 1:], candidate[len(folder) + 1:]): float(score) for query, candidate, score in rows}


def types_of(text):
    kinds = [type(node).__name__ for node in ast.walk(ast.parse(text))]
    return Counter(zip(kinds, kinds[1:], kinds[2:]))


def words_of(text):
    found = Counter()
    for node in ast.walk(ast.parse(text)):
        for name in (getattr(node, field, None) for field in ('id', 'attr', 'arg', 'name')):
            if isinstance(name, str):
                found.update(re.findall(r'[a-z0-9]{2,}', re.sub(r'([a-z0-9])([A-Z])', r'\1 \2', name).lower()))
    return found


def cosine(feature, queries, candidates):
    there = {path: set(feature(text)) for path, text in candidates.items()}
    here = {path: set(feature(text)) for path, text in queries.items()}
    held = Counter(one for features in there.values() for one in features)
    weight = lambda one: math.log((len(there) + 1) / (held[one] + 0.5)) ** 2
    norm = lambda features: math.sqrt(sum(map(weight, features))) or 1.0
    norms = {path: norm(features) for path, features in there.items()}
    found = {}
    for query, mine in here.items():
        length = norm(mine)
        for candidate, features in there.items():
            found[query, candidate] = sum(map(weight, mine & features)) / (length * norms[candidate])
    return found


def average_precision(positives, negatives):
    ranked = sorted([(-score, 1) for score in positives] + [(-score, 0) for score in negatives], key=lambda one: (one[0], one[1]))
    hits = total = 0
    for place, (_, match) in enumerate(ranked, 1):
        if match:
            hits += 1
            total += hits / place
    return total / len(positives)


def report(label, scores, names, keep):
    asked = [name for name in names if keep(name)]
    right = [scores.get((f'rew/{name}', f'orig/{name}'), 0) for name in asked]
    wrong = {name: [scores.get((f'rew/{name}', f'orig/{other}'), 0) for other in names if other != name] for name in asked}
    first = sum(score > max(wrong[name]) for name, score in zip(asked, right)) / len(asked)
    pooled = sorted((score for each in wrong.values() for score in each), reverse=True)
    bound = pooled[len(pooled) // 1000]
    recall = sum(score > bound for score in right) / len(asked)
    print(f'  {label:<12} n {len(asked):>3}  top-1 {first:.3f}  AP {average_precision(right, pooled):.3f}  recall at 1e-3 {recall:.3f}')


def rewritten(name, ids):
    made = pairs(name, ids)
    if made is None:
        print(f'\n{name}: no clone, left out')
        return
    names = sorted(f'{one}.py' for one in made)
    print(f'\n{name}')
    with tempfile.TemporaryDirectory() as folder:
        texts = {}
        for one, (before, after) in made.items():
            for side, text in (('orig', before), ('rew', after)):
                path = Path(folder) / side / f'{one}.py'
                path.parent.mkdir(exist_ok=True)
                path.write_text(text, encoding='utf8')
                texts[f'{side}/{one}.py'] = text
        here, there = [f'{folder}/rew/{one}' for one in names], [f'{folder}/orig/{one}' for one in names]
        cut = len(folder) + 1
        theirs = dolos(folder)
        ours = {(query[cut:], candidate[cut:]): score for (query, candidate), score in forebear(here, there).items()}
    queries = {path: text for path, text in texts.items() if path.startswith('rew/')}
    originals = {path: text for path, text in texts.items() if path.startswith('orig/')}
    nodes = {one: min(sum(1 for _ in ast.walk(ast.parse(texts[f'{side}/{one}']))) for side in ('orig', 'rew')) for one in names}
    tables = [('forebear', ours), ('ast idf', cosine(types_of, queries, originals)), ('words', cosine(words_of, queries, originals))]
    if theirs is not None:
        tables.append(('dolos', theirs))
    for title, keep in (('all', lambda one: True), ('60 nodes and more', lambda one: nodes[one] >= 60)):
        print(f' {title}')
        for label, scores in tables:
            report(label, scores, names, keep)


# Folders of models whose name is a word of everybody's.
GENERAL = re.compile(r'auto|deprecated|timm_backbone|(?:.*_)?(?:encoder_decoder|dual_encoder|transformers?|to_text)(?:_2)?')


def nameless(folders):
    """Takes the names of models out of a text: `GPTNeoXLayer` and `gpt_neox_layer` become XLayer and X_layer."""
    names = sorted((name for name in folders if not GENERAL.fullmatch(name)), key=len, reverse=True)
    each = '|'.join('[_]?'.join(map(re.escape, name.split('_'))) for name in names)
    found = re.compile(r'[A-Za-z0-9_]+')
    named = re.compile(rf'(?:(?<![A-Za-z])|(?<=[a-z])(?=[A-Z]))(?i:{each})(?![a-z])')
    known = {}

    def bare(word):
        if word[0] not in known:
            known[word[0]] = named.sub('X', word[0])
        return known[word[0]]

    return lambda text: found.sub(bare, text)


def ports(known, without_names=False):
    there = known['candidates']
    title = 'ports without names' if without_names else 'ports'
    listed = git(there['repository'], 'ls-tree', '-r', '--name-only', there['commit'], there['under'])
    if listed is None:
        print('\nports: no clone of the models, left out')
        return
    folders = {path.removeprefix(there['under']).split('/')[0] for path in listed.splitlines()} - {'__init__.py'}
    plain = nameless(folders) if without_names else lambda text: text
    with tempfile.TemporaryDirectory() as folder:
        models = {}
        for path in listed.splitlines():
            base = path.rsplit('/', 1)[-1]
            if not re.fullmatch(r'modeling_(?!.*(?:flax|tf_)).*\.py', base):
                continue
            key = '/'.join(path.split('/')[-2:])
            place = Path(folder) / 'models' / key
            place.parent.mkdir(parents=True, exist_ok=True)
            place.write_text(plain(show(there['repository'], path, there['commit']) or ''), encoding='utf8')
            models[str(place)] = key
        print()
        for name, each in known['sets'].items():
            queries = {}
            for number, (path, right) in enumerate(each['pairs']):
                text = show(each['repository'], path, each['commit'])
                if text is None:
                    continue
                place = Path(folder) / name / f'{number}.py'
                place.parent.mkdir(exist_ok=True)
                place.write_text(plain(text), encoding='utf8')
                queries[str(place)] = right
            if not queries:
                print(f'{title}, {name}: no clone, left out')
                continue
            texts = lambda paths: {path: Path(path).read_text(encoding='utf8') for path in paths}
            tables = [('forebear', forebear(list(queries), list(models)))]
            tables += [(label, cosine(feature, texts(queries), texts(models))) for label, feature in (('ast idf', types_of), ('words', words_of))]
            for label, scores in tables:
                first = sum(models[max(models, key=lambda model: (scores.get((query, model), 0), models[model]))] in right for query, right in queries.items())
                print(f'{title}, {name}: {label:<12} n {len(queries)}  right model first {first / len(queries):.2f}')


def independents(folder):
    names = sorted(path.name for path in (Path(folder) / 'orig').glob('*.py'))
    originals = [f'{folder}/orig/{name}' for name in names]
    own = {}
    for kind in ('para', 'hide', 'port', 'ind1', 'ind2'):
        scores = forebear([f'{folder}/{kind}/{name}' for name in names], originals)
        own[kind] = [scores.get((f'{folder}/{kind}/{name}', f'{folder}/orig/{name}'), 0) for name in names]
    apart = own['ind1'] + own['ind2']
    print(f'\nindependents: {len(apart)} of {len(names)} specifications; highest {max(apart):.3f}, weak and more {sum(s >= .09 for s in apart)}, moderate and more {sum(s >= .31 for s in apart)}')
    for kind in ('para', 'hide', 'port'):
        area = sum((a > b) + (a == b) / 2 for a in own[kind] for b in apart) / (len(own[kind]) * len(apart))
        print(f'  {kind}: ROC area {area:.3f}, above all of them {sum(s > max(apart) for s in own[kind]) / len(names):.2f}')


def kinds():
    """Every sibling of the bank against the others of its kind: independents of one task in different habits. A sibling is never held against itself."""
    paths = sorted(str(path) for path in (HERE / 'siblings').glob('*/*.py'))
    kind = lambda path: path.rsplit('/', 2)[1]
    done = subprocess.run([*CLI, 'rank', *paths, '--against', *paths, '--no-cache', '-q', '--format', 'json'], capture_output=True, text=True)
    pairs = [pair for pair in json.loads(done.stdout)['pairs'] if pair['query'] != pair['candidate']]
    print()
    for title, keep in (('siblings of one kind', True), ('siblings of different kinds', False)):
        copies = [pair['copy'] for pair in pairs if (kind(pair['query']) == kind(pair['candidate'])) == keep]
        print(f'{title}: {len(copies)} pairs, highest {max(copies):.3f}, weak and more {sum(s >= .09 for s in copies)}, moderate and more {sum(s >= .31 for s in copies)}')


if __name__ == '__main__':
    known = json.loads((HERE / 'sets' / 'rewritten.json').read_text(encoding='utf8'))
    for wanted in sys.argv[1:] or ['own', *known['rewritten'], *WHOLE, 'siblings', 'ports', 'ports-nameless']:
        if wanted in ('ports', 'ports-nameless'):
            ports(known['ports'], wanted == 'ports-nameless')
        elif wanted == 'siblings':
            kinds()
        elif wanted.startswith('independents='):
            independents(wanted.split('=', 1)[1])
        else:
            rewritten(wanted, known['rewritten'].get(wanted))
