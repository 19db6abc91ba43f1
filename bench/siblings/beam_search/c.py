import jax
import jax.numpy as jnp
from jax import lax

WORST = -1.0e7


def flat(x):
    return x.reshape((-1,) + x.shape[2:])


def split(x, batch):
    return x.reshape((batch, -1) + x.shape[1:])


def pick(tree, chosen):
    rows = jnp.arange(chosen.shape[0])[:, None]
    return jax.tree_util.tree_map(lambda x: x[rows, chosen], tree)


def beam_decode(logits_of, cache, prompt, eos, beams=4, steps=64, penalty=1.0):
    batch = prompt.shape[0]
    sequences = jnp.zeros((batch, beams, steps + 1), jnp.int32).at[:, :, 0].set(prompt[:, None])
    running = jnp.tile(jnp.array([0.0] + [WORST] * (beams - 1)), (batch, 1))
    done = jnp.full((batch, beams), WORST)
    kept = jnp.zeros_like(sequences)

    def body(state):
        at, sequences, running, kept, done, cache = state
        last = lax.dynamic_slice_in_dim(sequences, at, 1, axis=2)
        logits, cache = logits_of(flat(last), cache)
        total = running[:, :, None] + jax.nn.log_softmax(split(logits, batch))
        vocabulary = total.shape[-1]
        score, index = lax.top_k(total.reshape(batch, -1), 2 * beams)
        parents, words = index // vocabulary, index % vocabulary
        longer = pick(sequences, parents).at[:, :, at + 1].set(words)
        closes = words == eos
        score_open = jnp.where(closes, WORST, score)
        running, order = lax.top_k(score_open, beams)
        closed = jnp.where(closes, score / (at + 1) ** penalty, WORST)
        pool = jnp.concatenate([done, closed], axis=1)
        done, best = lax.top_k(pool, beams)
        kept = pick(jnp.concatenate([kept, longer], axis=1), best)
        cache = jax.tree_util.tree_map(lambda x: flat(pick(split(x, batch), pick(parents, order))), cache)
        return at + 1, pick(longer, order), running, kept, done, cache

    def unfinished(state):
        at, _, running, _, done, _ = state
        bound = running[:, 0] / steps**penalty
        return (at < steps) & jnp.any(bound > done[:, -1])

    state = lax.while_loop(unfinished, body, (0, sequences, running, kept, done, cache))
    return state[3][:, 0], state[4][:, 0]
