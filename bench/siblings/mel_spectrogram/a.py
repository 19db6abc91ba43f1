import numpy as np


def hertz_to_mel(f):
    return 1127.0 * np.log1p(np.asarray(f) / 700.0)


def mel_to_hertz(m):
    return 700.0 * np.expm1(np.asarray(m) / 1127.0)


def triangles(rate, size, bands, low=20.0, high=None):
    edges = mel_to_hertz(np.linspace(hertz_to_mel(low), hertz_to_mel(high or rate / 2), bands + 2))
    bins = np.arange(size // 2 + 1) * rate / size
    rising = (bins[None] - edges[:-2, None]) / np.diff(edges)[:-1, None]
    falling = (edges[2:, None] - bins[None]) / np.diff(edges)[1:, None]
    return np.clip(np.minimum(rising, falling), 0, None) * (2 / (edges[2:] - edges[:-2]))[:, None]


def log_mel(wave, rate=22050, size=512, hop=220, bands=64, floor=1e-6):
    wave = np.append(wave[0], wave[1:] - 0.95 * wave[:-1])
    wave = np.pad(wave, size // 2, mode='reflect')
    frames = np.lib.stride_tricks.sliding_window_view(wave, size)[::hop]
    power = np.abs(np.fft.rfft(frames * np.hamming(size))) ** 2
    return 10 * np.log10(np.maximum(power @ triangles(rate, size, bands).T, floor))
