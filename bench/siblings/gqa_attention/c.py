import tensorflow as tf


class GroupedAttention(tf.keras.layers.Layer):
    def __init__(self, heads=32, kv_heads=8, head_dim=128, theta=10000.0, **kwargs):
        super().__init__(**kwargs)
        assert heads % kv_heads == 0
        self.heads, self.kv_heads, self.head_dim, self.theta = heads, kv_heads, head_dim, theta

    def build(self, shape):
        width = shape[-1]
        self.q = tf.keras.layers.EinsumDense('bsd,dhk->bshk', (None, self.heads, self.head_dim))
        self.k = tf.keras.layers.EinsumDense('bsd,dhk->bshk', (None, self.kv_heads, self.head_dim))
        self.v = tf.keras.layers.EinsumDense('bsd,dhk->bshk', (None, self.kv_heads, self.head_dim))
        self.o = tf.keras.layers.EinsumDense('bshk,hkd->bsd', (None, width))

    def rotate(self, x, offset):
        positions = tf.cast(tf.range(tf.shape(x)[1]) + offset, tf.float32)
        powers = tf.range(0, self.head_dim, 2, dtype=tf.float32) / self.head_dim
        angle = positions[:, None] / tf.pow(self.theta, powers)[None]
        cos, sin = tf.cos(angle)[None, :, None], tf.sin(angle)[None, :, None]
        even, odd = x[..., : self.head_dim // 2], x[..., self.head_dim // 2 :]
        return tf.concat([even * cos - odd * sin, odd * cos + even * sin], axis=-1)

    def call(self, x, cache=None, training=False):
        offset = 0 if cache is None else tf.shape(cache[0])[1]
        q, k, v = self.rotate(self.q(x), offset), self.rotate(self.k(x), offset), self.v(x)
        if cache is not None:
            k, v = tf.concat([cache[0], k], axis=1), tf.concat([cache[1], v], axis=1)
        grouped = tf.reshape(q, (tf.shape(q)[0], -1, self.kv_heads, self.heads // self.kv_heads, self.head_dim))
        scores = tf.einsum('bqgrd,bkgd->bgrqk', grouped, k) * self.head_dim**-0.5
        visible = tf.range(tf.shape(k)[1])[None] <= tf.range(tf.shape(q)[1])[:, None] + offset
        weights = tf.nn.softmax(tf.where(visible, scores, scores.dtype.min), axis=-1)
        mixed = tf.einsum('bgrqk,bkgd->bqgrd', weights, v)
        return self.o(tf.reshape(mixed, tf.shape(q))), (k, v)
