import torch
import torch.nn.functional as F


def banned_ngrams(tokens, n):
    if n <= 0 or len(tokens) + 1 < n:
        return []
    prefix = tuple(tokens[len(tokens) - n + 1 :])
    return [tokens[i + n - 1] for i in range(len(tokens) - n + 1) if tuple(tokens[i : i + n - 1]) == prefix]


class Hypotheses:
    def __init__(self, beams, length_penalty=1.0, early_stopping=False):
        self.beams, self.length_penalty, self.early = beams, length_penalty, early_stopping
        self.items, self.worst = [], 1e9

    def add(self, tokens, score):
        score = score / len(tokens) ** self.length_penalty
        if len(self.items) < self.beams or score > self.worst:
            self.items.append((score, tokens))
            if len(self.items) > self.beams:
                self.items.remove(min(self.items, key=lambda x: x[0]))
            self.worst = min(s for s, _ in self.items)

    def done(self, best, length):
        if len(self.items) < self.beams:
            return False
        return self.early or self.worst >= best / length ** self.length_penalty


def beam_search(step, start, eos, beams=4, max_length=128, length_penalty=1.0, ngram=0, early_stopping=False):
    batch = start.shape[0]
    tokens = start.repeat_interleave(beams, dim=0)
    scores = torch.zeros(batch, beams, device=start.device)
    scores[:, 1:] = -1e9
    hyps = [Hypotheses(beams, length_penalty, early_stopping) for _ in range(batch)]
    cache, done = None, [False] * batch
    while tokens.shape[1] < max_length and not all(done):
        logits, cache = step(tokens, cache)
        logp = F.log_softmax(logits[:, -1].float(), dim=-1)
        for row, ids in enumerate(tokens.tolist()):
            logp[row, banned_ngrams(ids, ngram)] = -float('inf')
        vocab = logp.shape[-1]
        total = (scores.view(-1, 1) + logp).view(batch, beams * vocab)
        top, index = total.topk(2 * beams, dim=1)
        rows, words, following = [], [], []
        for b in range(batch):
            kept = []
            for rank, (value, i) in enumerate(zip(top[b].tolist(), index[b].tolist())):
                beam, word = i // vocab, i % vocab
                if word == eos:
                    if rank < beams:
                        hyps[b].add(tokens[b * beams + beam].tolist(), value)
                    continue
                kept.append((value, b * beams + beam, word))
                if len(kept) == beams:
                    break
            done[b] = done[b] or hyps[b].done(top[b].max().item(), tokens.shape[1])
            for value, row, word in kept:
                following.append(value), rows.append(row), words.append(word)
        order = torch.tensor(rows, device=start.device)
        tokens = torch.cat([tokens[order], torch.tensor(words, device=start.device)[:, None]], dim=1)
        scores = torch.tensor(following, device=start.device).view(batch, beams)
        if cache is not None:
            cache = [tuple(t.index_select(0, order) for t in layer) for layer in cache]
    for b in range(batch):
        for k in range(beams):
            hyps[b].add(tokens[b * beams + k].tolist(), scores[b, k].item())
    return [max(h.items, key=lambda x: x[0])[1] for h in hyps]
