"""Builds the corpus of the accuracy bench from bare clones, under build/bench/ (never committed).

    FOREBEAR_MIRROR='/clones/{owner}/{name}.git' python3 bench/corpus.py dev kept pairs

`dev` and `kept` are two complete sets with different sources, seeds and unrelated repositories: tune on the
first, report on the second. Each has originals/, laundered/L0..L6/, unrelated/ and labels.json. `pairs` takes
the file pairs of bench/pairs.json out of their repositories.
"""
import ast
import hashlib
import json
import os
import random
import shutil
import subprocess
import sys
from pathlib import Path

from launder import BEYOND, LEVELS, launder
from laundering import mix
from laundering.strip import strip
from nearness import function_hashes, named_functions, nearly_shared, parsed

HERE = Path(__file__).resolve().parent
BUILD = HERE.parent / 'build' / 'bench'


def clone(repo):
    template = os.environ.get('FOREBEAR_MIRROR')
    if not template:
        sys.exit('FOREBEAR_MIRROR names the bare clones, e.g. /clones/{owner}/{name}.git')
    owner, name = repo.split('/')
    return template.format(owner=owner, name=name)


def git(repo, *args):
    env = {**os.environ, 'GIT_NO_LAZY_FETCH': '1'}
    return subprocess.run(['git', '-C', clone(repo), *args], capture_output=True, env=env)


def show(repo, commit, path):
    """The bytes of a file at a commit, or None."""
    result = git(repo, 'show', f'{commit}:{path}')
    return result.stdout if result.returncode == 0 else None


def show_many(repo, commit, paths):
    """The bytes of many files at a commit, in one process: path -> bytes."""
    asked = ''.join(f'{commit}:{path}\n' for path in paths).encode()
    env = {**os.environ, 'GIT_NO_LAZY_FETCH': '1'}
    out = subprocess.run(['git', '-C', clone(repo), 'cat-file', '--batch'], input=asked, capture_output=True, env=env)
    found, rest = {}, out.stdout
    for path in paths:
        head, _, rest = rest.partition(b'\n')
        if head.endswith(b'missing'):
            continue
        length = int(head.split()[-1])
        found[path], rest = rest[:length], rest[length + 1 :]
    return found


def local_name(repo, path):
    return f"{repo.replace('/', '__')}/{path}"


def staged(path):
    """Where a file of a set lies until the whole set is there."""
    inside = path.relative_to(BUILD)
    return BUILD / f'.{inside.parts[0]}' / Path(*inside.parts[1:])


def start(root):
    clone('owner/name')
    shutil.rmtree(staged(root), ignore_errors=True)


def finish(root):
    """Puts a complete set in the place of the old one."""
    shutil.rmtree(root, ignore_errors=True)
    staged(root).rename(root)


def write(path, text):
    path = staged(path)
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(text if isinstance(text, bytes) else text.encode('utf8'))


def originals_of(spec, root):
    found = []
    for entry in spec['originals']:
        data = show(entry['repo'], entry['commit'], entry['path'])
        if data is None or parsed(data) is None:
            print(f"  not readable: {entry['repo']} {entry['path']}", file=sys.stderr)
            continue
        place = root / 'originals' / local_name(entry['repo'], entry['path'])
        write(place, data)
        text = data.decode('utf8', 'replace')
        found.append({**entry, 'file': str(place.relative_to(HERE.parent)), 'hashes': function_hashes(text), 'named': named_functions(text), 'text': text})
    return found


def unrelated_of(spec, root, shared, seed):
    """Files of unrelated repositories without an identical function of an original: (path, text), in path order."""
    rng = random.Random(seed)
    found, dropped = [], []
    skip = {(item['repo'], item['path']) for item in spec.get('exclude', [])}
    for source in spec['unrelated']:
        listing = git(source['repo'], 'ls-tree', '-r', '-l', source['commit']).stdout.decode().splitlines()
        paths = []
        for line in listing:
            meta, path = line.split('\t', 1)
            length = meta.split()[3]
            inside = any(path.startswith(under) for under in source.get('under', ['']))
            outside = any(path.startswith(under) for under in source.get('not', []))
            if path.endswith('.py') and inside and not outside and length != '-' and 200 <= int(length) <= 400_000:
                paths.append(path)
        paths = sorted(rng.sample(paths, min(len(paths), source['files'])))
        for path, data in show_many(source['repo'], source['commit'], paths).items():
            text = data.decode('utf8', 'replace')
            if (source['repo'], path) in skip or parsed(text) is None:
                continue
            if function_hashes(text) & shared:
                dropped.append([source['repo'], path])
                continue
            place = root / 'unrelated' / local_name(source['repo'], path)
            write(place, data)
            found.append((str(place.relative_to(HERE.parent)), text))
    return found, dropped


def hosts_of(unrelated, known):
    """Unrelated files with enough functions to hide others among, and no code known to be shared with an original."""
    barred = tuple(item['unrelated'] for item in known if item['unrelated'].endswith('.py') or item['original'] == '*')
    hosts = []
    for path, text in unrelated:
        if barred and path.split('/unrelated/')[1].startswith(barred):
            continue
        tree = parsed(text) if 3000 < len(text) < 60_000 else None
        if tree and 5 <= len(mix._functions(tree)) <= 60:
            hosts.append((path, text, mix.volume(strip(tree))))
    return hosts


