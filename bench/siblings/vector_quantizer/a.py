import torch
import torch.nn as nn
import torch.nn.functional as F


class VectorQuantizer(nn.Module):
    def __init__(self, codes=1024, dim=256, beta=0.25, decay=0.99, eps=1e-5):
        super().__init__()
        self.codes, self.beta, self.decay, self.eps = codes, beta, decay, eps
        embedding = torch.empty(codes, dim).uniform_(-1.0 / codes, 1.0 / codes)
        self.register_buffer('embedding', embedding)
        self.register_buffer('cluster', torch.zeros(codes))
        self.register_buffer('average', embedding.clone())

    def forward(self, z):
        flat = z.permute(0, 2, 3, 1).reshape(-1, z.shape[1])
        distance = flat.pow(2).sum(1, keepdim=True) + self.embedding.pow(2).sum(1) - 2 * flat @ self.embedding.t()
        index = distance.argmin(dim=1)
        onehot = F.one_hot(index, self.codes).type(flat.dtype)
        quantized = self.embedding[index].view(z.shape[0], z.shape[2], z.shape[3], -1).permute(0, 3, 1, 2)
        if self.training:
            self.cluster.mul_(self.decay).add_(onehot.sum(0), alpha=1 - self.decay)
            self.average.mul_(self.decay).add_(onehot.t() @ flat.detach(), alpha=1 - self.decay)
            n = self.cluster.sum()
            size = (self.cluster + self.eps) / (n + self.codes * self.eps) * n
            self.embedding.copy_(self.average / size.unsqueeze(1))
        loss = self.beta * F.mse_loss(quantized.detach(), z)
        quantized = z + (quantized - z).detach()
        perplexity = torch.exp(-(onehot.mean(0) * torch.log(onehot.mean(0) + 1e-10)).sum())
        return quantized, loss, perplexity
