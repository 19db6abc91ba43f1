import numpy as np
import tensorflow as tf


class RandomFeatures(tf.keras.layers.Layer):
    """Random waves of the noise level, then two dense layers."""

    def __init__(self, units, scale=16.0, **kwargs):
        super().__init__(**kwargs)
        self.units, self.scale = units, scale
        self.hidden = tf.keras.layers.Dense(4 * units, activation='swish')
        self.final = tf.keras.layers.Dense(4 * units)

    def build(self, shape):
        self.frequencies = self.add_weight(
            name='frequencies',
            shape=(self.units // 2,),
            initializer=tf.keras.initializers.RandomNormal(stddev=self.scale),
            trainable=False,
        )

    def call(self, noise):
        waves = 2 * np.pi * tf.math.log(noise)[:, tf.newaxis] * self.frequencies[tf.newaxis]
        return self.final(self.hidden(tf.concat([tf.math.sin(waves), tf.math.cos(waves)], axis=-1)))
