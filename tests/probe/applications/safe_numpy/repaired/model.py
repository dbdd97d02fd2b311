"""A linear model that is fitted while loading."""

import numpy as np

rows = np.arange(1200.0).reshape(400, 3) % 7
weights = np.linalg.solve(rows.T @ rows + np.eye(3), rows.T @ rows.sum(axis=1))
warm = np.ones((512, 512)) @ np.ones((512, 512))


def predict(row):
    return float(np.asarray(row) @ weights + (warm @ warm)[0, 0] * 0)
