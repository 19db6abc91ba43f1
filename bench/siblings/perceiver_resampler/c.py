import jax.numpy as jnp
import flax.linen as nn


class LatentRead(nn.Module):
    heads: int = 8
    head_dim: int = 64

    @nn.compact
    def __call__(self, latents, media, mask=None):
        width, inner = latents.shape[-1], self.heads * self.head_dim
        media, asked = nn.LayerNorm()(media), nn.LayerNorm()(latents)
        both = jnp.concatenate([media, asked], axis=-2)
        q = nn.Dense(inner, use_bias=False)(asked) * self.head_dim**-0.5
        k, v = jnp.split(nn.Dense(2 * inner, use_bias=False)(both), 2, axis=-1)
        fold = lambda x: x.reshape(x.shape[:-1] + (self.heads, self.head_dim))
        scores = jnp.einsum('...qhd,...khd->...hqk', fold(q), fold(k))
        if mask is not None:
            scores = jnp.where(mask[..., None, None, :], scores, -1e9)
        mixed = jnp.einsum('...hqk,...khd->...qhd', nn.softmax(scores), fold(v))
        return nn.Dense(width, use_bias=False)(mixed.reshape(latents.shape[:-1] + (inner,)))


class Resample(nn.Module):
    latents: int = 64
    depth: int = 6
    factor: int = 4
    frames: int = 8

    @nn.compact
    def __call__(self, media):
        b, t, n, width = media.shape
        times = self.param('times', nn.initializers.normal(1.0), (self.frames, 1, width))
        media = (media + times[:t]).reshape(b, t * n, width)
        x = jnp.tile(self.param('latents', nn.initializers.normal(1.0), (self.latents, width)), (b, 1, 1))
        for _ in range(self.depth):
            x = x + LatentRead()(x, media)
            y = nn.gelu(nn.Dense(self.factor * width, use_bias=False)(nn.LayerNorm()(x)))
            x = x + nn.Dense(width, use_bias=False)(y)
        return nn.LayerNorm()(x)
