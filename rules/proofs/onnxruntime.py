"""ONNX Runtime, whose sessions have pools of threads."""

import os

import numpy
from onnx import TensorProto, helper


def _model():
    """Six products of one matrix with itself, none of which needs another."""
    names = [f"told{number}" for number in range(6)]
    given, *told = (helper.make_tensor_value_info(name, TensorProto.FLOAT, [256, 256]) for name in ("given", *names))
    nodes = [helper.make_node("MatMul", ["given", "given"], [name]) for name in names]
    opset = [helper.make_opsetid("", 17)]
    model = helper.make_model(helper.make_graph(nodes, "graph", [given], told), opset_imports=opset)
    model.ir_version = 8
    return model.SerializeToString()


def _session(mode):
    import onnxruntime

    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = options.inter_op_num_threads = 2
    options.execution_mode = getattr(onnxruntime.ExecutionMode, mode)
    return onnxruntime.InferenceSession(_model(), options, providers=["CPUExecutionProvider"])


class Parallel:
    """A session that computes several nodes at a time, and that was made in the master."""

    row = "onnxruntime.InferenceSession"
    packages = ("onnx", "numpy")
    deadline = 4.0
    rounds = 3

    def prepare(self):
        self.own, self.given = None, numpy.eye(256, dtype="float32")

    def build(self):
        return _session("ORT_PARALLEL")

    def work(self, session, token):
        if session is None:
            self.own = self.own or self.build()
        told = (self.own or session).run(None, {"given": self.given})
        return token if all((one == self.given).all() for one in told) else "wrong numbers"

    def repair_build_in_the_worker(self):
        """import the library and make the session in the worker"""

    def no_help_build_sequential(self):
        """compute one node at a time: answers come, but workers do not end well"""
        return _session("ORT_SEQUENTIAL")


class Imported:
    """The library is imported in the master, and not used there: workers do not end."""

    row = "onnxruntime.telemetry"
    packages = ("numpy",)
    deadline = 4.0
    rounds = 1

    def prepare(self):
        os.environ.pop("CI", None)  # where that is set, it reports nothing

    def build(self):
        return None

    def use(self, nothing):
        import onnxruntime

        self.library = onnxruntime

    def work(self, nothing, token):
        return token

    def repair_build_in_the_worker(self):
        """import it in the worker only"""
        self.use = lambda nothing: None
