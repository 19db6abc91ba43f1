import jax.numpy as jnp
import flax.linen as nn


def sinusoid(t, dim, max_period=10000.0, downscale=0.0):
    half = dim // 2
    freqs = jnp.exp(-jnp.log(max_period) * jnp.arange(half) / (half - downscale))
    args = t.astype(jnp.float32)[:, None] * freqs[None, :]
    emb = jnp.concatenate([jnp.cos(args), jnp.sin(args)], axis=1)
    return emb if dim % 2 == 0 else jnp.pad(emb, ((0, 0), (0, 1)))


class Conditioning(nn.Module):
    width: int
    frequency_dim: int = 256
    classes: int = 1000
    drop: float = 0.1

    @nn.compact
    def __call__(self, t, labels, train=False):
        x = nn.Dense(self.width)(sinusoid(t, self.frequency_dim))
        x = nn.Dense(self.width)(nn.silu(x))
        if train and self.drop > 0:
            absent = self.make_rng('drop')
            labels = jnp.where(nn.initializers.uniform(1.0)(absent, labels.shape) < self.drop, self.classes, labels)
        return x + nn.Embed(self.classes + 1, self.width)(labels)
