import torch
from einops import rearrange, repeat
from torch import nn


class MaskedModel(nn.Module):
    def __init__(self, encoder, decoder, patch=16, dim=1024, decoder_dim=512, ratio=0.75, positions=None, norm_pix=True):
        super().__init__()
        self.encoder, self.decoder = encoder, decoder
        self.patch, self.ratio, self.norm_pix = patch, ratio, norm_pix
        self.embed = nn.Linear(3 * patch * patch, dim)
        self.bridge = nn.Linear(dim, decoder_dim)
        self.mask_token = nn.Parameter(torch.randn(decoder_dim) * 0.02)
        self.predict = nn.Linear(decoder_dim, 3 * patch * patch)
        self.register_buffer('positions', positions[0])
        self.register_buffer('decoder_positions', positions[1])

    def split(self, images):
        return rearrange(images, 'b c (h p) (w q) -> b (h w) (p q c)', p=self.patch, q=self.patch)

    def forward(self, images):
        patches = self.split(images)
        batch, count, _ = patches.shape
        masked = int(self.ratio * count)
        shuffled = torch.rand(batch, count, device=images.device).argsort(dim=-1)
        hidden, shown = shuffled[:, :masked], shuffled[:, masked:]
        rows = torch.arange(batch, device=images.device)[:, None]
        tokens = (self.embed(patches) + self.positions)[rows, shown]
        encoded = self.bridge(self.encoder(tokens))
        full = torch.zeros(batch, count, encoded.size(-1), device=images.device, dtype=encoded.dtype)
        full[rows, shown] = encoded
        full[rows, hidden] = repeat(self.mask_token, 'd -> b n d', b=batch, n=masked).to(encoded.dtype)
        predicted = self.predict(self.decoder(full + self.decoder_positions)[rows, hidden])
        target = patches[rows, hidden]
        if self.norm_pix:
            target = (target - target.mean(-1, keepdim=True)) * torch.rsqrt(target.var(-1, keepdim=True) + 1e-6)
        return nn.functional.mse_loss(predicted, target), predicted, hidden
