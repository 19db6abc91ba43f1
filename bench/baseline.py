"""A yardstick of sixty lines: name-free syntax tree k-grams with rarity weights, no normal form.

    python3 bench/baseline.py build/bench/dev    # writes baseline-laundered.tsv and baseline-unrelated.tsv there

Not part of the product: it shows what a simple method reaches on the same cases, and finds labels that are wrong.
"""
import ast
import json
import math
import sys
from collections import Counter
from pathlib import Path

from laundering.strip import strip
from laundering.trees import FUNCTIONS


def grams(text):
    """Distinct 4- and 8-grams of node types and operators within each function, and within the rest."""
    try:
        tree = strip(ast.parse(text))
    except (SyntaxError, ValueError, RecursionError):
        return set()
    found = set()

    def sequence(node, out):
        for child in ast.iter_child_nodes(node):
            if isinstance(child, (ast.expr_context, ast.arguments, ast.arg)):
                continue
            if isinstance(child, FUNCTIONS):
                own = []
                sequence(child, own)
                close(own)
                continue
            label = type(child).__name__
            if isinstance(child, ast.Attribute):
                label = child.attr
            elif isinstance(child, ast.keyword):
                label = f'{child.arg}='
            elif isinstance(child, ast.Constant) and isinstance(child.value, (int, float, str)):
                label = repr(child.value)[:30]
            out.append(label)
            sequence(child, out)

    def close(labels):
        for length in (4, 8):
            for start in range(len(labels) - length + 1):
                found.add(hash(tuple(labels[start : start + length])))

    rest = []
    sequence(tree, rest)
    close(rest)
    return found


def run(folder):
    folder = Path(folder)
    labels = json.loads((folder / 'labels.json').read_text(encoding='utf8'))
    texts = {}

    def of(path):
        if path not in texts:
            texts[path] = grams(Path(path).read_text(encoding='utf8', errors='replace'))
        return texts[path]

    originals = [item['file'] for item in labels['originals']]
    background = originals + labels['unrelated']
    counts = Counter(gram for path in background for gram in of(path))
    weight = {gram: math.log(len(background) / count) ** 2 for gram, count in counts.items()}
    index = {}
    for path in originals:
        for gram in of(path):
            index.setdefault(gram, []).append(path)
    for name, queries in (
        ('laundered', [query['file'] for query in labels['queries']]),
        ('unrelated', labels['unrelated']),
    ):
        with open(folder / f'baseline-{name}.tsv', 'w', encoding='utf8') as out:
            for query in queries:
                evidence = Counter()
                for gram in of(query):
                    for path in index.get(gram, ()):
                        evidence[path] += weight[gram]
                for path, value in evidence.items():
                    out.write(f'{query}\t{path}\t{value / (value + 4000):.6f}\n')


if __name__ == '__main__':
    run(sys.argv[1])
