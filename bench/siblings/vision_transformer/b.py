import jax
import jax.numpy as jnp

TINY = 1e-6


def dense(key, inputs, outputs, std=0.02):
    return {'w': std * jax.random.truncated_normal(key, -2, 2, (inputs, outputs)), 'b': jnp.zeros(outputs)}


def apply(layer, x):
    return x @ layer['w'] + layer['b']


def norm(p, x):
    centred = x - x.mean(-1, keepdims=True)
    return centred / jnp.sqrt((centred**2).mean(-1, keepdims=True) + TINY) * p['gain'] + p['shift']


def blank_norm(width):
    return {'gain': jnp.ones(width), 'shift': jnp.zeros(width)}


def layer(key, width, ratio=4):
    a, b, c, d = jax.random.split(key, 4)
    return {
        'before': blank_norm(width), 'qkv': dense(a, width, 3 * width), 'out': dense(b, width, width),
        'after': blank_norm(width), 'up': dense(c, width, ratio * width), 'down': dense(d, ratio * width, width),
    }


def create(key, image=224, patch=16, width=384, depth=12, classes=1000):
    keys = iter(jax.random.split(key, depth + 3))
    return {
        'patches': dense(next(keys), 3 * patch * patch, width),
        'summary': jnp.zeros((1, width)),
        'places': 0.02 * jax.random.normal(next(keys), (1 + (image // patch) ** 2, width)),
        'layers': [layer(next(keys), width) for _ in range(depth)],
        'last': blank_norm(width), 'head': dense(next(keys), width, classes, std=0.0),
    }


def self_attention(p, x, heads):
    parts = apply(p['qkv'], x).reshape(len(x), 3, heads, -1)
    q, k, v = (parts[:, i].swapaxes(0, 1) for i in range(3))
    share = jax.nn.softmax(q @ k.swapaxes(1, 2) / jnp.sqrt(q.shape[-1]))
    return apply(p['out'], (share @ v).swapaxes(0, 1).reshape(x.shape))


def classify(params, image, patch=16, heads=6):
    rows, columns = image.shape[0] // patch, image.shape[1] // patch
    squares = [image[y * patch : (y + 1) * patch, x * patch : (x + 1) * patch].ravel() for y in range(rows) for x in range(columns)]
    x = jnp.vstack([params['summary'], apply(params['patches'], jnp.stack(squares))]) + params['places']
    for p in params['layers']:
        x = x + self_attention(p, norm(p['before'], x), heads)
        x = x + apply(p['down'], jax.nn.gelu(apply(p['up'], norm(p['after'], x))))
    return apply(params['head'], norm(params['last'], x[0]))
