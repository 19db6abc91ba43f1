"""Accuracy of scores over a set of the corpus.

    forebear rank QUERY... --against PATH... > scores.tsv
    python3 bench/metrics.py laundered build/bench/dev scores.tsv
    python3 bench/metrics.py laundered build/bench/dev extra.tsv extra      more seeds of L4-L6, and L7
    python3 bench/metrics.py null      build/bench/dev originals.tsv        independent originals, by role
    python3 bench/metrics.py audit     build/bench/dev scores.tsv unrelated.tsv
    python3 bench/metrics.py pairs     build/bench/pairs pairs.tsv

A line is `query <TAB> candidate <TAB> score [<TAB> falsePositiveRate]`; a pair without a line counts as 0.
"""
import bisect
import json
import math
import sys
from collections import defaultdict
from pathlib import Path


def read(path):
    """(query, candidate) -> (score, reported false-positive rate or None)."""
    found = {}
    with open(path, encoding='utf8') as lines:
        for line in lines:
            parts = line.rstrip('\n').split('\t')
            rate = float(parts[3]) if len(parts) > 3 and parts[3] else None
            found[parts[0], parts[1]] = (float(parts[2]), rate)
    return found


def average_precision(scored):
    """Area under the precision-recall steps; pairs with one score are one step. scored: [(score, is match)]."""
    positives = sum(match for _, match in scored)
    total = hits = seen = 0
    groups = defaultdict(lambda: [0, 0])
    for score, match in scored:
        groups[score][0] += match
        groups[score][1] += 1
    for score in sorted(groups, reverse=True):
        match, count = groups[score]
        hits, seen = hits + match, seen + count
        total += match * hits / seen
    return total / positives if positives else math.nan


def best_f1(scored):
    """Best F1 over all thresholds (picked on the same data: optimistic) and that threshold."""
    positives = sum(match for _, match in scored)
    best, at, hits, seen = 0.0, math.inf, 0, 0
    groups = defaultdict(lambda: [0, 0])
    for score, match in scored:
        groups[score][0] += match
        groups[score][1] += 1
    for score in sorted(groups, reverse=True):
        hits, seen = hits + groups[score][0], seen + groups[score][1]
        value = 2 * hits / (seen + positives)
        if value > best:
            best, at = value, score
    return best, at


def area(scored):
    """ROC area, ties counted half."""
    negatives = sorted(score for score, match in scored if not match)
    positives = [score for score, match in scored if match]
    if not negatives or not positives:
        return math.nan
    wins = sum(
        (bisect.bisect_left(negatives, score) + bisect.bisect_right(negatives, score)) / 2 for score in positives
    )
    return wins / (len(negatives) * len(positives))


def laundered_rows(labels, scores, version, part='queries'):
    """Per query: (query, score of its source, [(score, candidate)] of all that are not neutral)."""
    rows = []
    for query in labels[part]:
        neutral = set(labels['neutral'][version][query['source']])
        others = []
        for original in labels['originals']:
            if original['file'] != query['source'] and original['file'] not in neutral:
                others.append((scores.get((query['file'], original['file']), (0.0, None))[0], original['file']))
        mine = scores.get((query['file'], query['source']), (0.0, None))[0]
        rows.append((query, mine, others))
    return rows


def flat(rows):
    return [pair for _, mine, others in rows for pair in [(mine, 1)] + [(score, 0) for score, _ in others]]


def short(path):
    return '/'.join(path.split('/')[3:])


