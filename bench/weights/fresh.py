"""Pairs of small transformers and convolutional networks with a known relation. Usage: python3 bench/weights/fresh.py FOLDER [SET]

What bench/weights/train.py has not: attention heads, convolutions, pruned and trained on, narrowed and widened networks, partial orders,
students of one teacher, one initialisation. SET (1, 2, ...) chooses shapes and seeds. Held by `tsx bench/weights/pairs.ts FOLDER`.
"""
import json, os, sys
import numpy as np
from nets import Convnet, Transformer, train
from train import both, save, slerp

SHAPES = [
    (dict(dim=96, heads=6, ff=224, length=16), dict(dim=64, heads=4, ff=256, layers=2, length=16), dict()),
    (dict(vocab=144, dim=80, heads=5, ff=208, layers=2, length=12), dict(vocab=100, dim=112, heads=7, ff=192, layers=2, length=12), dict(channels=(32, 40, 72), classes=10, hidden=128)),
    (dict(vocab=90, dim=64, heads=8, ff=272, layers=4, length=12), dict(vocab=160, dim=72, heads=3, ff=288, layers=3, length=12), dict(channels=(20, 56, 48), classes=16, hidden=112)),
]

FF_OUT, FF_IN = ('gate_proj', 'up_proj', 'fc1'), ('down_proj', 'fc2')

