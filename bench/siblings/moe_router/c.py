import jax
import jax.numpy as jnp


def route(x, kernel, experts, k=2, capacity_factor=1.25, key=None, jitter=1e-2):
    groups, size, _ = x.shape
    if key is not None:
        x = x * jax.random.uniform(key, x.shape, minval=1 - jitter, maxval=1 + jitter)
    logits = jnp.einsum('gsd,de->gse', x.astype(jnp.float32), kernel)
    gates = jax.nn.softmax(logits)
    capacity = max(4, int(k * capacity_factor * size / experts))
    remaining = gates
    combine = jnp.zeros((groups, size, experts, capacity))
    filled = jnp.zeros((groups, 1, experts), jnp.int32)
    total = jnp.zeros((groups, size))
    picks = []
    for _ in range(k):
        index = remaining.argmax(-1)
        chosen = jax.nn.one_hot(index, experts)
        picks.append(chosen)
        place = (jnp.cumsum(chosen, axis=1) - chosen).astype(jnp.int32) + filled
        fits = chosen * (place < capacity)
        weight = (gates * fits).sum(-1)
        slots = jax.nn.one_hot((place * fits.astype(jnp.int32)).sum(-1), capacity)
        combine = combine + weight[..., None, None] * fits[..., None] * slots[:, :, None, :]
        filled = filled + chosen.sum(1, keepdims=True).astype(jnp.int32)
        total = total + weight
        remaining = remaining * (1 - chosen)
    combine = combine / jnp.maximum(total, 1e-9)[..., None, None]
    load = experts * jnp.mean(picks[0].mean(1) * gates.mean(1)) * experts
    z = jnp.mean(jax.scipy.special.logsumexp(logits, axis=-1) ** 2)
    return combine, combine > 0, load, z


def experts_layer(x, kernel, w_in, w_out, **options):
    combine, dispatch, load, z = route(x, kernel, w_in.shape[0], **options)
    inputs = jnp.einsum('gsec,gsd->egcd', dispatch.astype(x.dtype), x)
    hidden = jax.nn.gelu(jnp.einsum('egcd,edf->egcf', inputs, w_in))
    outputs = jnp.einsum('egcf,efd->egcd', hidden, w_out)
    return jnp.einsum('gsec,egcd->gsd', combine.astype(x.dtype), outputs), 0.01 * load + 0.001 * z
