import jax
import jax.numpy as jnp
import flax.linen as nn


class AdaptiveBlock(nn.Module):
    width: int
    heads: int = 12
    expand: float = 3.5

    @nn.compact
    def __call__(self, tokens, signal):
        plan = nn.Dense(6 * self.width, kernel_init=nn.initializers.zeros)(jax.nn.silu(signal))
        shift_a, scale_a, gate_a, shift_b, scale_b, gate_b = jnp.split(plan[:, None, :], 6, axis=-1)
        bare = lambda: nn.LayerNorm(use_scale=False, use_bias=False, epsilon=1e-5)
        inner = bare()(tokens) * (1 + scale_a) + shift_a
        inner = nn.SelfAttention(num_heads=self.heads)(inner)
        tokens = tokens + gate_a * inner
        inner = bare()(tokens) * (1 + scale_b) + shift_b
        inner = nn.Dense(int(self.expand * self.width))(inner)
        inner = nn.Dense(self.width)(jax.nn.gelu(inner, approximate=False))
        return tokens + gate_b * inner


class FinalStage(nn.Module):
    patch: int
    channels: int

    @nn.compact
    def __call__(self, tokens, signal):
        plan = nn.Dense(2 * tokens.shape[-1], kernel_init=nn.initializers.zeros)(jax.nn.silu(signal))
        shift, scale = jnp.split(plan[:, None, :], 2, axis=-1)
        tokens = nn.LayerNorm(use_scale=False, use_bias=False)(tokens) * (1 + scale) + shift
        return nn.Dense(self.patch * self.patch * self.channels, kernel_init=nn.initializers.zeros)(tokens)
