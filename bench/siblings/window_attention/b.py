import jax
import jax.numpy as jnp
import numpy as np
import flax.linen as nn


def relative_index(window):
    coords = np.stack(np.meshgrid(np.arange(window), np.arange(window), indexing='ij')).reshape(2, -1)
    delta = coords[:, :, None] - coords[:, None, :] + window - 1
    return delta[0] * (2 * window - 1) + delta[1]


def shift_mask(height, width, window, shift):
    rows = np.digitize(np.arange(height), [height - window, height - shift])
    columns = np.digitize(np.arange(width), [width - window, width - shift])
    label = rows[:, None] * 3 + columns[None]
    label = label.reshape(height // window, window, width // window, window).transpose(0, 2, 1, 3).reshape(-1, window**2)
    return np.where(label[:, None] == label[:, :, None], 0.0, -100.0).astype(np.float32)


class WindowAttention(nn.Module):
    heads: int
    window: int = 7
    shift: int = 0

    @nn.compact
    def __call__(self, x):
        n, height, width, dim = x.shape
        s, w, d = self.shift, self.window, dim // self.heads
        if s:
            x = jnp.roll(x, shift=(-s, -s), axis=(1, 2))
        x = x.reshape(n, height // w, w, width // w, w, dim).swapaxes(2, 3).reshape(n, -1, w * w, dim)
        qkv = nn.DenseGeneral((3, self.heads, d))(x)
        q, k, v = qkv[..., 0, :, :] / jnp.sqrt(d), qkv[..., 1, :, :], qkv[..., 2, :, :]
        table = self.param('table', nn.initializers.truncated_normal(0.02), ((2 * w - 1) ** 2, self.heads))
        logits = jnp.einsum('nwihd,nwjhd->nwhij', q, k) + table[relative_index(w)].transpose(2, 0, 1)
        if s:
            logits = logits + shift_mask(height, width, w, s)[None, :, None]
        out = jnp.einsum('nwhij,nwjhd->nwihd', jax.nn.softmax(logits), v)
        out = nn.DenseGeneral(dim, axis=(-2, -1))(out)
        out = out.reshape(n, height // w, width // w, w, w, dim).swapaxes(2, 3).reshape(n, height, width, dim)
        return jnp.roll(out, shift=(s, s), axis=(1, 2)) if s else out
