import jax
import jax.numpy as jnp


def rms(x, gain, eps=1e-5):
    return x * jax.lax.rsqrt((x.astype(jnp.float32) ** 2).mean(-1, keepdims=True) + eps).astype(x.dtype) * gain


def hidden_size(width, multiple=256, ratio=8 / 3):
    return multiple * -(-int(width * ratio) // multiple)


def init(key, width, std=0.02):
    hidden = hidden_size(width)
    names = {'gate': (width, hidden), 'up': (width, hidden), 'down': (hidden, width)}
    keys = jax.random.split(key, len(names))
    weights = {name: std * jax.random.normal(k, shape) for k, (name, shape) in zip(keys, names.items())}
    return weights | {'norm': jnp.ones(width)}


def feed_forward(params, x):
    y = rms(x, params['norm'])
    g = jnp.dot(y, params['gate'])
    return x + jnp.dot(jax.nn.silu(g) * jnp.dot(y, params['up']), params['down'])


def block(params, x, attention):
    x = x + attention(params['attention'], rms(x, params['before']))
    return feed_forward(params['mlp'], x)


def stack(layers, x, attention):
    return jax.lax.scan(lambda h, layer: (block(layer, h, attention), None), x, layers)[0]
