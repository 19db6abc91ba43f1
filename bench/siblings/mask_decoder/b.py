import jax
import jax.numpy as jnp
import flax.linen as nn


class Mlp(nn.Module):
    hidden: int
    out: int
    layers: int = 3

    @nn.compact
    def __call__(self, x):
        for _ in range(self.layers - 1):
            x = nn.relu(nn.Dense(self.hidden)(x))
        return nn.Dense(self.out)(x)


def attention(q, k, v, heads, inner, name):
    width = q.shape[-1]
    return nn.MultiHeadDotProductAttention(num_heads=heads, qkv_features=inner, out_features=width, name=name)(q, k, v)


class Exchange(nn.Module):
    heads: int = 8
    mlp: int = 2048

    @nn.compact
    def __call__(self, queries, keys, query_pe, key_pe, skip_first):
        width = queries.shape[-1]
        q = queries if skip_first else queries + query_pe
        out = attention(q, q, queries, self.heads, width, 'self')
        queries = nn.LayerNorm()(out if skip_first else queries + out)
        out = attention(queries + query_pe, keys + key_pe, keys, self.heads, width // 2, 'tokens_to_image')
        queries = nn.LayerNorm()(queries + out)
        queries = nn.LayerNorm()(queries + nn.Dense(width)(nn.relu(nn.Dense(self.mlp)(queries))))
        out = attention(keys + key_pe, queries + query_pe, queries, self.heads, width // 2, 'image_to_tokens')
        return queries, nn.LayerNorm()(keys + out)


class Decoder(nn.Module):
    width: int = 256
    masks: int = 4

    @nn.compact
    def __call__(self, image, image_pe, sparse, dense):
        b, h, w, c = image.shape
        learned = self.param('tokens', nn.initializers.normal(1.0), (1 + self.masks, self.width))
        tokens = jnp.concatenate([jnp.tile(learned[None], (b, 1, 1)), sparse], axis=1)
        keys, pe = (image + dense).reshape(b, h * w, c), jnp.broadcast_to(image_pe.reshape(1, h * w, c), (b, h * w, c))
        queries = tokens
        for depth in range(2):
            queries, keys = Exchange()(queries, keys, tokens, pe, depth == 0)
        out = attention(queries + tokens, keys + pe, keys, 8, self.width // 2, 'final')
        queries = nn.LayerNorm()(queries + out)
        up = nn.ConvTranspose(c // 4, (2, 2), (2, 2))(keys.reshape(b, h, w, c))
        up = nn.gelu(nn.ConvTranspose(c // 8, (2, 2), (2, 2))(nn.gelu(nn.LayerNorm()(up))))
        hyper = jnp.stack([Mlp(self.width, c // 8)(queries[:, 1 + m]) for m in range(self.masks)], axis=1)
        return jnp.einsum('bmc,bhwc->bmhw', hyper, up), Mlp(256, self.masks)(queries[:, 0])
