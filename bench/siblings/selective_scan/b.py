import math

import jax
import jax.numpy as jnp
import flax.linen as nn


def combine(left, right):
    a1, b1 = left
    a2, b2 = right
    return a1 * a2, a2 * b1 + b2


def scan(u, delta, a, b, c, d):
    decay = jnp.exp(delta[..., None] * a)
    drive = (delta * u)[..., None] * b[:, :, None, :]
    _, states = jax.lax.associative_scan(combine, (decay, drive), axis=1)
    return jnp.einsum('blds,bls->bld', states, c) + u * d


def causal_conv(x, kernel, bias):
    size = kernel.shape[0]
    padded = jnp.pad(x, ((0, 0), (size - 1, 0), (0, 0)))
    return bias + sum(padded[:, i : i + x.shape[1]] * kernel[i] for i in range(size))


class Mixer(nn.Module):
    width: int
    state: int = 16
    expand: int = 2
    kernel: int = 4

    @nn.compact
    def __call__(self, x):
        inner, rank = self.expand * self.width, math.ceil(self.width / 16)
        u, gate = jnp.split(nn.Dense(2 * inner, use_bias=False)(x), 2, axis=-1)
        weight = self.param('conv', nn.initializers.lecun_normal(), (self.kernel, inner))
        u = nn.silu(causal_conv(u, weight, self.param('conv_bias', nn.initializers.zeros, (inner,))))
        low, b, c = jnp.split(nn.Dense(rank + 2 * self.state, use_bias=False)(u), [rank, rank + self.state], axis=-1)
        start = lambda key, shape: jnp.log(jnp.expm1(jnp.exp(jax.random.uniform(key, shape, minval=math.log(1e-3), maxval=math.log(0.1)))))
        delta = nn.softplus(nn.Dense(inner, bias_init=lambda key, shape, dtype: start(key, shape))(low))
        log_a = self.param('log_a', lambda key: jnp.log(jnp.tile(jnp.arange(1.0, self.state + 1), (inner, 1))))
        skip = self.param('d', nn.initializers.ones, (inner,))
        y = scan(u, delta, -jnp.exp(log_a), b, c, skip)
        return nn.Dense(self.width, use_bias=False)(y * nn.silu(gate))
