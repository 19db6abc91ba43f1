"""Trains small networks and makes pairs of checkpoints with a known relation. Usage: python3 bench/weights/train.py FOLDER [BASES]

A residual network of gated (SwiGLU) blocks that predicts the next token of made-up text, trained with Adam. Every network is
trained on the same text by the same recipe; only the seed differs. Needs numpy.
"""
import json, os, struct, sys
import numpy as np

V, H, F, L = 96, 64, 160, 3
STEPS, BATCH = 250, 192

def text(seed, n=60000):
    r = np.random.default_rng(seed)
    table = r.dirichlet(np.full(V, 0.05), size=(V,))
    cumulative = table.cumsum(1)
    out = np.zeros(n, dtype=np.int64)
    u = r.random(n)
    for i in range(1, n):
        out[i] = min(V - 1, np.searchsorted(cumulative[out[i - 1]], u[i]))
    return out

def fresh(seed):
    r = np.random.default_rng(seed)
    m = {'model.embed_tokens.weight': r.normal(0, .05, (V, H))}
    for l in range(L):
        m[f'model.layers.{l}.mlp.gate_proj.weight'] = r.normal(0, .1, (F, H))
        m[f'model.layers.{l}.mlp.up_proj.weight'] = r.normal(0, .1, (F, H))
        m[f'model.layers.{l}.mlp.down_proj.weight'] = r.normal(0, .05, (H, F))
    m['lm_head.weight'] = r.normal(0, .05, (V, H))
    return m

def gradients(m, x, y):
    g = {}
    h = m['model.embed_tokens.weight'][x]
    kept = []
    for l in range(L):
        n = np.sqrt((h * h).mean(1, keepdims=True) + 1e-5)
        z = h / n
        a = z @ m[f'model.layers.{l}.mlp.gate_proj.weight'].T
        b = z @ m[f'model.layers.{l}.mlp.up_proj.weight'].T
        s = 1 / (1 + np.exp(-a))
        kept.append((h, n, z, a, b, s))
        h = h + (a * s * b) @ m[f'model.layers.{l}.mlp.down_proj.weight'].T
    logits = h @ m['lm_head.weight'].T
    logits -= logits.max(1, keepdims=True)
    p = np.exp(logits)
    p /= p.sum(1, keepdims=True)
    loss = -np.log(p[np.arange(len(y)), y] + 1e-12).mean()
    d = p
    d[np.arange(len(y)), y] -= 1
    d /= len(y)
    g['lm_head.weight'] = d.T @ h
    dh = d @ m['lm_head.weight']
    for l in reversed(range(L)):
        h0, n, z, a, b, s = kept[l]
        t = a * s * b
        g[f'model.layers.{l}.mlp.down_proj.weight'] = dh.T @ t
        dt = dh @ m[f'model.layers.{l}.mlp.down_proj.weight']
        da = dt * b * (s + a * s * (1 - s))
        db = dt * a * s
        g[f'model.layers.{l}.mlp.gate_proj.weight'] = da.T @ z
        g[f'model.layers.{l}.mlp.up_proj.weight'] = db.T @ z
        dz = da @ m[f'model.layers.{l}.mlp.gate_proj.weight'] + db @ m[f'model.layers.{l}.mlp.up_proj.weight']
        dh = dh + dz / n - h0 * (dz * h0).mean(1, keepdims=True) / n**3
    e = np.zeros((V, H))
    np.add.at(e, x, dh)
    g['model.embed_tokens.weight'] = e
    return loss, g

def train(m, data, seed, steps=STEPS, rate=2e-3):
    r = np.random.default_rng(seed)
    m = {k: v.copy() for k, v in m.items()}
    first = {k: np.zeros_like(v) for k, v in m.items()}
    second = {k: np.zeros_like(v) for k, v in m.items()}
    for step in range(1, steps + 1):
        at = r.integers(0, len(data) - 1, BATCH)
        loss, g = gradients(m, data[at], data[at + 1])
        for k in m:
            first[k] = .9 * first[k] + .1 * g[k]
            second[k] = .98 * second[k] + .02 * g[k] ** 2
            m[k] -= rate * (first[k] / (1 - .9**step)) / (np.sqrt(second[k] / (1 - .98**step)) + 1e-8)
    return m

def bf16(a):
    bits = np.ascontiguousarray(a, dtype=np.float32).view(np.uint32)
    return ((bits + 0x7fff + ((bits >> 16) & 1)) >> 16).astype(np.uint16)

