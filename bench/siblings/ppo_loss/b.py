import numpy as np
import torch


def gae(rewards, values, dones, bootstrap, gamma=0.99, lam=0.95):
    steps = len(rewards)
    advantages = np.zeros_like(rewards)
    running = 0.0
    for t in range(steps - 1, -1, -1):
        following = bootstrap if t == steps - 1 else values[t + 1]
        alive = 1.0 - dones[t]
        delta = rewards[t] + gamma * following * alive - values[t]
        running = delta + gamma * lam * alive * running
        advantages[t] = running
    return advantages, advantages + values


class ClippedObjective:
    def __init__(self, clip=0.2, vf_coef=0.5, ent_coef=0.01, target_kl=None):
        self.clip, self.vf_coef, self.ent_coef, self.target_kl = clip, vf_coef, ent_coef, target_kl

    def policy(self, logp, old_logp, adv):
        ratio = torch.exp(logp - old_logp)
        unclipped = adv * ratio
        clipped = adv * torch.clamp(ratio, 1 - self.clip, 1 + self.clip)
        return -torch.mean(torch.min(unclipped, clipped)), ratio

    def value(self, predicted, old, returns):
        bounded = old + torch.clamp(predicted - old, -self.clip, self.clip)
        return 0.5 * torch.mean(torch.max((predicted - returns) ** 2, (bounded - returns) ** 2))

    def __call__(self, batch, dist, values):
        adv = batch['advantages']
        adv = (adv - adv.mean()) / (adv.std() + 1e-8)
        pg, ratio = self.policy(dist.log_prob(batch['actions']), batch['log_probs'], adv)
        vf = self.value(values, batch['values'], batch['returns'])
        entropy = dist.entropy().mean()
        with torch.no_grad():
            log_ratio = ratio.log()
            kl = torch.mean(ratio - 1 - log_ratio)
            fraction = torch.mean((torch.abs(ratio - 1) > self.clip).float())
        stop = self.target_kl is not None and kl.item() > 1.5 * self.target_kl
        return pg + self.vf_coef * vf - self.ent_coef * entropy, stop, {'kl': kl, 'clipped': fraction}
