import torch


def corners(boxes):
    centre, size = boxes[..., :2], boxes[..., 2:]
    return torch.cat([centre - size / 2, centre + size / 2], -1)


def generalised_overlap(a, b):
    size = lambda box: (box[..., 2:] - box[..., :2]).clamp_min(0).prod(-1)
    inner = torch.cat([torch.maximum(a[..., :2], b[..., :2]), torch.minimum(a[..., 2:], b[..., 2:])], -1)
    outer = torch.cat([torch.minimum(a[..., :2], b[..., :2]), torch.maximum(a[..., 2:], b[..., 2:])], -1)
    both = size(inner)
    either = size(a) + size(b) - both
    return both / either - (size(outer) - either) / size(outer)


def focal(logits, targets, balance=0.3, power=1.5):
    chance = torch.sigmoid(logits)
    miss = torch.where(targets > 0, 1 - chance, chance)
    weight = torch.where(targets > 0, balance, 1 - balance)
    plain = torch.nn.functional.binary_cross_entropy_with_logits(logits, targets, reduction='none')
    return (weight * miss**power * plain).sum()


def set_loss(boxes, logits, true_boxes, labels, pairs, box_share=4.0, overlap_share=1.5):
    found, wanted = pairs
    targets = torch.zeros_like(logits)
    targets[found, labels[wanted]] = 1
    near = (boxes[found] - true_boxes[wanted]).abs().sum()
    apart = (1 - generalised_overlap(corners(boxes[found]), corners(true_boxes[wanted]))).sum()
    return (focal(logits, targets) + box_share * near + overlap_share * apart) / max(len(wanted), 1)
