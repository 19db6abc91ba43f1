"""A transformer and a convolutional network small enough to be trained with numpy in seconds, by reverse-mode differentiation."""
import numpy as np

F = np.float32

class Node:
    __slots__ = ('v', 'g', 'back')
    def __init__(self, v, back=()): self.v, self.g, self.back = np.asarray(v, dtype=F), None, back

def reduce_to(g, shape):
    while g.ndim > len(shape): g = g.sum(0)
    for i, n in enumerate(shape):
        if n == 1 and g.shape[i] != 1: g = g.sum(i, keepdims=True)
    return g

def add(a, b): return Node(a.v + b.v, ((a, lambda g: reduce_to(g, a.v.shape)), (b, lambda g: reduce_to(g, b.v.shape))))
def mul(a, b): return Node(a.v * b.v, ((a, lambda g: reduce_to(g * b.v, a.v.shape)), (b, lambda g: reduce_to(g * a.v, b.v.shape))))
def swap(x): return np.swapaxes(x, -1, -2)
def matmul(a, b):
    return Node(a.v @ b.v, ((a, lambda g: g @ swap(b.v)), (b, lambda g: swap(a.v) @ g)))
def linear(x, w):
    """x (..., in) by w (out, in)."""
    def to_w(g): return g.reshape(-1, g.shape[-1]).T @ x.v.reshape(-1, x.v.shape[-1])
    return Node(x.v @ w.v.T, ((x, lambda g: g @ w.v), (w, to_w)))
def reshape(a, shape): return Node(a.v.reshape(shape), ((a, lambda g: g.reshape(a.v.shape)),))
def transpose(a, order):
    back = np.argsort(order)
    return Node(a.v.transpose(order), ((a, lambda g: g.transpose(back)),))
def relu(a): return Node(np.maximum(a.v, 0), ((a, lambda g: g * (a.v > 0)),))
def silu(a):
    s = 1 / (1 + np.exp(-a.v))
    return Node(a.v * s, ((a, lambda g: g * (s + a.v * s * (1 - s))),))
def gelu(a):
    t = np.tanh(0.7978845608 * (a.v + 0.044715 * a.v * a.v * a.v))
    d = .5 * (1 + t) + .5 * a.v * (1 - t * t) * 0.7978845608 * (1 + 3 * 0.044715 * a.v ** 2)
    return Node(.5 * a.v * (1 + t), ((a, lambda g: g * d),))
def rms(a):
    n = np.sqrt((a.v ** 2).mean(-1, keepdims=True) + 1e-5)
    z = a.v / n
    return Node(z, ((a, lambda g: (g - z * (g * z).mean(-1, keepdims=True)) / n),))
def softmax(a):
    e = np.exp(a.v - a.v.max(-1, keepdims=True)); p = e / e.sum(-1, keepdims=True)
    return Node(p, ((a, lambda g: p * (g - (g * p).sum(-1, keepdims=True))),))
def rows(w, index):
    def back(g):
        out = np.zeros_like(w.v); np.add.at(out, index.reshape(-1), g.reshape(-1, g.shape[-1])); return out
    return Node(w.v[index], ((w, back),))
def cross_entropy(a, target):
    """target: class numbers, or whole distributions (distillation)."""
    z = a.v.reshape(-1, a.v.shape[-1]); e = np.exp(z - z.max(1, keepdims=True)); p = e / e.sum(1, keepdims=True)
    t = target.reshape(z.shape) if target.size == z.size else np.eye(z.shape[1], dtype=F)[target.reshape(-1)]
    loss = -(t * np.log(p + 1e-12)).sum(1).mean()
    return Node(loss, ((a, lambda g: g * ((p - t) / len(z)).reshape(a.v.shape)),))

def backward(root):
    order, seen = [], set()
    def visit(n):
        stack = [(n, False)]
        while stack:
            x, done = stack.pop()
            if done: order.append(x); continue
            if id(x) in seen: continue
            seen.add(id(x)); stack.append((x, True))
            for p, _ in x.back: stack.append((p, False))
    visit(root)
    root.g = np.ones_like(np.asarray(root.v))
    for n in reversed(order):
        for p, f in n.back:
            g = f(n.g); p.g = g if p.g is None else p.g + g
        if n.back: n.g = None

