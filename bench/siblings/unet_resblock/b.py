import jax
import jax.numpy as jnp
import flax.linen as nn


class ResBlock(nn.Module):
    features: int
    dropout: float = 0.1
    groups: int = 32

    @nn.compact
    def __call__(self, x, temb, train=False):
        h = nn.silu(nn.GroupNorm(num_groups=self.groups)(x))
        h = nn.Conv(self.features, kernel_size=(3, 3))(h)
        h = h + nn.Dense(self.features)(nn.silu(temb))[:, None, None]
        h = nn.silu(nn.GroupNorm(num_groups=self.groups)(h))
        h = nn.Dropout(self.dropout, deterministic=not train)(h)
        h = nn.Conv(self.features, kernel_size=(3, 3), kernel_init=nn.initializers.zeros)(h)
        if x.shape[-1] != self.features:
            x = nn.Conv(self.features, kernel_size=(1, 1))(x)
        return (x + h) / jnp.sqrt(2.0)


def down(x):
    n, h, w, c = x.shape
    return x.reshape(n, h // 2, 2, w // 2, 2, c).mean((2, 4))


def up(x):
    return jax.image.resize(x, (x.shape[0], 2 * x.shape[1], 2 * x.shape[2], x.shape[3]), 'nearest')