def main(folder, which):
    os.makedirs(folder, exist_ok=True)
    r = np.random.default_rng(7000 + which)
    shape = SHAPES[(which - 1) % len(SHAPES)]
    A, B, C = Transformer(**shape[0]), Transformer(gated=False, **shape[1]), Convnet(**shape[2])
    pairs = []
    def put(name, m, dtype='F32'):
        save(os.path.join(folder, name + '.safetensors'), m, dtype)
        return name + '.safetensors'
    def pair(kind, upstream, suspect, accept, parents=None, shares=None, says=None):
        pairs.append({'kind': kind, 'upstream': upstream, 'suspect': suspect, 'accept': accept, **({'says': says} if says else {}), **({'parents': parents, 'shares': shares} if parents else {})})
    run = lambda net, m, data, seed, steps, rate=2e-3, **more: train(net, m, data, seed + 1000 * which, steps, rate, **more)[0]
    da, db, dc = A.data(10 * which + 1), B.data(10 * which + 2), C.data(10 * which + 3)
    da2, da3, da4, dc2 = A.data(10 * which + 4), A.data(10 * which + 5), A.data(10 * which + 6), C.data(10 * which + 7)
    s = 100 * which
    a, a2 = run(A, A.fresh(s + 1), da, 11, 110), run(A, A.fresh(s + 2), da, 12, 110)
    b, b2 = run(B, B.fresh(s + 3), db, 13, 110), run(B, B.fresh(s + 4), db, 14, 110)
    c, c2 = run(C, C.fresh(s + 5), dc, 15, 110), run(C, C.fresh(s + 6), dc, 16, 110)
    na, na2, nb, nb2, nc, nc2 = put('a', a), put('a2', a2), put('b', b, 'BF16'), put('b2', b2), put('c', c), put('c2', c2, 'F16')
    tuned = ['fine_tuned']
    # Negatives.
    no = ['unrelated']
    pair('other seed, same data', na, na2, no); pair('other seed, same data', nb, nb2, no); pair('other seed, same data', nc, nc2, no)
    st, st2 = [run(A, A.fresh(s + 20 + i), da2, 30 + i, 100, teacher=a) for i in range(2)]
    ns, ns2 = put('student', st), put('student2', st2, 'BF16')
    pair('students of one teacher', ns, ns2, no); pair('student of the upstream', na, ns, no); pair('student of the upstream', na, ns2, no)
    cs = run(C, C.fresh(s + 23), dc2, 33, 100, teacher=c)
    pair('student of the upstream', nc, put('cstudent', cs), no)
    pair('other seed, permuted', na2, put('a-perm', heads_and_units(A, a, r)), no)
    pair('other seed, pruned', na2, put('a-sparse', pruned(a, .5)), no)
    cut = narrow_units(A, a, np.sort(r.choice(A.ff, A.ff * 3 // 4, replace=False)))
    pair('other seed, narrowed', na2, put('a-cut', cut), no)
    ccut = narrow_channels(C, c, [np.sort(r.choice(n, n * 3 // 4, replace=False)) for n in C.channels])
    pair('other seed, narrowed', nc2, put('c-cut', ccut), no)
    # One initialisation, other data and order: related, and no more can be said.
    same = run(A, A.fresh(s + 1), da2, 40, 110); csame = run(C, C.fresh(s + 5), dc2, 41, 110)
    pair('one initialisation', na, put('a-init', same), tuned); pair('one initialisation', nc, put('c-init', csame), tuned)
    # Training on.
    ft = [run(A, a, d, 50 + i, 45, 1e-3) for i, d in enumerate((da2, da3, da4))]
    nf = [put(f'a-ft{i}', m) for i, m in enumerate(ft)]
    pair('fine-tuned', na, nf[0], tuned); pair('fine-tuned', na, put('a-ft-bf16', ft[1], 'BF16'), tuned); pair('fine-tuned', na, put('a-ft-f16', ft[2], 'F16'), tuned)
    bt = run(B, b, B.data(10 * which + 8), 55, 45, 1e-3); pair('fine-tuned', nb, put('b-ft', bt, 'BF16'), tuned)
    ct = run(C, c, dc2, 56, 60, 1e-3); pair('fine-tuned', nc, put('c-ft', ct), tuned)
    sgd = run(A, a, da2, 57, 45, 1e-3, adam=False); pair('fine-tuned by gradient descent', na, put('a-sgd', sgd), tuned)
    head = run(A, a, da2, 58, 30, only=lambda k: 'lm_head' in k); pair('last layer trained', na, put('a-head', head), tuned)
    # Pruned and more.
    p = pruned(a, .6); mask = {k: v != 0 for k, v in p.items()}
    pair('pruned and trained on', na, put('a-pt', run(A, p, da2, 60, 45, 1e-3, mask=mask)), tuned, says='set to zero')
    pb = pruned(b, .5, groups=True); pair('2:4 and trained on', nb, put('b-pt', run(B, pb, db, 61, 40, 1e-3, mask={k: v != 0 for k, v in pb.items()}), 'BF16'), tuned, says='set to zero')
    pc = pruned(c, .7); pair('pruned and trained on', nc, put('c-pt', run(C, pc, dc, 62, 40, 1e-3, mask={k: v != 0 for k, v in pc.items()})), tuned, says='set to zero')
    pair('pruned', nc, put('c-p', pc), ['sparsified']); pair('2:4', nb, put('b-p', pb, 'BF16'), ['sparsified'])
    sd = .01
    pair('sparse plus noise', na, put('a-pn', {k: v + mask[k] * r.normal(0, sd, v.shape) for k, v in p.items()}), ['isotropic_noise', 'noise_scaled_per_tensor', 'noise_non_gaussian', 'sparsified', 'fine_tuned'], says='set to zero')
    pair('pruned and few levels', na, put('a-pq', {k: levels(v, 7) for k, v in p.items()}), ['requantised', 'sparsified'])
    # Order.
    pair('two heads swapped', na, put('a-2h', swapped_heads(A, a, *r.choice(A.heads, 2, replace=False))), ['permuted'])
    pair('two heads swapped', nb, put('b-2h', swapped_heads(B, b, *r.choice(B.heads, 2, replace=False)), 'BF16'), ['permuted'])
    pair('heads and units permuted', na, put('a-hu', heads_and_units(A, a, r), 'BF16'), ['permuted'])
    part = np.arange(B.ff); some = r.choice(B.ff, B.ff // 5, replace=False); part[some] = r.permutation(part[some])
    pair('a fifth of the units permuted', nb, put('b-part', units(B, b, [part] * B.layers), 'BF16'), ['permuted'])
    part = np.arange(A.ff); some = r.choice(A.ff, A.ff // 2, replace=False); part[some] = r.permutation(part[some])
    pair('half of the units permuted', na, put('a-part', units(A, a, [part] * A.layers)), ['permuted'])
    noisy = {k: v + r.normal(0, .004, v.shape) for k, v in units(A, a, [r.permutation(A.ff) for _ in range(A.layers)]).items()}
    pair('units permuted, with noise', na, put('a-un', noisy), ['permuted+isotropic_noise'])
    noisy = {k: v + r.normal(0, .006, v.shape) for k, v in units(B, b, [r.permutation(B.ff) for _ in range(B.layers)]).items()}
    pair('units permuted, with noise', nb, put('b-un', noisy), ['permuted+isotropic_noise'])
    pair('units permuted and rescaled', na, put('a-ur', rescaled(A, units(A, a, [r.permutation(A.ff) for _ in range(A.layers)]), r)), ['permuted'])
    pair('permuted and trained on', na, put('a-ut', run(A, heads_and_units(A, a, r), da2, 63, 40, 1e-3)), ['permuted'])
    cp, last = dict(c), np.arange(3)
    for i, n in enumerate(C.channels):
        now = r.permutation(n); cp[f'features.{i}.weight'] = cp[f'features.{i}.weight'][now][:, last]; last = now
    cp['classifier.0.weight'] = c['classifier.0.weight'][:, last]
    pair('channels permuted', nc, put('c-perm', cp), ['permuted', 'rotated'])
    q = np.linalg.qr(r.normal(size=(A.dim, A.dim)))[0]
    pair('rotated', na, put('a-rot', {k: (q.T @ v if 'o_proj' in k or 'down_proj' in k else v @ q) for k, v in a.items()}, 'BF16'), ['rotated'])
    # Scale.
    pair('normalisation folded', nc, put('c-bn', {k: v * (r.uniform(.5, 2, (len(v),) + (1,) * (v.ndim - 1)) if 'features' in k else 1) for k, v in c.items()}), ['scaled'])
    # Width.
    pair('units removed', na, put('a-narrow', cut), ['narrowed'])
    pair('channels removed', nc, put('c-narrow', ccut), ['narrowed'])
    kept = np.sort(r.choice(B.ff, B.ff // 2, replace=False)); bcut = narrow_units(B, b, kept)
    pair('units removed and trained on', nb, put('b-nt', run(Transformer(gated=False, **{**shape[1], 'ff': len(kept)}), bcut, db, 64, 40, 1e-3), 'BF16'), ['narrowed'])
    keep = np.arange(A.dim * 3 // 4)
    fewer = np.sort(r.choice(A.heads, A.heads - 2, replace=False)); lines = np.arange(A.dim).reshape(A.heads, -1)[fewer].reshape(-1)
    pair('heads removed', na, put('a-heads', {k: (v[:, lines] if 'o_proj' in k else v[lines] if 'self_attn' in k else v) for k, v in a.items()}, 'BF16'), ['narrowed'])
    pair('other seed, heads removed', na2, 'a-heads.safetensors', no)
    pair('residual stream cut', na, put('a-dim', {k: (v[keep] if 'o_proj' in k or 'down_proj' in k else v[:, keep]) for k, v in a.items()}), ['narrowed'])
    more = np.concatenate([np.arange(A.ff), r.integers(0, A.ff, A.ff // 4)])
    pair('widened', na, put('a-wide', narrow_units(A, a, more)), ['widened'])
    # Merges.
    w = r.dirichlet([3, 3, 3]).tolist()
    pair('linear of three', nf[0], put('a-l3', both(lambda x, y, z: w[0] * x + w[1] * y + w[2] * z, *ft), 'F16'), None, nf[1:], w)
    pair('.98 and .15 of strangers', na, put('a-98', both(lambda x, y: .98 * x + .15 * y, a, a2)), None, [na2], [.98, .15])
    pair('.15 and .98 of strangers', na2, 'a-98.safetensors', None, [na], [.15, .98])
    pair('.98 and .15 of relatives', nf[0], put('a-98r', both(lambda x, y: .98 * x + .15 * y, ft[0], ft[1])), None, [nf[1]], [.98, .15])
    t = float(r.uniform(.3, .7))
    pair('slerp of strangers', na, put('a-slerp', both(slerp(t), a, a2), 'BF16'), None, [na2], None)
    pairs[-1].update(parents=[na2], mixture='by-layer|linear')
    pair('other seed, with noise', na2, put('a-noise', {k: v + r.normal(0, .01, v.shape) for k, v in a.items()}, 'F16'), no)
    pair('layers of two', na, put('a-frank', {k: (a2 if 'layers.1' in k else a)[k] for k in a}), None, [na2], [1, 0])
    pairs[-1].update(shares=None, parents=[na2], mixture='by-layer')
    # Depth, adapters, noise, formats.
    deep = {k: v for k, v in a.items() if 'layers.' not in k}
    for to, at in enumerate([0, 1, *range(1, A.layers)]):
        for k, v in a.items():
            if f'layers.{at}.' in k: deep[k.replace(f'layers.{at}.', f'layers.{to}.')] = v
    pair('grown in depth', na, put('a-deep', deep), ['identical'])
    deeper = Transformer(**{**shape[0], 'layers': A.layers + 1}); pair('grown in depth and trained on', na, put('a-deept', run(deeper, deep, da2, 65, 40, 1e-3)), tuned)
    lora = {k: v + ((r.normal(0, 1, (v.shape[0], 6)) @ r.normal(0, 1, (6, v.shape[1]))) * .01 if 'q_proj' in k or 'v_proj' in k else 0) for k, v in a.items()}
    pair('adapter merged', na, put('a-lora', lora, 'BF16'), ['low_rank_adapter'])
    pair('noise', nb, put('b-noise', {k: v + r.normal(0, .01, v.shape) for k, v in b.items()}, 'BF16'), ['isotropic_noise'])
    pair('noise', nc, put('c-noise', {k: v + r.normal(0, .01, v.shape) for k, v in c.items()}), ['isotropic_noise'])
    pair('cast', na, put('a-f16', a, 'F16'), ['requantised', 'near_identical'])
    pair('few levels', na, put('a-q8', {k: levels(v, 127) for k, v in a.items()}), ['requantised']); pair('few levels', nc, put('c-q4', {k: levels(v, 7) for k, v in c.items()}), ['requantised'])
    json.dump(pairs, open(os.path.join(folder, 'pairs.json'), 'w'), indent=0)
    print(len(pairs), 'pairs')

def pruned(m, share, groups=False):
    def one(v):
        if groups and v.size % 4 == 0:
            g = v.reshape(-1, 4); order = np.abs(g).argsort(1).argsort(1)
            return np.where(order >= 2, g, 0).reshape(v.shape)
        return np.where(np.abs(v) < np.quantile(np.abs(v), share), 0, v)
    return {k: one(v) for k, v in m.items()}

def levels(v, most):
    flat = v.reshape(len(v), -1); unit = np.abs(flat).max(1, keepdims=True) / most
    return (np.round(flat / unit) * unit).reshape(v.shape)

def layer_of(k): return int(k.split('layers.')[1].split('.')[0]) if 'layers.' in k else None

def units(net, m, orders):
    return {k: (v if layer_of(k) is None else v[orders[layer_of(k)]] if any(n in k for n in FF_OUT) else v[:, orders[layer_of(k)]] if any(n in k for n in FF_IN) else v) for k, v in m.items()}

def narrow_units(net, m, kept): return units(net, m, [kept] * net.layers)

def narrow_channels(net, m, kept):
    out, last = dict(m), np.arange(3)
    for i, now in enumerate(kept):
        out[f'features.{i}.weight'] = m[f'features.{i}.weight'][now][:, last]; last = now
    out['classifier.0.weight'] = m['classifier.0.weight'][:, last]
    return out

def head_order(net, m, orders):
    out = dict(m)
    for k, v in m.items():
        l = layer_of(k)
        if l is None: continue
        lines = np.arange(net.dim).reshape(net.heads, -1)[orders[l]].reshape(-1)
        if any(n in k for n in ('q_proj', 'k_proj', 'v_proj')): out[k] = v[lines]
        elif 'o_proj' in k: out[k] = v[:, lines]
    return out

def swapped_heads(net, m, i, j):
    order = np.arange(net.heads); order[[i, j]] = order[[j, i]]
    return head_order(net, m, [order] * net.layers)

def heads_and_units(net, m, r):
    return units(net, head_order(net, m, [r.permutation(net.heads) for _ in range(net.layers)]), [r.permutation(net.ff) for _ in range(net.layers)])

def rescaled(net, m, r):
    out = dict(m)
    for l in range(net.layers):
        c = np.exp(r.normal(0, .4, net.ff))
        for k in m:
            if layer_of(k) != l: continue
            if 'up_proj' in k: out[k] = m[k] * c[:, None]
            if 'down_proj' in k: out[k] = m[k] / c
    return out

if __name__ == '__main__':
    main(sys.argv[1], int(sys.argv[2]) if len(sys.argv) > 2 else 1)
