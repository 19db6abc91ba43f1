import torch
import torch.nn.functional as F
from einops import rearrange
from torch import nn


class ShiftedWindow(nn.Module):
    def __init__(self, dim, heads, window=7, shifted=False, head_dim=32):
        super().__init__()
        inner = heads * head_dim
        self.heads, self.window, self.displace = heads, window, window // 2 if shifted else 0
        self.to_qkv, self.to_out = nn.Linear(dim, inner * 3, bias=False), nn.Linear(inner, dim)
        self.pos = nn.Parameter(torch.randn(2 * window - 1, 2 * window - 1, heads) * 0.02)
        at = torch.cartesian_prod(torch.arange(window), torch.arange(window))
        self.register_buffer('gap', at.unsqueeze(0) - at.unsqueeze(1) + window - 1, persistent=False)

    def edge_masks(self, device):
        length, cut = self.window**2, self.displace * self.window
        lower = torch.zeros(length, length, device=device)
        lower[-cut:, :-cut] = float('-inf')
        lower[:-cut, -cut:] = float('-inf')
        right = rearrange(lower, '(a b) (c d) -> (b a) (d c)', a=self.window, c=self.window)
        return lower, right

    def forward(self, x):
        b, height, width, _ = x.shape
        pad = (0, 0, 0, -width % self.window, 0, -height % self.window)
        x = F.pad(x, pad)
        if self.displace:
            x = x.roll((-self.displace, -self.displace), dims=(1, 2))
        rows, columns = x.shape[1] // self.window, x.shape[2] // self.window
        q, k, v = (
            rearrange(part, 'b (r u) (c v) (h d) -> b h (r c) (u v) d', u=self.window, v=self.window, h=self.heads)
            for part in self.to_qkv(x).chunk(3, dim=-1)
        )
        bias = self.pos[self.gap[..., 0], self.gap[..., 1]].permute(2, 0, 1)
        dots = torch.einsum('bhwid,bhwjd->bhwij', q, k) * q.shape[-1] ** -0.5 + bias.unsqueeze(1)
        if self.displace:
            lower, right = self.edge_masks(x.device)
            dots[:, :, -columns:] += lower
            dots[:, :, columns - 1 :: columns] += right
        out = torch.einsum('bhwij,bhwjd->bhwid', dots.softmax(dim=-1), v)
        out = rearrange(out, 'b h (r c) (u v) d -> b (r u) (c v) (h d)', r=rows, u=self.window)
        if self.displace:
            out = out.roll((self.displace, self.displace), dims=(1, 2))
        return self.to_out(out[:, :height, :width])
