"""JAX on the processor."""

import jax.numpy


def _sum(token):
    return int(jax.numpy.dot(jax.numpy.ones((500, 500)), jax.numpy.ones((500, 500))).sum()) and token


class Backend:
    """An operation in the master, and others in the workers."""

    row = "jax.backend"
    heavy = True
    rounds = 2
    deadline = 20.0

    def build(self):
        return jax

    def use(self, _jax):
        _sum("first")

    def work(self, _jax, token):
        return _sum(token)

    def repair_build_nothing(self):
        """compute in the worker only"""
        self.use = print
        return jax
