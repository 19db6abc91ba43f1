import jax
import jax.numpy as jnp
import optax


def unit(x, tiny=1e-8):
    return x / jnp.maximum(jnp.linalg.norm(x, axis=-1, keepdims=True), tiny)


def info_nce(first, second, temperature, axis_name=None):
    first, second = unit(first), unit(second)
    offset = 0
    everyone = second
    if axis_name is not None:
        everyone = jax.lax.all_gather(second, axis_name, tiled=True)
        offset = jax.lax.axis_index(axis_name) * first.shape[0]
    similarity = jnp.einsum('id,jd->ij', first, everyone) / temperature
    targets = jnp.arange(first.shape[0]) + offset
    losses = optax.softmax_cross_entropy_with_integer_labels(similarity, targets)
    accuracy = (similarity.argmax(-1) == targets).mean()
    return losses.mean(), accuracy


def symmetric(images, texts, log_temperature, axis_name=None):
    temperature = jnp.exp(-jnp.clip(log_temperature, 0.0, 4.6052))
    forward, a = info_nce(images, texts, temperature, axis_name)
    backward, b = info_nce(texts, images, temperature, axis_name)
    return 0.5 * (forward + backward), 0.5 * (a + b)


def pairwise(images, texts, scale, shift):
    logits = unit(images) @ unit(texts).T * jnp.exp(scale) + shift
    signs = jnp.where(jnp.eye(logits.shape[0], dtype=bool), 1.0, -1.0)
    return jax.nn.softplus(-signs * logits).sum(-1).mean()
