import jax
import jax.numpy as jnp


def schedule(total, count):
    stride = total / count
    return jnp.floor(jnp.arange(count) * stride + stride - 1).astype(int)


def walk(predict, kept, noise, count=40, eta=0.0, guidance=5.0, key=None):
    times = schedule(len(kept), count)[::-1]
    x = noise
    for number, t in enumerate(times):
        now = kept[t]
        after = kept[times[number + 1]] if number + 1 < len(times) else 1.0
        free, bound = jnp.split(predict(jnp.concatenate([x, x]), t), 2)
        error = free + guidance * (bound - free)
        clean = (x - jnp.sqrt(1 - now) * error) / jnp.sqrt(now)
        spread = eta * jnp.sqrt((1 - after) / (1 - now) * (1 - now / after))
        x = jnp.sqrt(after) * clean + jnp.sqrt(jnp.maximum(1 - after - spread**2, 0)) * error
        if eta > 0:
            key, part = jax.random.split(key)
            x = x + spread * jax.random.normal(part, x.shape)
    return x
