import numpy as np
import jax.numpy as jnp
from jax.nn import log_softmax, log_sigmoid, sigmoid


def sequence_logprob(logits, labels, ignore=-100):
    labels = labels[:, 1:]
    mask = (labels != ignore).astype(jnp.float32)
    safe = jnp.where(labels == ignore, 0, labels)
    table = log_softmax(logits[:, :-1], axis=-1)
    picked = jnp.take_along_axis(table, safe[:, :, None], axis=-1)[:, :, 0]
    return jnp.sum(picked * mask, axis=-1)


def dpo(policy_chosen, policy_rejected, reference_chosen, reference_rejected, beta=0.1, label_smoothing=0.0, ipo=False):
    policy_ratio = policy_chosen - policy_rejected
    reference_ratio = reference_chosen - reference_rejected
    logits = policy_ratio - reference_ratio
    if ipo:
        losses = jnp.square(logits - 1 / (2 * beta))
    else:
        losses = -log_sigmoid(beta * logits) * (1 - label_smoothing) - log_sigmoid(-beta * logits) * label_smoothing
    chosen_rewards = beta * (policy_chosen - reference_chosen)
    rejected_rewards = beta * (policy_rejected - reference_rejected)
    metrics = {
        'rewards/chosen': chosen_rewards.mean(),
        'rewards/rejected': rejected_rewards.mean(),
        'rewards/accuracy': (chosen_rewards > rejected_rewards).mean(),
        'rewards/margin': (chosen_rewards - rejected_rewards).mean(),
    }
    return losses.mean(), metrics


def gradient_weight(chosen_reward, rejected_reward):
    return np.asarray(sigmoid(rejected_reward - chosen_reward))
