import jax
import jax.numpy as jnp


def hide(key, tokens, share=0.7):
    count = tokens.shape[1]
    kept = round(count * (1 - share))
    order = jax.vmap(lambda k: jax.random.permutation(k, count))(jax.random.split(key, tokens.shape[0]))
    visible = jnp.take_along_axis(tokens, order[:, :kept, None], axis=1)
    hidden = jnp.ones((tokens.shape[0], count)).at[jnp.arange(tokens.shape[0])[:, None], order[:, :kept]].set(0)
    return visible, hidden, jnp.argsort(order, axis=1)


def restore(visible, back, filler):
    missing = back.shape[1] - visible.shape[1]
    rest = jnp.broadcast_to(filler, (visible.shape[0], missing, visible.shape[2]))
    return jnp.take_along_axis(jnp.concatenate([visible, rest], 1), back[:, :, None], axis=1)


def patches_of(image, side):
    b, h, w, c = image.shape
    image = image.reshape(b, h // side, side, w // side, side, c)
    return image.swapaxes(2, 3).reshape(b, -1, side * side * c)


def loss(image, guess, hidden, side=14, even=True):
    wanted = patches_of(image, side)
    if even:
        wanted = (wanted - wanted.mean(-1, keepdims=True)) / (wanted.std(-1, keepdims=True) + 1e-4)
    each = ((guess - wanted) ** 2).mean(-1)
    return (each * hidden).sum() / hidden.sum()
