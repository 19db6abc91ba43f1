import jax
import jax.numpy as jnp


def init(params):
    return {'count': jnp.zeros((), jnp.int32), 'mean': jax.tree_util.tree_map(jnp.asarray, params)}


def decay_at(count, target=0.9999, power=2 / 3, begin=0):
    step = jnp.maximum(count - begin - 1, 0)
    value = 1 - (1 + step) ** -power
    return jnp.clip(value, 0.0, target) * (step > 0)


def update(state, params):
    count = state['count'] + 1
    keep = decay_at(count)
    mean = jax.tree_util.tree_map(lambda m, p: keep * m + (1 - keep) * p, state['mean'], params)
    return {'count': count, 'mean': mean}
