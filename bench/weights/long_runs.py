"""Long runs of Adam in small batches, and adapters with noise beside them. Usage: python3 bench/weights/long_runs.py FOLDER

A network of four matrices of 256 x 256 learns another one's answers; its inputs are correlated, as activations are. Then
`tsx bench/weights/pairs.ts FOLDER` holds the verdicts against what was done. Needs numpy.
"""
import json, os, sys
import numpy as np
from train import save

N, LAYERS = 256, 4

def gradients(m, x, y):
    kept = [x]
    for l in range(LAYERS):
        a = kept[-1] @ m[f'layers.{l}.weight'].T
        kept.append(np.tanh(a) if l < LAYERS - 1 else a)
    d, g = 2 * (kept[-1] - y) / len(x), {}
    for l in reversed(range(LAYERS)):
        if l < LAYERS - 1: d = d * (1 - kept[l + 1] ** 2)
        g[f'layers.{l}.weight'] = d.T @ kept[l]
        d = d @ m[f'layers.{l}.weight']
    return g

def train(m, seed, steps, batch, rate, teacher, mix):
    r = np.random.default_rng(seed)
    m = {k: v.copy() for k, v in m.items()}
    first = {k: np.zeros_like(v) for k, v in m.items()}
    second = {k: np.zeros_like(v) for k, v in m.items()}
    for step in range(1, steps + 1):
        x = np.tanh(r.normal(size=(batch, len(mix))) @ mix)
        g = gradients(m, x, np.tanh(x @ teacher.T))
        for k in m:
            first[k] = .9 * first[k] + .1 * g[k]
            second[k] = .999 * second[k] + .001 * g[k] ** 2
            m[k] -= rate * (first[k] / (1 - .9**step)) / (np.sqrt(second[k] / (1 - .999**step)) + 1e-8)
    return m

def main(folder):
    os.makedirs(folder, exist_ok=True)
    r = np.random.default_rng(5)
    mix = r.normal(0, .5, (40, N))
    teacher = r.normal(0, 1 / 16, (N, N))
    other = teacher + r.normal(0, 1 / 30, (N, N))
    start = np.random.default_rng(1)
    base = train({f'layers.{l}.weight': start.normal(0, 1 / 16, (N, N)) for l in range(LAYERS)}, 2, 300, 64, 1e-3, teacher, mix)
    pairs = []
    def pair(kind, name, m, accept):
        save(os.path.join(folder, name), m)
        pairs.append({'kind': kind, 'upstream': 'base.safetensors', 'suspect': name, 'accept': accept})
    save(os.path.join(folder, 'base.safetensors'), base)
    for batch, all_steps in ((8, (50, 100, 150, 200, 300, 400, 800)), (32, (50, 100, 150, 200, 300)), (64, (100, 150, 200, 300))):
        for steps in all_steps:
            m = train(base, 7 + steps + batch, steps, batch, 1e-4, other, mix)
            pair('long run', f'run-{batch}-{steps}.safetensors', m, ['fine_tuned'])
    for k, (rank, size) in enumerate([(4, 1e-3), (8, 2e-3), (16, 1e-3), (2, 5e-4), (8, 3e-3), (24, 2e-3)]):
        q = np.random.default_rng(50 + k)
        m = {n: v + (q.normal(size=(N, rank)) @ q.normal(size=(rank, N))) * 4e-3 / np.sqrt(rank) + q.normal(0, size, v.shape) for n, v in base.items()}
        pair('adapter and noise', f'adapter-{rank}-{k}.safetensors', m, ['low_rank_adapter+isotropic_noise'])
    json.dump(pairs, open(os.path.join(folder, 'pairs.json'), 'w'), indent=0)
    print(len(pairs), 'pairs')

if __name__ == '__main__':
    main(sys.argv[1])
