from typing import NamedTuple

import jax.numpy as jnp
from jax import lax


class Cache(NamedTuple):
    keys: jnp.ndarray
    values: jnp.ndarray
    length: jnp.ndarray


def empty(layers, batch, limit, heads, size, dtype=jnp.bfloat16):
    shape = (layers, batch, limit, heads, size)
    return Cache(jnp.zeros(shape, dtype), jnp.zeros(shape, dtype), jnp.zeros((), jnp.int32))


def write(cache, layer, key, value):
    start = (layer, 0, cache.length, 0, 0)
    keys = lax.dynamic_update_slice(cache.keys, key[None].astype(cache.keys.dtype), start)
    values = lax.dynamic_update_slice(cache.values, value[None].astype(cache.values.dtype), start)
    return cache._replace(keys=keys, values=values)


def read(cache, layer):
    return lax.dynamic_index_in_dim(cache.keys, layer, keepdims=False), lax.dynamic_index_in_dim(
        cache.values, layer, keepdims=False
    )


def advance(cache, count):
    return cache._replace(length=cache.length + count)


def visible(cache, queries):
    limit = cache.keys.shape[2]
    return jnp.arange(limit)[None] <= cache.length + jnp.arange(queries)[:, None]