# More laundered copies than the bars count: (level, another seed), for closer looks at the hard levels.
EXTRA = [(4, 'b'), (5, 'b'), (6, 'b'), (4, 'c'), (5, 'c'), (6, 'c'), (BEYOND, 'a')]


def launder_all(sources, hosts, root, seed, plan, folder):
    queries = []
    for number, source in enumerate(sources):
        volume = mix.volume(strip(ast.parse(source['text'])))
        for level, variant in plan:
            key = f'{seed}:{number}:{level}{variant}'
            least = {5: 0.4, 6: 0.6}.get(level, 0) * volume
            fitting = [host for host in hosts if least <= host[2] <= 4 * volume] or hosts
            host = random.Random(key).choice(fitting)
            name = hashlib.sha1(key.encode()).hexdigest()[:8]
            text = launder(source['text'], level, f'{seed}:{number}{variant}', host[1])
            place = root / folder / f'L{level}' / f'{number:02d}-{name}.py'
            write(place, text)
            queries.append({
                'file': str(place.relative_to(HERE.parent)),
                'level': level,
                'source': source['file'],
                'host': host[0] if level in (5, 6) else None,
            })
    return queries


def independent_pairs(originals, related):
    """Pairs of originals without a common family, repository or nearly identical function, and whether they share a role."""
    return [
        [a['file'], b['file'], a['role'] == b['role']]
        for index, a in enumerate(originals)
        for b in originals[index + 1 :]
        if not related(a, b)
    ]


def build(name):
    spec = json.loads((HERE / 'sets' / f'{name}.json').read_text(encoding='utf8'))
    root = BUILD / name
    start(root)
    originals = originals_of(spec, root)
    sources = [item for item in originals if item.get('source')]
    shared = set().union(*(item['hashes'] for item in originals))
    unrelated, dropped = unrelated_of(spec, root, shared, spec['seed'])
    hosts = hosts_of(unrelated, spec.get('knownShared', []))
    queries = launder_all(sources, hosts, root, spec['seed'], [(level, '') for level in LEVELS], 'laundered')
    extra = launder_all(sources, hosts, root, spec['seed'], EXTRA, 'extra')

    def same_family(a, b):
        return bool(set(a['families']) & set(b['families']))

    def related(a, b):
        return same_family(a, b) or a['repo'] == b['repo'] or bool(a['hashes'] & b['hashes'])

    def near(a, b):
        later = set(a['families'] + a.get('laterFamilies', [])) & set(b['families'] + b.get('laterFamilies', []))
        return related(a, b) or bool(later) or nearly_shared(a['named'], b['named']) is not None

    v1, v2, v3 = {}, {}, {}
    for source in sources:
        others = [item for item in originals if item is not source]
        v1[source['file']] = [item['file'] for item in others if same_family(source, item)]
        v2[source['file']] = [item['file'] for item in others if related(source, item)]
        v3[source['file']] = [item['file'] for item in others if near(source, item)]
    labels = {
        'queries': queries,
        'extra': extra,
        'independent': independent_pairs(originals, near),
        'originals': [{k: item[k] for k in ('file', 'repo', 'path', 'families', 'role')} for item in originals],
        'neutral': {'v1': v1, 'v2': v2, 'v3': v3},
        'unrelated': [path for path, _ in unrelated],
        'droppedForSharedCode': dropped,
    }
    write(root / 'labels.json', json.dumps(labels, indent=1))
    finish(root)
    per_source = sum(len(originals) - 1 - len(v2[item['file']]) for item in sources) / len(sources)
    print(
        f'{name}: {len(originals)} originals, {len(sources)} sources, {len(queries)} + {len(extra)} queries, '
        f'{len(unrelated)} unrelated ({len(dropped)} dropped for shared code), '
        f'{per_source:.1f} non-source candidates a query under v2'
    )


def build_pairs():
    pairs = json.loads((HERE / 'pairs.json').read_text(encoding='utf8'))['pairs']
    root = BUILD / 'pairs'
    start(root)
    out = []
    for pair in pairs:
        files = {}
        for side in ('suspect', 'upstream'):
            data = show(pair[side]['repo'], pair[side]['commit'], pair[side]['path'])
            if data is None:
                break
            place = root / pair['id'] / side / Path(pair[side]['path']).name
            write(place, data)
            files[side] = str(place.relative_to(HERE.parent))
        if len(files) == 2:
            out.append({**pair, 'files': files})
    write(root / 'labels.json', json.dumps({'pairs': out}, indent=1))
    finish(root)
    kinds = {label: sum(item['label'] == label for item in out) for label in ('positive', 'negative', 'ambiguous')}
    print(f'pairs: {kinds}, {len(pairs) - len(out)} not readable here')


if __name__ == '__main__':
    for wanted in sys.argv[1:] or ['dev', 'kept', 'pairs']:
        build_pairs() if wanted == 'pairs' else build(wanted)