class Transformer:
    """Pre-norm, gated (`gated`) or GELU feed-forward, names as usual ones."""
    def __init__(s, vocab=120, dim=96, heads=6, ff=224, layers=3, length=24, gated=True):
        s.vocab, s.dim, s.heads, s.ff, s.layers, s.length, s.gated = vocab, dim, heads, ff, layers, length, gated
    def names(s, l):
        return ['model.layers.%d.%s.weight' % (l, n) for n in ['self_attn.q_proj', 'self_attn.k_proj', 'self_attn.v_proj', 'self_attn.o_proj'] + (['mlp.gate_proj', 'mlp.up_proj', 'mlp.down_proj'] if s.gated else ['mlp.fc1', 'mlp.fc2'])]
    def fresh(s, seed):
        r = np.random.default_rng(seed); m = {'model.embed_tokens.weight': r.normal(0, .06, (s.vocab, s.dim)), 'model.positions.weight': r.normal(0, .06, (s.length, s.dim))}
        for l in range(s.layers):
            for n in s.names(l):
                out, inn = (s.ff if ('gate' in n or 'up_' in n or 'fc1' in n) else s.dim), (s.ff if ('down' in n or 'fc2' in n) else s.dim)
                m[n] = r.normal(0, inn ** -.5 * .8, (out, inn))
        m['lm_head.weight'] = r.normal(0, .06, (s.vocab, s.dim)); return m
    def logits(s, w, x):
        B, T = x.shape; H, D = s.heads, s.dim // s.heads
        h = add(rows(w['model.embed_tokens.weight'], x), rows(w['model.positions.weight'], np.arange(T)))
        mask = Node(np.where(np.tril(np.ones((T, T))) > 0, 0, -1e9))
        scale = Node(np.asarray(D ** -.5))
        for l in range(s.layers):
            n = s.names(l); z = rms(h)
            q, k, v = [transpose(reshape(linear(z, w[a]), (B, T, H, D)), (0, 2, 1, 3)) for a in n[:3]]
            a = softmax(add(mul(matmul(q, transpose(k, (0, 1, 3, 2))), scale), mask))
            h = add(h, linear(reshape(transpose(matmul(a, v), (0, 2, 1, 3)), (B, T, s.dim)), w[n[3]]))
            z = rms(h)
            u = mul(silu(linear(z, w[n[4]])), linear(z, w[n[5]])) if s.gated else gelu(linear(z, w[n[4]]))
            h = add(h, linear(u, w[n[-1]]))
        return linear(rms(h), w['lm_head.weight'])
    def data(s, seed, n=40000):
        r = np.random.default_rng(seed); t = r.dirichlet(np.full(s.vocab, .04), size=(s.vocab, 2)); c = t.cumsum(2)
        out = np.zeros(n, dtype=np.int64); u = r.random(n)
        for i in range(2, n): out[i] = min(s.vocab - 1, np.searchsorted(c[out[i - 1], out[i - 2] & 1], u[i]))
        return out
    def batch(s, data, r, n=12):
        at = r.integers(0, len(data) - s.length - 1, n)[:, None] + np.arange(s.length)
        return data[at], data[at + 1]

class Convnet:
    """Three 3x3 convolutions and two dense layers."""
    def __init__(s, channels=(24, 48, 64), side=10, classes=12, hidden=96): s.channels, s.side, s.classes, s.hidden = channels, side, classes, hidden
    def fresh(s, seed):
        r = np.random.default_rng(seed); m, inn = {}, 3
        for i, c in enumerate(s.channels):
            m[f'features.{i}.weight'] = r.normal(0, (2 / inn / 9) ** .5, (c, inn, 3, 3)); inn = c
        m['classifier.0.weight'] = r.normal(0, (2 / inn) ** .5, (s.hidden, inn)); m['classifier.1.weight'] = r.normal(0, s.hidden ** -.5, (s.classes, s.hidden)); return m
    def logits(s, w, x):
        h = Node(x)                                            # B, side, side, channels
        for i in range(len(s.channels)):
            B, S, _, C = h.v.shape
            idx = np.arange(S - 2)[:, None] + np.arange(3)
            patches = h.v[:, idx[:, :, None, None], idx[None, None]]      # B, S-2, 3, S-2, 3, C
            def back(g, h=h, idx=idx):
                out = np.zeros_like(h.v)
                for a in range(3):
                    for b in range(3): out[:, a:a + g.shape[1], b:b + g.shape[3]] += g[:, :, a, :, b]
                return out
            p = transpose(Node(patches, ((h, back),)), (0, 1, 3, 5, 2, 4))
            k = w[f'features.{i}.weight']
            h = relu(linear(reshape(p, (B, S - 2, S - 2, C * 9)), reshape(k, (k.v.shape[0], -1))))
        n = h.v.shape[1] ** 2
        B, S, _, C = h.v.shape
        pooled = Node(h.v.mean((1, 2)), ((h, lambda g: np.broadcast_to(g[:, None, None] / n, h.v.shape)),))
        return linear(relu(linear(pooled, w['classifier.0.weight'])), w['classifier.1.weight'])
    def data(s, seed, n=1500):
        r = np.random.default_rng(seed); proto = r.normal(size=(s.classes, s.side, s.side, 3)); y = r.integers(0, s.classes, n)
        x = proto[y] + r.normal(0, 1.5, (n, s.side, s.side, 3)); return x, y
    def batch(s, data, r, n=32):
        at = r.integers(0, len(data[1]), n); return data[0][at], data[1][at]

def train(net, m, data, seed, steps, rate=2e-3, only=None, mask=None, teacher=None, adam=True):
    r = np.random.default_rng(seed); m = {k: v.astype(F) for k, v in m.items()}
    one, two = ({k: np.zeros_like(v) for k, v in m.items()} for _ in range(2)); loss = None
    for step in range(1, steps + 1):
        x, y = net.batch(data, r)
        if teacher is not None:
            z = net.logits({k: Node(v) for k, v in teacher.items()}, x).v; e = np.exp(z - z.max(-1, keepdims=True)); y = e / e.sum(-1, keepdims=True)
        w = {k: Node(v) for k, v in m.items()}; loss = cross_entropy(net.logits(w, x), y); backward(loss)
        for k, n in w.items():
            if n.g is None or (only is not None and not only(k)): continue
            one[k] = .9 * one[k] + .1 * n.g; two[k] = .99 * two[k] + .01 * n.g * n.g
            m[k] = m[k] - (rate * (one[k] / (1 - .9 ** step)) / (np.sqrt(two[k] / (1 - .99 ** step)) + 1e-8) if adam else 20 * rate * one[k])
            if mask is not None: m[k] = m[k] * mask[k]
    return m, float(loss.v)
