import jax.numpy as jnp
from jax.nn import log_sigmoid, sigmoid


def to_edges(box):
    x, y, w, h = jnp.moveaxis(box, -1, 0)
    return x - 0.5 * w, y - 0.5 * h, x + 0.5 * w, y + 0.5 * h


def area(edges):
    x0, y0, x1, y1 = edges
    return (x1 - x0) * (y1 - y0)


def giou(one, two):
    a, b = to_edges(one), to_edges(two)
    width = jnp.minimum(a[2], b[2]) - jnp.maximum(a[0], b[0])
    height = jnp.minimum(a[3], b[3]) - jnp.maximum(a[1], b[1])
    shared = jnp.where((width > 0) & (height > 0), width * height, 0.0)
    union = area(a) + area(b) - shared
    hull_w = jnp.maximum(a[2], b[2]) - jnp.minimum(a[0], b[0])
    hull_h = jnp.maximum(a[3], b[3]) - jnp.minimum(a[1], b[1])
    hull = hull_w * hull_h
    return shared / (union + 1e-7) - (hull - union) / (hull + 1e-7)


def sigmoid_focal(logits, onehot, alpha=0.25, gamma=2.0):
    positive = -alpha * sigmoid(-logits) ** gamma * log_sigmoid(logits)
    negative = -(1 - alpha) * sigmoid(logits) ** gamma * log_sigmoid(-logits)
    return onehot * positive + (1 - onehot) * negative


def detection_loss(predictions, targets, weights=(1.0, 5.0, 2.0)):
    count = jnp.maximum(targets['present'].sum(), 1)
    classes = sigmoid_focal(predictions['logits'], targets['onehot']).sum() / count
    gap = jnp.abs(predictions['boxes'] - targets['boxes']).sum(-1)
    overlap = 1 - giou(predictions['boxes'], targets['boxes'])
    regression = (gap * targets['present']).sum() / count
    fit = (overlap * targets['present']).sum() / count
    total = weights[0] * classes + weights[1] * regression + weights[2] * fit
    return total, {'class': classes, 'l1': regression, 'giou': fit}
