"""rasterio, with an image whose blocks each have a number of their own."""

import rasterio
from rasterio.windows import Window

_BLOCKS = 200
_SIZE = 64


class Reader:
    """An image that is open to read: each worker reads blocks."""

    row = "rasterio.io.DatasetReader"
    rounds = 200
    deadline = 6.0

    def prepare(self):
        about = {"driver": "GTiff", "width": _SIZE, "height": _SIZE * _BLOCKS, "count": 1, "dtype": "uint8"}
        with rasterio.open("shop.tif", "w", blockysize=_SIZE, compress="deflate", **about) as image:
            for number in range(_BLOCKS):
                block = [[number] * _SIZE] * _SIZE
                image.write(_array(block), 1, window=Window(0, number * _SIZE, _SIZE, _SIZE))

    def build(self):
        return rasterio.open("shop.tif")

    def release(self, image):
        image.close()

    def work(self, image, token):
        number = int(token.partition("r")[2])
        found = image.read(1, window=Window(0, number * _SIZE, _SIZE, _SIZE))
        return sorted({int(one) for one in found.flatten()})

    def expected(self, token):
        return [int(token.partition("r")[2])]

    def repair_in_worker_open(self, _image):
        """open the image in the worker"""
        own = self.build()
        self.work = lambda _, token: type(self).work(self, own, token)


def _array(block):
    import numpy

    return numpy.array(block, dtype="uint8")
