import numpy as np


class Rotation:
    """Turns pairs of neighbouring channels by an angle that grows with the position."""

    def __init__(self, channels, longest=20000.0, stretch=1.0, fraction=1.0):
        turned = int(channels * fraction) // 2 * 2
        self.turned = turned
        self.rates = longest ** -(np.arange(turned // 2) / (turned // 2)) / stretch

    def __call__(self, x, offset=0):
        places = np.arange(offset, offset + x.shape[-2])
        turn = np.exp(1j * places[:, None] * self.rates)
        pairs = x[..., : self.turned].reshape(*x.shape[:-1], self.turned // 2, 2)
        spun = (pairs[..., 0] + 1j * pairs[..., 1]) * turn
        out = np.stack([spun.real, spun.imag], -1).reshape(*x.shape[:-1], self.turned)
        return np.concatenate([out, x[..., self.turned :]], -1).astype(x.dtype)
