import jax
import jax.numpy as jnp


def cosine_betas(steps, s=0.008):
    t = jnp.arange(steps + 1) / steps
    f = jnp.cos((t + s) / (1 + s) * jnp.pi / 2) ** 2
    return jnp.minimum(1 - f[1:] / f[:-1], 0.999)


def make(steps=1000, kind='cosine'):
    betas = cosine_betas(steps) if kind == 'cosine' else jnp.linspace(1e-4, 0.02, steps)
    alphas = 1.0 - betas
    bar = jnp.cumprod(alphas)
    before = jnp.concatenate([jnp.ones(1), bar[:-1]])
    variance = betas * (1 - before) / (1 - bar)
    return {
        'bar': bar,
        'coef_start': betas * jnp.sqrt(before) / (1 - bar),
        'coef_now': (1 - before) * jnp.sqrt(alphas) / (1 - bar),
        'log_variance': jnp.log(jnp.maximum(variance, 1e-20)),
    }


def bcast(values, t, x):
    return values[t].reshape(t.shape + (1,) * (x.ndim - 1))


def diffuse(process, x, t, noise):
    bar = bcast(process['bar'], t, x)
    return jnp.sqrt(bar) * x + jnp.sqrt(1 - bar) * noise


def training_loss(process, apply, params, key, x, objective='noise'):
    key_t, key_n = jax.random.split(key)
    t = jax.random.randint(key_t, (x.shape[0],), 0, process['bar'].shape[0])
    noise = jax.random.normal(key_n, x.shape)
    bar = bcast(process['bar'], t, x)
    goal = noise if objective == 'noise' else jnp.sqrt(bar) * noise - jnp.sqrt(1 - bar) * x
    return jnp.mean((apply(params, diffuse(process, x, t, noise), t) - goal) ** 2)


def reverse_step(process, apply, params, key, x, t):
    eps = apply(params, x, t)
    bar = bcast(process['bar'], t, x)
    start = jnp.clip((x - jnp.sqrt(1 - bar) * eps) / jnp.sqrt(bar), -1.0, 1.0)
    mean = bcast(process['coef_start'], t, x) * start + bcast(process['coef_now'], t, x) * x
    noise = jax.random.normal(key, x.shape) * (t > 0).reshape(t.shape + (1,) * (x.ndim - 1))
    return mean + jnp.exp(0.5 * bcast(process['log_variance'], t, x)) * noise
