import jax.numpy as jnp
from jax import lax
import flax.linen as nn


class RootMeanSquare(nn.Module):
    epsilon: float = 1e-6
    use_scale: bool = True
    plus_one: bool = False

    @nn.compact
    def __call__(self, inputs):
        x = jnp.asarray(inputs, jnp.float32)
        y = x * lax.rsqrt(jnp.mean(lax.square(x), axis=-1, keepdims=True) + self.epsilon)
        if self.use_scale:
            start = nn.initializers.zeros if self.plus_one else nn.initializers.ones
            scale = self.param('scale', start, (inputs.shape[-1],))
            y = y * (1 + scale if self.plus_one else scale)
        return y.astype(inputs.dtype)


def l2_unit(x, axis=-1):
    return x / jnp.sqrt(jnp.maximum((x * x).sum(axis, keepdims=True), 1e-12))
