import torch


class RMS(torch.autograd.Function):
    @staticmethod
    def forward(ctx, x, weight, eps):
        inverse = torch.rsqrt(x.float().pow(2).mean(-1, True).add(eps))
        unit = x.float().mul(inverse)
        ctx.save_for_backward(unit, weight, inverse)
        return unit.mul(weight.float()).to(x.dtype)

    @staticmethod
    def backward(ctx, grad):
        unit, weight, inverse = ctx.saved_tensors
        scaled = grad.float() * weight.float()
        along = (scaled * unit).mean(-1, True)
        dx = inverse * (scaled - unit * along)
        dw = (grad.float() * unit).flatten(0, -2).sum(0)
        return dx.to(grad.dtype), dw.to(weight.dtype), None


class FusedRMSNorm(torch.nn.Module):
    def __init__(self, size, eps=1e-6):
        super().__init__()
        self.eps = eps
        self.weight = torch.nn.Parameter(torch.ones(size))

    def forward(self, x, residual=None):
        if residual is not None:
            x = x + residual
        out = RMS.apply(x, self.weight, self.eps)
        return out if residual is None else (out, x)

    def extra_repr(self):
        return f'{self.weight.numel()}, eps={self.eps}'