def save(path, m, dtype='F32'):
    header, body, at = {}, [], 0
    for k, v in m.items():
        raw = (bf16(v) if dtype == 'BF16' else np.ascontiguousarray(v, dtype=np.float16 if dtype == 'F16' else np.float32)).tobytes()
        header[k] = {'dtype': dtype, 'shape': list(v.shape), 'data_offsets': [at, at + len(raw)]}
        at += len(raw)
        body.append(raw)
    text = json.dumps(header).encode()
    text += b' ' * (-len(text) % 8)
    with open(path, 'wb') as f:
        f.write(struct.pack('<Q', len(text)) + text + b''.join(body))

def both(f, *models):
    return {k: f(*[m[k] for m in models]) for k in models[0]}

def slerp(t):
    def f(a, b):
        cos = (a * b).sum() / np.linalg.norm(a) / np.linalg.norm(b)
        o = np.arccos(np.clip(cos, -1, 1))
        if o < 1e-4: return (1 - t) * a + t * b
        return (np.sin((1 - t) * o) * a + np.sin(t * o) * b) / np.sin(o)
    return f

def trimmed(t, density):
    return np.where(np.abs(t) >= np.quantile(np.abs(t), 1 - density), t, 0)

def dropped(t, density, r):
    return np.where(r.random(t.shape) < density, t / density, 0)

def elected(parts, weights, normalise):
    """Sign election of TIES (Yadav and others 2023), as merge tools write it."""
    sign = np.sign(sum(w * t for w, t in zip(weights, parts)))
    agree = [(np.sign(t) == sign) & (t != 0) for t in parts]
    total = sum(w * np.where(a, t, 0) for w, t, a in zip(weights, parts, agree))
    return total / np.maximum(sum(w * a for w, a in zip(weights, agree)), 1e-12) if normalise else total

def by_value(base, others, f):
    """base + f(differences of the others from it), on values as they are stored."""
    exact = lambda v: v.astype(np.float32).astype(np.float64)
    return {k: exact(v) + f(*[exact(o[k]) - exact(v) for o in others]) for k, v in base.items()}

def each_layer(m, f):
    out = dict(m)
    for l in range(L):
        names = [f'model.layers.{l}.mlp.{part}_proj.weight' for part in ('gate', 'up', 'down')]
        for name, value in zip(names, f(*[m[n] for n in names])): out[name] = value
    return out

def turned(m, q, units=None):
    out = {}
    for k, v in m.items(): out[k] = q.T @ v if 'down_proj' in k else v @ q
    return out if units is None else each_layer(out, lambda g, u, d: (g[units], u[units], d[:, units]))