def laundered(folder, tsv, part='queries', worst=30):
    labels = json.loads((Path(folder) / 'labels.json').read_text(encoding='utf8'))
    scores = read(tsv)
    for version in ('v1', 'v2', 'v3'):
        rows = laundered_rows(labels, scores, version, part)
        print(f'\n{version}      n  top-1   rank     AP  best F1   (at)')
        levels = sorted({row[0]['level'] for row in rows})
        for name, chosen in [(f'L{level}', {level}) for level in levels] + [('L1-6', set(range(1, 7)) & set(levels))]:
            mine = [row for row in rows if row[0]['level'] in chosen]
            top = sum(row[1] > 0 and all(row[1] > score for score, _ in row[2]) for row in mine) / len(mine)
            ranks = [
                1 + sum(s > row[1] for s, _ in row[2]) + sum(s == row[1] for s, _ in row[2]) / 2 for row in mine
            ]
            scored = flat(mine)
            value, at = best_f1(scored)
            tail = f'   AUC {area(scored):.5f}' if len(chosen) > 1 else ''
            print(
                f'  {name:5s} {len(mine):4d}  {top:.3f} {sum(ranks) / len(ranks):6.2f} '
                f'{average_precision(scored):.4f}   {value:.4f}  {at:.4f}{tail}'
            )
    rows = [row for row in laundered_rows(labels, scores, 'v3', part) if row[0]['level'] > 0]
    print(f'\nhighest {worst} that are not the source (v3):')
    false = sorted(((s, row[0]['file'], other, row[0]['source']) for row in rows for s, other in row[2]), reverse=True)
    for score, query, other, source in false[:worst]:
        print(f'  {score:.4f}  {short(query)} (of {short(source)})  ~  {short(other)}')
    print(f'\nlowest {worst} sources (v3), with the best other:')
    for query, mine, others in sorted(rows, key=lambda row: row[1])[:worst]:
        best = max(others)
        print(f"  {mine:.4f}  {short(query['file'])} of {short(query['source'])}   best other {best[0]:.4f} {short(best[1])}")


def wilson(hits, count):
    """95 % interval of a share."""
    if count == 0:
        return 0.0, 1.0
    z, p = 1.96, hits / count
    p = min(max(p, 0.0), 1.0)
    middle, spread = p + z * z / (2 * count), z * math.sqrt(p * (1 - p) / count + z * z / (4 * count * count))
    return max(0.0, (middle - spread) / (1 + z * z / count)), (middle + spread) / (1 + z * z / count)


def audit(folder, laundered_tsv, unrelated_tsv):
    labels = json.loads((Path(folder) / 'labels.json').read_text(encoding='utf8'))
    spec = Path(__file__).resolve().parent / 'sets' / f'{Path(folder).name}.json'
    shared = json.loads(spec.read_text(encoding='utf8')).get('knownShared', [])

    def related(query, original):
        query, original = query.split('/unrelated/')[1], original.split('/originals/')[1]
        return any(
            query.startswith(item['unrelated']) and (item['original'] == '*' or original.startswith(item['original']))
            for item in shared
        )

    print('== every pair, as built (files with an identical function of 60 nodes were left out)')
    audit_pairs(labels, read(laundered_tsv), read(unrelated_tsv), lambda query, original: False)
    print('\n== without the pairs listed as knownShared in the set (read by hand: they do share code)')
    audit_pairs(labels, read(laundered_tsv), read(unrelated_tsv), related)


def audit_pairs(labels, mine, scores, leave_out, rate=1e-4, worst=30):
    wanted = {path for path in labels['unrelated']}
    originals = [item['file'] for item in labels['originals']]
    total = sum(not leave_out(query, original) for query in wanted for original in originals)
    counted = sorted(
        (
            (score, query, other, reported)
            for (query, other), (score, reported) in scores.items()
            if query in wanted and not leave_out(query, other)
        ),
        key=lambda item: item[:3],
        reverse=True,
    )
    allowed = int(total * rate)
    # The lowest threshold with at most that many false pairs at or above it: just above the next one.
    threshold = counted[allowed][0] if len(counted) > allowed else 0.0
    print(f'{len(wanted)} unrelated x {len(originals)} originals = {total} pairs; {allowed} may lie above a threshold')
    print(f'threshold at a false-positive rate of {rate:g}: > {threshold:.4f}')
    groups = [(f'L{level}', {level}) for level in range(7)] + [('L1-4', {1, 2, 3, 4}), ('L5-6', {5, 6})]
    for name, levels in groups:
        queries = [query for query in labels['queries'] if query['level'] in levels]
        hit = sum(mine.get((q['file'], q['source']), (0.0, None))[0] > threshold for q in queries)
        print(f'  recall {name:5s} {hit / len(queries):.4f}  ({hit} of {len(queries)})')
    print(f'\nhighest {worst} unrelated pairs:')
    for score, query, other, reported in counted[:worst]:
        tail = '' if reported is None else f'  reported rate {reported:.2g}'
        print(f'  {score:.4f}  {short(query)}  ~  {short(other)}{tail}')
    calibration([item[3] for item in counted if item[3] is not None], total, 'unrelated files')


