import math

import torch
import torch.nn.functional as F


class MelFrontend(torch.nn.Module):
    def __init__(self, sample_rate=16000, n_fft=400, hop=160, n_mels=80, f_min=0.0, f_max=8000.0):
        super().__init__()
        self.n_fft, self.hop = n_fft, hop
        self.register_buffer('window', torch.hann_window(n_fft))
        self.register_buffer('filters', self.filterbank(sample_rate, n_fft, n_mels, f_min, f_max))

    @staticmethod
    def slaney(frequency):
        step = 200.0 / 3
        if frequency < 1000.0:
            return frequency / step
        return 15.0 + math.log(frequency / 1000.0) / (math.log(6.4) / 27.0)

    @staticmethod
    def hertz(mel):
        step = 200.0 / 3
        return mel * step if mel < 15.0 else 1000.0 * math.exp(math.log(6.4) / 27.0 * (mel - 15.0))

    @classmethod
    def filterbank(cls, sample_rate, n_fft, n_mels, f_min, f_max):
        low, high = cls.slaney(f_min), cls.slaney(f_max)
        points = [cls.hertz(low + (high - low) * i / (n_mels + 1)) for i in range(n_mels + 2)]
        bank = torch.zeros(n_mels, n_fft // 2 + 1)
        for m in range(n_mels):
            left, centre, right = points[m : m + 3]
            for k in range(n_fft // 2 + 1):
                f = k * sample_rate / n_fft
                if left < f <= centre:
                    bank[m, k] = (f - left) / (centre - left)
                elif centre < f < right:
                    bank[m, k] = (right - f) / (right - centre)
            bank[m] *= 2.0 / (right - left)
        return bank

    def forward(self, audio):
        audio = F.pad(audio, (self.n_fft // 2, self.n_fft // 2), mode='reflect')
        spectrum = torch.stft(audio, self.n_fft, self.hop, window=self.window, center=False, return_complex=True)
        magnitude = spectrum[..., :-1].abs().square()
        mel = torch.einsum('mf,...ft->...mt', self.filters, magnitude)
        logs = mel.clamp(min=1e-10).log10()
        return (torch.maximum(logs, logs.amax(dim=(-2, -1), keepdim=True) - 8.0) + 4.0) / 4.0