def main(folder, bases):
    os.makedirs(folder, exist_ok=True)
    pairs = []
    def put(name, m, dtype='F32'):
        save(os.path.join(folder, name + '.safetensors'), m, dtype)
        return name + '.safetensors'
    def pair(kind, upstream, suspect, accept, parents=None, shares=None):
        pairs.append({'kind': kind, 'upstream': upstream, 'suspect': suspect, 'accept': accept, **({'parents': parents, 'shares': shares} if parents else {})})
    def merge(kind, upstream, suspect, parents, patterns, drop):
        pairs.append({'kind': kind, 'upstream': upstream, 'suspect': suspect, 'accept': None, 'parents': parents, 'patterns': patterns, 'dropped': drop})
    data = text(1)
    others = [text(s) for s in (2, 3, 4)]
    related = ['fine_tuned', 'fine_tuned+isotropic_noise']
    models = [train(fresh(100 + i), data, 200 + i) for i in range(bases)]
    names = [put(f'base-{i}', m) for i, m in enumerate(models)]
    for i in range(bases):
        for j in range(i):
            pair('independent', names[j], names[i], ['unrelated'])
    r = np.random.default_rng(9)
    for i, m in enumerate(models):
        dtype = 'BF16' if i % 2 else 'F32'
        ft = [train(m, o, 300 + 10 * i + k, 60, 1e-3) for k, o in enumerate(others)]
        fn = [put(f'ft-{i}-{k}', f) for k, f in enumerate(ft)]
        n = names[i]
        pair('fine-tuned', n, fn[0], related)
        pair('continued', n, put(f'more-{i}', train(m, data, 400 + i, 120), dtype), related)
        t = float(r.uniform(.15, .85))
        pair('linear of two', fn[0], put(f'lin-{i}', both(lambda a, b: t * a + (1 - t) * b, ft[0], ft[1]), dtype), None, [fn[1]], [t, 1 - t])
        s = r.dirichlet([3, 3, 3]).tolist()
        pair('linear of three', fn[0], put(f'lin3-{i}', both(lambda a, b, c: s[0] * a + s[1] * b + s[2] * c, *ft), dtype), None, fn[1:], s)
        t = float(r.uniform(.15, .85))
        pair('slerp', fn[0], put(f'slerp-{i}', both(slerp(t), ft[0], ft[1]), dtype), None, [fn[1]], [1 - t, t])
        l1, l2 = [float(x) for x in r.uniform(.2, .7, 2)]
        pair('task arithmetic', n, put(f'task-{i}', both(lambda b, x, y: b + l1 * (x - b) + l2 * (y - b), m, ft[0], ft[1]), dtype), None, fn[:2], [1 - l1 - l2, l1, l2])
        w = [float(x) for x in r.uniform(.3, .7, 2)]
        d = float(r.uniform(.3, .7))
        one = [[[1], [1.]], [[2], [1.]], [[1, 2], [w[0] / sum(w), w[1] / sum(w)]]]
        own = lambda by: [[[1], [w[0] * by]], [[2], [w[1] * by]], [[1, 2], [w[0] * by, w[1] * by]]]
        merge('ties', n, put(f'ties-{i}', by_value(m, ft[:2], lambda a, b: elected([trimmed(a, d), trimmed(b, d)], w, True)), dtype), fn[:2], one, 'small')
        merge('dare', n, put(f'dare-{i}', by_value(m, ft[:2], lambda a, b: w[0] * dropped(a, d, r) + w[1] * dropped(b, d, r)), dtype), fn[:2], own(1 / d), 'random')
        merge('dare and ties', n, put(f'dties-{i}', by_value(m, ft[:2], lambda a, b: elected([dropped(a, d, r), dropped(b, d, r)], w, False)), dtype), fn[:2], own(1 / d), None)
        merge('dare of one', n, put(f'dare1-{i}', by_value(m, ft[:1], lambda a: dropped(a, d, r)), dtype), fn[:1], [[[1], [1 / d]]], 'random')
        o = models[(i + 1) % bases]
        t = float(r.uniform(.3, .7))
        pair('linear of strangers', n, put(f'far-{i}', both(lambda a, b: t * a + (1 - t) * b, m, o), dtype), None, [names[(i + 1) % bases]], [t, 1 - t])
        units = r.permutation(F)
        pair('permuted units', n, put(f'units-{i}', each_layer(m, lambda g, u, d: (g[units], u[units], d[:, units])), dtype), ['permuted'])
        p = np.eye(H)[r.permutation(H)]
        pair('permuted on both sides', n, put(f'both-{i}', turned(m, p, units), dtype), ['permuted', 'rotated'])
        q = np.linalg.qr(r.normal(size=(H, H)))[0]
        pair('rotated', n, put(f'rot-{i}', turned(m, q), dtype), ['rotated'])
        pair('rotated and permuted', n, put(f'rotp-{i}', turned(m, q, units), dtype), ['rotated', 'permuted'])
        c = np.exp(r.normal(0, .5, F))
        pair('rescaled', n, put(f'scaled-{i}', each_layer(m, lambda g, u, d: (g, u * c[:, None], d / c)), 'F32'), ['scaled'])
        pair('pruned', n, put(f'pruned-{i}', {k: np.where(np.abs(v) < np.quantile(np.abs(v), .4), 0, v) for k, v in m.items()}), ['sparsified'])
        grown = {}
        for k, v in m.items():
            if 'layers.' not in k: grown[k] = v
        for to, at in enumerate([0, 1, 1, 2]):
            for part in ('gate', 'up', 'down'):
                grown[f'model.layers.{to}.mlp.{part}_proj.weight'] = m[f'model.layers.{at}.mlp.{part}_proj.weight']
        pair('grown in depth', n, put(f'deep-{i}', grown), ['identical'] + related)
        moe = {k: v for k, v in m.items() if 'layers.' not in k}
        for l in range(L):
            moe[f'model.layers.{l}.block_sparse_moe.gate.weight'] = r.normal(0, .02, (4, H))
            for x in range(4):
                for part, w in (('gate', 'w1'), ('down', 'w2'), ('up', 'w3')):
                    v = m[f'model.layers.{l}.mlp.{part}_proj.weight']
                    moe[f'model.layers.{l}.block_sparse_moe.experts.{x}.{w}.weight'] = v + r.normal(0, .01, v.shape) * r.gamma(2, 1, (v.shape[0], 1))
        pair('up-cycled to experts', n, put(f'moe-{i}', moe), related)
        lora = {k: v + (r.normal(0, 1, (v.shape[0], 4)) @ r.normal(0, 1, (4, v.shape[1]))) * .02 for k, v in m.items()}
        pair('adapter merged', n, put(f'lora-{i}', lora), ['low_rank_adapter'])
    json.dump(pairs, open(os.path.join(folder, 'pairs.json'), 'w'), indent=0)
    print(len(pairs), 'pairs')

if __name__ == '__main__':
    main(sys.argv[1], int(sys.argv[2]) if len(sys.argv) > 2 else 8)
