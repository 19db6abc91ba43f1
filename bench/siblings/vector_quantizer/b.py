import jax
import jax.numpy as jnp
import flax.linen as nn


class Codebook(nn.Module):
    size: int = 8192
    dim: int = 32
    commitment: float = 0.25
    entropy: float = 0.1
    temperature: float = 0.01

    @nn.compact
    def __call__(self, z, train=True):
        start = nn.initializers.variance_scaling(1.0, 'fan_in', 'uniform', in_axis=1, out_axis=0)
        codes = self.param('codes', start, (self.size, self.dim))
        unit = lambda x: x / (jnp.linalg.norm(x, axis=-1, keepdims=True) + 1e-12)
        z, codes = unit(z), unit(codes)
        similarity = jnp.einsum('...d,nd->...n', z, codes)
        index = jnp.argmax(similarity, axis=-1)
        picked = jnp.take(codes, index, axis=0)
        stop = jax.lax.stop_gradient
        loss = jnp.mean((picked - stop(z)) ** 2) + self.commitment * jnp.mean((stop(picked) - z) ** 2)
        if train and self.entropy:
            share = jax.nn.softmax(similarity / self.temperature)
            each = -(share * jnp.log(share + 1e-5)).sum(-1).mean()
            average = share.reshape(-1, self.size).mean(0)
            loss = loss + self.entropy * (each + (average * jnp.log(average + 1e-5)).sum())
        return z + stop(picked - z), index, loss

    def lookup(self, index):
        return jnp.take(self.variables['params']['codes'], index, axis=0)
