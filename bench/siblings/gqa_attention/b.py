import jax
import jax.numpy as jnp
import flax.linen as nn


class GroupedAttention(nn.Module):
    heads: int = 24
    groups: int = 6
    reach: int | None = None
    squash: float | None = 30.0

    @nn.compact
    def __call__(self, x, valid=None):
        b, n, width = x.shape
        size = width // self.heads
        q = nn.DenseGeneral((self.groups, self.heads // self.groups, size), name='q')(x)
        k = nn.DenseGeneral((self.groups, size), name='k')(x)
        v = nn.DenseGeneral((self.groups, size), name='v')(x)
        scores = jnp.einsum('bqgrd,bkgd->bgrqk', q, k) / jnp.sqrt(size)
        if self.squash:
            scores = self.squash * jnp.tanh(scores / self.squash)
        behind = jnp.arange(n)[:, None] - jnp.arange(n)[None]
        seen = behind >= 0
        if self.reach is not None:
            seen &= behind < self.reach
        if valid is not None:
            seen = seen & valid[:, None, None, None, :]
        share = jax.nn.softmax(jnp.where(seen, scores, -2e9), axis=-1)
        mixed = jnp.einsum('bgrqk,bkgd->bqgrd', share, v)
        return nn.DenseGeneral(width, axis=(-3, -2, -1), use_bias=False, name='o')(mixed)
