import mlx.core as mx
import mlx.nn as nn
from mlx.utils import tree_unflatten


class LowRank(nn.Module):
    @staticmethod
    def wrap(linear, r=16, scale=20.0, dropout=0.0):
        out_dims, in_dims = linear.weight.shape
        layer = LowRank(in_dims, out_dims, r, scale, dropout)
        layer.linear = linear
        return layer

    def __init__(self, in_dims, out_dims, r, scale, dropout):
        super().__init__()
        self.linear = nn.Linear(in_dims, out_dims)
        self.dropout = nn.Dropout(p=dropout)
        self.scale = scale
        bound = 1 / in_dims**0.5
        self.down = mx.random.uniform(low=-bound, high=bound, shape=(in_dims, r))
        self.up = mx.zeros((r, out_dims))

    def __call__(self, x):
        base = self.linear(x)
        extra = (self.dropout(x) @ self.down) @ self.up
        return base + (self.scale * extra).astype(x.dtype)

    def fused(self):
        weight = self.linear.weight
        merged = nn.Linear(weight.shape[1], weight.shape[0], bias='bias' in self.linear)
        merged.weight = weight + (self.scale * (self.down @ self.up).T).astype(weight.dtype)
        if 'bias' in self.linear:
            merged.bias = self.linear.bias
        return merged


def adapt(model, last=16, names=('self_attn.q_proj', 'self_attn.v_proj'), **options):
    model.freeze()
    for block in model.layers[-last:]:
        found = [(name, LowRank.wrap(layer, **options)) for name, layer in block.named_modules() if name in names]
        block.update_modules(tree_unflatten(found))
    return model


def fuse(model):
    layers = [(name, layer.fused()) for name, layer in model.named_modules() if isinstance(layer, LowRank)]
    model.update_modules(tree_unflatten(layers))
