"""TensorFlow on the processor."""

import tensorflow


def _sum(token):
    ones = tensorflow.ones((500, 500))
    return int(tensorflow.reduce_sum(tensorflow.matmul(ones, ones))) and token


class Runtime:
    """An operation in the master, and others in the workers."""

    row = "tensorflow.runtime"
    heavy = True
    rounds = 2
    deadline = 20.0

    def build(self):
        return tensorflow

    def use(self, _tensorflow):
        _sum("first")

    def work(self, _tensorflow, token):
        return _sum(token)

    def repair_build_nothing(self):
        """compute in the worker only; the import alone is harmless"""
        self.use = print
        return tensorflow
