import math
from collections import defaultdict
import numpy as np

NEG_INF = -float('inf')


def logsumexp(*args):
    if all(a == NEG_INF for a in args):
        return NEG_INF
    top = max(args)
    return top + math.log(sum(math.exp(a - top) for a in args))


def greedy(logits, blank=0):
    best = logits.argmax(axis=-1)
    out, last = [], blank
    for token in best:
        if token != last and token != blank:
            out.append(int(token))
        last = token
    return out


def prefix_beam(log_probs, blank=0, beam=10, lm=None, alpha=0.3, beta=1.0, prune=1e-3):
    beams = [((), (0.0, NEG_INF))]
    for frame in log_probs:
        following = defaultdict(lambda: (NEG_INF, NEG_INF))
        candidates = np.where(frame > math.log(prune))[0]
        for prefix, (p_b, p_nb) in beams:
            for s in candidates:
                p = frame[s]
                n_b, n_nb = following[prefix]
                if s == blank:
                    following[prefix] = (logsumexp(n_b, p_b + p, p_nb + p), n_nb)
                    continue
                end = prefix[-1] if prefix else None
                extended = prefix + (int(s),)
                e_b, e_nb = following[extended]
                score = alpha * lm(prefix, s) + beta if lm is not None else 0.0
                if s == end:
                    following[extended] = (e_b, logsumexp(e_nb, p_b + p + score))
                    n_b, n_nb = following[prefix]
                    following[prefix] = (n_b, logsumexp(n_nb, p_nb + p))
                else:
                    following[extended] = (e_b, logsumexp(e_nb, p_b + p + score, p_nb + p + score))
        beams = sorted(following.items(), key=lambda kv: logsumexp(*kv[1]), reverse=True)[:beam]
    return [(list(prefix), logsumexp(*scores)) for prefix, scores in beams]
