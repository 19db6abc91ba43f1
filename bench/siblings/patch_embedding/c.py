import jax.numpy as jnp
import flax.linen as nn


class Embed(nn.Module):
    patch: int = 32
    width: int = 512
    pool: str = 'token'

    @nn.compact
    def __call__(self, image):
        n, h, w, c = image.shape
        p = self.patch
        x = image.reshape(n, h // p, p, w // p, p, c)
        x = jnp.einsum('nhpwqc->nhwpqc', x).reshape(n, (h // p) * (w // p), p * p * c)
        x = nn.Dense(self.width, name='kernel')(x)
        place = self.param('pos', nn.initializers.normal(stddev=self.width**-0.5), (1, x.shape[1], self.width))
        x = x + place
        if self.pool == 'token':
            token = self.param('cls', nn.initializers.zeros, (1, 1, self.width))
            x = jnp.concatenate([jnp.tile(token, (n, 1, 1)), x], axis=1)
        return x
