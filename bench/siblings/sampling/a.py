import torch
import torch.nn.functional as F


def top_k_top_p(logits, top_k=0, top_p=1.0, filter_value=-float('inf')):
    if top_k > 0:
        top_k = min(top_k, logits.size(-1))
        logits = logits.masked_fill(logits < torch.topk(logits, top_k)[0][..., -1, None], filter_value)
    if top_p < 1.0:
        ordered, index = torch.sort(logits, descending=True)
        cumulative = torch.cumsum(F.softmax(ordered, dim=-1), dim=-1)
        remove = cumulative > top_p
        remove[..., 1:] = remove[..., :-1].clone()
        remove[..., 0] = False
        logits = logits.masked_fill(remove.scatter(-1, index, remove), filter_value)
    return logits


@torch.no_grad()
def generate(model, ids, max_new_tokens=128, temperature=0.7, top_k=50, top_p=0.9, repetition=1.1, eos=None):
    cache = None
    for _ in range(max_new_tokens):
        logits, cache = model(ids if cache is None else ids[:, -1:], cache)
        logits = logits[:, -1, :]
        if repetition != 1.0:
            score = torch.gather(logits, 1, ids)
            score = torch.where(score < 0, score * repetition, score / repetition)
            logits = logits.scatter(1, ids, score)
        if temperature == 0:
            token = logits.argmax(dim=-1, keepdim=True)
        else:
            probs = F.softmax(top_k_top_p(logits / temperature, top_k, top_p), dim=-1)
            token = torch.multinomial(probs, num_samples=1)
        ids = torch.cat([ids, token], dim=1)
        if eos is not None and (token == eos).all():
            break
    return ids
