import jax
import jax.numpy as jnp


def advantages(rewards, values, ends, last, discount=0.995, blend=0.9):
    def back(carry, step):
        sofar, ahead = carry
        reward, value, end = step
        surprise = reward + discount * ahead * (1 - end) - value
        sofar = surprise + discount * blend * (1 - end) * sofar
        return (sofar, value), sofar

    _, found = jax.lax.scan(back, (jnp.zeros_like(last), last), (rewards, values, ends), reverse=True)
    return found, found + values


def losses(now, before, advantage, value, old_value, target, spread, clip=0.15, value_share=0.4, spread_share=0.005):
    advantage = (advantage - advantage.mean()) / (advantage.std() + 1e-6)
    ratio = jnp.exp(now - before)
    held = jnp.clip(ratio, 1 - clip, 1 + clip)
    policy = -jnp.minimum(ratio * advantage, held * advantage).mean()
    near = old_value + jnp.clip(value - old_value, -clip, clip)
    critic = jnp.maximum((value - target) ** 2, (near - target) ** 2).mean() / 2
    return policy + value_share * critic - spread_share * spread.mean(), ((ratio - 1) - (now - before)).mean()
