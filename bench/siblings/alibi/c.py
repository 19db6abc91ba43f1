import numpy as np


def slope_of(head, heads):
    power = 1 << (heads.bit_length() - 1)
    if head < power:
        return 2 ** -(8 * (head + 1) / power)
    return 2 ** -(4 * (2 * (head - power) + 1) / power)


def bias_row(head, heads, length):
    return [slope_of(head, heads) * position for position in range(length)]


def bias(heads, length):
    table = np.empty((heads, 1, length), dtype=np.float32)
    for head in range(heads):
        table[head, 0] = bias_row(head, heads, length)
    return table


def softmax_with_bias(scores, mask):
    heads, _, length = scores.shape
    shifted = scores + bias(heads, length)
    shifted[:, ~mask] = -1e30
    weights = np.exp(shifted - np.max(shifted, axis=2, keepdims=True))
    return weights / np.sum(weights, axis=2, keepdims=True)
