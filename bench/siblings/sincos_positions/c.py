import numpy as np


class Waves:
    """Positions of a grid by sine and cosine, one pair of channels for each wave length and axis."""

    def __init__(self, channels, longest=10000.0, axes=2):
        self.channels, self.axes = channels, axes
        pairs = channels // (2 * axes)
        self.lengths = [longest ** (pair / pairs) for pair in range(pairs)]

    def point(self, *place):
        values = []
        for coordinate in place:
            values.extend(np.sin(coordinate / length) for length in self.lengths)
            values.extend(np.cos(coordinate / length) for length in self.lengths)
        return values

    def table(self, *sizes, leading=0):
        rows = [[0.0] * self.channels for _ in range(leading)]
        rows += [self.point(*place) for place in np.ndindex(*sizes)]
        return np.array(rows, dtype=np.float32)
