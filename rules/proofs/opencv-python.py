"""OpenCV, whose wheels have a pool of threads of their own."""

import cv2
import numpy


class Filters:
    """Images were filtered in the master, by several threads; workers filter, too."""

    row = "cv2.native-threads"
    deadline = 6.0
    rounds = 3

    def build(self):
        cv2.setNumThreads(2)
        return numpy.random.default_rng(1).integers(0, 255, (1000, 1000, 3)).astype("uint8")

    def use(self, image):
        self.right = self._filtered(image)

    def work(self, image, token):
        return token if (self._filtered(image) == self.right).all() else "another image"

    def _filtered(self, image):
        return cv2.resize(cv2.GaussianBlur(image, (31, 31), 0), (300, 300))
