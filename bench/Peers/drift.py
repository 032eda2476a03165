"""The median processor time of scipy's ks_2samp and a population stability index by numpy over all columns: drift.py ROWS COLUMNS REPEATS."""
import sys
import time

import numpy as np
from scipy import stats

rows, width, repeats = (int(argument) for argument in sys.argv[1:4])
random = np.random.default_rng(1)
reference = [random.standard_normal(rows).astype(np.float32).astype(np.float64) for _ in range(width)]
current = [random.standard_normal(rows).astype(np.float32).astype(np.float64) for _ in range(width)]
times = []
for _ in range(repeats):
    began = time.process_time()
    for before, after in zip(reference, current):
        stats.ks_2samp(before, after)
        borders = np.quantile(before, np.arange(1, 10) / 10)
        edges = np.concatenate([[-np.inf], borders, [np.inf]])
        p = np.maximum(np.histogram(before, edges)[0] / rows, 1e-4)
        q = np.maximum(np.histogram(after, edges)[0] / rows, 1e-4)
        ((q - p) * np.log(q / p)).sum()
    times.append(time.process_time() - began)
print(sorted(times)[len(times) // 2])
