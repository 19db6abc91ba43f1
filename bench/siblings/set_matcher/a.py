import numpy as np
from scipy.optimize import linear_sum_assignment


def costs(chances, boxes, labels, truth, class_share, box_share, overlap_share):
    by_class = -np.log(chances[:, labels] + 1e-7)
    by_box = np.abs(boxes[:, None] - truth[None]).sum(-1)
    low, high = boxes[:, :2] - boxes[:, 2:] / 2, boxes[:, :2] + boxes[:, 2:] / 2
    t_low, t_high = truth[:, :2] - truth[:, 2:] / 2, truth[:, :2] + truth[:, 2:] / 2
    shared = np.prod(np.clip(np.minimum(high[:, None], t_high) - np.maximum(low[:, None], t_low), 0, None), -1)
    whole = np.prod(boxes[:, 2:], -1)[:, None] + np.prod(truth[:, 2:], -1)[None] - shared
    return class_share * by_class + box_share * by_box + overlap_share * (1 - shared / whole)


def assign(batch, class_share=1.0, box_share=4.0, overlap_share=3.0):
    found = []
    for one in batch:
        if len(one['labels']) == 0:
            found.append((np.zeros(0, int), np.zeros(0, int)))
            continue
        table = costs(one['chances'], one['boxes'], one['labels'], one['truth'], class_share, box_share, overlap_share)
        found.append(linear_sum_assignment(np.nan_to_num(table, nan=1e6)))
    return found
