import math
import jax.numpy as jnp


def head_slopes(n):
    whole = 2 ** int(math.log2(n))
    first = [2.0 ** (-8.0 * (h + 1) / whole) for h in range(whole)]
    if whole == n:
        return jnp.array(first)
    rest = [2.0 ** (-4.0 * (2 * h + 1) / whole) for h in range(n - whole)]
    return jnp.array(first + rest)


def position_penalty(n_heads, q_len, k_len, causal=True):
    q_at = jnp.arange(k_len - q_len, k_len)[:, None]
    k_at = jnp.arange(k_len)[None, :]
    away = k_at - q_at
    bias = head_slopes(n_heads)[:, None, None] * -jnp.abs(away)[None]
    if causal:
        bias = jnp.where(away[None] > 0, -jnp.inf, bias)
    return bias


def attend(query, key, value):
    scores = jnp.einsum('bqhd,bkhd->bhqk', query, key) / math.sqrt(query.shape[-1])
    scores = scores + position_penalty(query.shape[2], query.shape[1], key.shape[1])
    share = jnp.exp(scores - scores.max(-1, keepdims=True))
    share = share / share.sum(-1, keepdims=True)
    return jnp.einsum('bhqk,bkhd->bqhd', share, value)
