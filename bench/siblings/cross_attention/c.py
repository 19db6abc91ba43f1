import math

import torch


def project(x, weight, bias=None):
    y = torch.matmul(x, weight.t())
    return y if bias is None else y + bias


def attend(queries, keys, values, heads, mask=None):
    b, n, width = queries.size()
    m = keys.size(1)
    d = width // heads
    scores = torch.empty(b, heads, n, m, device=queries.device)
    outs = []
    for h in range(heads):
        part = slice(h * d, (h + 1) * d)
        scores[:, h] = torch.bmm(queries[..., part], keys[..., part].transpose(1, 2)) / math.sqrt(d)
        if mask is not None:
            scores[:, h] = scores[:, h] - 10000.0 * (1.0 - mask.unsqueeze(1).float())
        weights = torch.softmax(scores[:, h], dim=-1)
        outs.append(torch.bmm(weights, values[..., part]))
    return torch.cat(outs, dim=-1), scores


def cross_attention(x, memory, params, heads=12, mask=None):
    q = project(x, params['wq'], params['bq'])
    k = project(memory, params['wk'], params['bk'])
    v = project(memory, params['wv'], params['bv'])
    mixed, _ = attend(q, k, v, heads, mask)
    x = x + project(mixed, params['wo'], params['bo'])
    mean, var = x.mean(-1, keepdim=True), x.var(-1, unbiased=False, keepdim=True)
    return (x - mean) / (var + 1e-5).sqrt() * params['g'] + params['b']