def null(folder, tsv, worst=40):
    labels = json.loads((Path(folder) / 'labels.json').read_text(encoding='utf8'))
    spec = Path(__file__).resolve().parent / 'sets' / f'{Path(folder).name}.json'
    shared = json.loads(spec.read_text(encoding='utf8')).get('knownSharedOriginals', [])
    scores = read(tsv)

    def related(*pair):
        one, other = (path.split('/originals/')[1] for path in pair)
        return any(
            one.startswith(a) and other.startswith(b) or one.startswith(b) and other.startswith(a)
            for a, b in (item['originals'] for item in shared)
        )

    for name, roles, leave_out in (
        ('the same role', (True,), False),
        ('the same role, those known to share code left out', (True,), True),
        ('any role', (True, False), False),
    ):
        rows = []
        for first, second, same in labels['independent']:
            if same in roles and not (leave_out and related(first, second)):
                rows += [(*scores.get(key, (0.0, None)), *key) for key in ((first, second), (second, first))]
        rows.sort(key=lambda row: (-row[0], row[2], row[3]))
        marks = '  '.join(f'{share:g}: {rows[int(share * len(rows))][0]:.4f}' for share in (0.001, 0.01, 0.05, 0.1, 0.5))
        print(f'{len(rows)} ordered pairs of independent originals of {name}; score exceeded by a share of  {marks}')
        calibration([row[1] for row in rows if row[1] is not None], len(rows), f'independent originals of {name}')
        if len(roles) == 1:
            for score, _, first, second in rows[:worst]:
                print(f'  {score:.4f}  {short(first)}  ~  {short(second)}')


def calibration(reported, total, name):
    """Reported false-positive rates against the share of false pairs that claim at most that rate."""
    if not reported:
        return
    print(f'\nreported rate against counted, {name} ({total} pairs):')
    for rate in (0.1, 0.03, 0.01, 3e-3, 1e-3, 3e-4, 1e-4, 3e-5, 1e-5):
        hits = sum(value <= rate for value in reported)
        low, high = wilson(hits, total)
        factor = hits / total / rate
        inside = 'ok' if low <= 3 * rate and high >= rate / 3 else 'OFF'
        print(f'  <= {rate:<7g} counted {hits / total:.2e} ({hits})  [{low:.1e}, {high:.1e}]  x{factor:.2f}  {inside}')


def pairs(folder, tsv, worst=30):
    labels = json.loads((Path(folder) / 'labels.json').read_text(encoding='utf8'))['pairs']
    scores = read(tsv)
    rows = []
    for pair in labels:
        key = pair['files']['suspect'], pair['files']['upstream']
        rows.append((scores.get(key, (0.0, None))[0], pair))
    scored = [(score, pair['label'] == 'positive') for score, pair in rows if pair['label'] != 'ambiguous']
    top = max(score for score, match in scored if not match)
    found = [score for score, match in scored if match]
    print(f'{len(found)} copied, {len(scored) - len(found)} independent')
    print(f'ROC area {area(scored):.4f}; recall with no independent pair above {sum(s > top for s in found) / len(found):.4f}')
    print('\noverlap: copied pairs at or below the highest independent one, and independent ones above the lowest copied')
    low = min(found)
    for score, pair in sorted(rows, key=lambda row: row[0]):
        overlap = pair['label'] == 'positive' and score <= top or pair['label'] == 'negative' and score >= low
        if overlap:
            line(score, pair)
    print(f'\nhighest independent pairs:')
    for score, pair in sorted((r for r in rows if r[1]['label'] == 'negative'), key=lambda r: -r[0])[:10]:
        line(score, pair)
    print(f'\nlowest {worst} copied pairs:')
    for score, pair in sorted((r for r in rows if r[1]['label'] == 'positive'), key=lambda r: r[0])[:worst]:
        line(score, pair)


def line(score, pair):
    sides = '  ~  '.join(f"{pair[side]['repo']}:{pair[side]['path']}" for side in ('suspect', 'upstream'))
    print(f"  {score:.4f}  {pair['id']} {pair['label']:8s} {pair['kind']:15s} {sides}")


if __name__ == '__main__':
    command, *rest = sys.argv[1:] or ['']
    if command not in ('laundered', 'null', 'audit', 'pairs'):
        sys.exit(__doc__)
    {'laundered': laundered, 'null': null, 'audit': audit, 'pairs': pairs}[command](*rest)
