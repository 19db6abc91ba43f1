import numpy as np
import tensorflow as tf


class Patches(tf.keras.layers.Layer):
    def __init__(self, side, width, image=256, with_class=True, **more):
        super().__init__(**more)
        self.side, self.width, self.with_class = side, width, with_class
        self.count = (image // side) ** 2
        self.project = tf.keras.layers.Dense(width)

    def build(self, shape):
        if self.with_class:
            self.first = self.add_weight(shape=(1, 1, self.width), initializer='zeros', name='first')
        self.places = self.add_weight(
            shape=(1, self.count + int(self.with_class), self.width),
            initializer=tf.keras.initializers.TruncatedNormal(stddev=0.01),
            name='places',
        )

    def call(self, image):
        b = tf.shape(image)[0]
        tiles = tf.image.extract_patches(
            image, [1, self.side, self.side, 1], [1, self.side, self.side, 1], [1, 1, 1, 1], 'VALID'
        )
        tokens = self.project(tf.reshape(tiles, [b, -1, int(np.prod(tiles.shape[3:]))]))
        if self.with_class:
            tokens = tf.concat([tf.repeat(self.first, b, axis=0), tokens], axis=1)
        return tokens + self.places
