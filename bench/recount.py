"""Counts the null of unrelated files anew: how many pairs have at least so much evidence of a copy.

    python3 bench/recount.py QUERIES_DIR CANDIDATES_DIR [EVIDENCE...]

Both are folders of files without a common source, e.g. build/bench/dev/unrelated and build/bench/dev/originals. Prints, for each
point of the table in catalogue/calibration.json, the share that was counted beside the share that the table says.
"""
import json
import subprocess
import sys
from pathlib import Path

HERE = Path(__file__).resolve().parent
HALF = 50


def evidence_of(score):
    return HALF * score / (1 - score)


def main(queries, candidates, points):
    done = subprocess.run(
        ['node', str(HERE.parent / 'dist' / 'cli.cjs'), 'rank', queries, '--against', candidates, '--format', 'json', '-q'],
        capture_output=True, text=True, check=True)
    found = sorted(evidence_of(pair['copy']) for pair in json.loads(done.stdout)['pairs'])
    table = json.loads((HERE.parent / 'catalogue' / 'calibration.json').read_text(encoding='utf8'))['unrelated']
    wanted = points or [evidence for evidence, _ in table]
    said = dict(map(tuple, table))
    print(f'{len(found)} pairs')
    for evidence in wanted:
        many = sum(one >= evidence for one in found)
        print(f'{evidence:>10}  counted {many / len(found):.2e} ({many})  table {said.get(evidence, float("nan")):.2e}')


if __name__ == '__main__':
    main(sys.argv[1], sys.argv[2], [float(one) for one in sys.argv[3:]])
