import mlx.core as mx


class Rotary:
    def __init__(self, dims, base=10000.0, factor=1.0, original=8192, low=1.0, high=4.0):
        exponents = mx.arange(0, dims, 2).astype(mx.float32) / dims
        periods = base**exponents
        if factor > 1.0:
            waves = 2 * 3.141592653589793 * periods
            smooth = (original / waves - low) / (high - low)
            blended = periods / ((1 - smooth) / factor + smooth)
            periods = mx.where(waves > original / low, periods * factor, periods)
            periods = mx.where((waves <= original / low) & (waves >= original / high), blended, periods)
        self.dims, self.rates = dims, 1.0 / periods

    def angles(self, length, offset):
        where = mx.arange(offset, offset + length).astype(mx.float32)
        return mx.expand_dims(where, 1) * mx.expand_dims(self.rates, 0)

    def __call__(self, x, offset=0):
        theta = self.angles(x.shape[-2], offset)
        cosine, sine = mx.cos(theta), mx.sin(theta)
        left, right, rest = x[..., : self.dims // 2], x[..., self.dims // 2 : self.dims], x[..., self.dims :]
        turned = [left * cosine - right * sine, left * sine + right * cosine, rest]
        return mx.concatenate(turned, axis=-1).astype(x.dtype)
