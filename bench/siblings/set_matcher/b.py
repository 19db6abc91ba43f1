import numpy as np
from scipy.optimize import linear_sum_assignment


def iou_and_hull(a, b):
    """Corner boxes, all against all."""
    x0 = np.maximum.outer(a[:, 0], b[:, 0])
    y0 = np.maximum.outer(a[:, 1], b[:, 1])
    x1 = np.minimum.outer(a[:, 2], b[:, 2])
    y1 = np.minimum.outer(a[:, 3], b[:, 3])
    inter = np.maximum(x1 - x0, 0) * np.maximum(y1 - y0, 0)
    area_a = (a[:, 2] - a[:, 0]) * (a[:, 3] - a[:, 1])
    area_b = (b[:, 2] - b[:, 0]) * (b[:, 3] - b[:, 1])
    union = np.add.outer(area_a, area_b) - inter
    width = np.maximum.outer(a[:, 2], b[:, 2]) - np.minimum.outer(a[:, 0], b[:, 0])
    height = np.maximum.outer(a[:, 3], b[:, 3]) - np.minimum.outer(a[:, 1], b[:, 1])
    return inter / union, union, width * height


class Assignment:
    def __init__(self, class_cost=1, box_cost=5, giou_cost=2):
        self.class_cost, self.box_cost, self.giou_cost = class_cost, box_cost, giou_cost

    @staticmethod
    def corners(box):
        half = box[:, 2:] / 2
        return np.concatenate([box[:, :2] - half, box[:, :2] + half], axis=1)

    def cost(self, probabilities, boxes, labels, targets):
        wrong = -probabilities[:, labels]
        distance = np.abs(boxes[:, None] - targets[None]).sum(axis=2)
        iou, union, hull = iou_and_hull(self.corners(boxes), self.corners(targets))
        giou = iou - (hull - union) / hull
        return self.class_cost * wrong + self.box_cost * distance - self.giou_cost * giou

    def __call__(self, outputs, targets):
        pairs = []
        for logits, boxes, target in zip(outputs['pred_logits'], outputs['pred_boxes'], targets):
            shifted = np.exp(logits - logits.max(axis=-1, keepdims=True))
            probabilities = shifted / shifted.sum(axis=-1, keepdims=True)
            pairs.append(linear_sum_assignment(self.cost(probabilities, boxes, target['labels'], target['boxes'])))
        return pairs
