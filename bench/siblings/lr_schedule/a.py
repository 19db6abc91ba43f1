import math
import torch


def cosine_with_warmup(optimizer, warmup, total, cycles=0.5, floor=0.1):
    def scale(step):
        if step < warmup:
            return step / max(1, warmup)
        progress = (step - warmup) / max(1, total - warmup)
        return max(floor, 0.5 * (1.0 + math.cos(math.pi * cycles * 2.0 * progress)))
    return torch.optim.lr_scheduler.LambdaLR(optimizer, scale)


def parameter_groups(model, weight_decay=0.05, layer_decay=0.75, depth=12, skip=('pos_embed', 'cls_token')):
    groups = {}
    scales = [layer_decay ** (depth + 1 - i) for i in range(depth + 2)]
    for name, p in model.named_parameters():
        if not p.requires_grad:
            continue
        decay = 0.0 if p.ndim == 1 or any(s in name for s in skip) else weight_decay
        layer = 0
        if name.startswith('blocks'):
            layer = int(name.split('.')[1]) + 1
        elif not name.startswith('patch_embed') and name not in skip:
            layer = depth + 1
        key = (layer, decay)
        groups.setdefault(key, {'lr_scale': scales[layer], 'weight_decay': decay, 'params': []})['params'].append(p)
    return list(groups.values())


class EMA:
    def __init__(self, model, decay=0.9999):
        self.decay = decay
        self.shadow = {k: v.detach().clone() for k, v in model.state_dict().items()}

    @torch.no_grad()
    def update(self, model):
        for k, v in model.state_dict().items():
            if v.dtype.is_floating_point:
                self.shadow[k].mul_(self.decay).add_(v, alpha=1 - self.decay)
            else:
                self.shadow[k].copy_(v)
