"""Writes scipy.csv beside this file: what scipy and numpy say of samples that ReferenceSamples.cs makes the same.

    /usr/bin/python3 scipy_reference.py        # scipy 1.10.1, numpy 1.24.2

A sample is made of whole-number arithmetic and of + - * / on doubles only, so that it is the same to the last bit everywhere:
the i-th number of a seed is SplitMix64's finaliser (Steele, Lea and Flood 2014) of seed * 0xD1342543DE82EF95 + (i + 1) * 0x9E3779B97F4A7C15,
its upper 53 bits over 2^53.
"""
import csv
import os
import warnings

import numpy as np
from scipy import stats
from scipy.spatial.distance import jensenshannon

M64 = (1 << 64) - 1


def uniform(seed, count):
    with np.errstate(over="ignore"):
        z = np.uint64(seed * 0xD1342543DE82EF95 & M64) + np.arange(1, count + 1, dtype=np.uint64) * np.uint64(0x9E3779B97F4A7C15)
        z = (z ^ (z >> np.uint64(30))) * np.uint64(0xBF58476D1CE4E5B9)
        z = (z ^ (z >> np.uint64(27))) * np.uint64(0x94D049BB133111EB)
        z = z ^ (z >> np.uint64(31))
    return (z >> np.uint64(11)).astype(np.float64) / 9007199254740992.0


def sample(kind, seed, count, shift):
    u = uniform(seed, count)
    if kind == "ties":
        return np.floor(u * 12) + (shift > 0) * np.floor(uniform(seed + 5000, count) * 2)
    if kind == "bell":
        return u + uniform(seed + 5000, count) + uniform(seed + 6000, count) + uniform(seed + 7000, count) + shift
    if kind == "tail":
        return u / (1.001 - u) * (1 + shift)
    if kind == "mixed":
        return np.floor(u * 4) / 4 * (u < 0.5) + u * (u >= 0.5) + shift
    return u + shift


KINDS = ["even", "ties", "bell", "tail", "mixed"]
INF = float("inf")


def awkward():
    a = uniform(1, 300)
    b = uniform(2, 200)
    yield "one constant", np.full(20, 3.0), np.full(30, 3.0)
    yield "two constants", np.full(20, 1.0), np.full(30, 2.0)
    yield "constant and spread", np.full(50, 0.5), b
    yield "two each", a[:2], b[:2]
    yield "two each, tied", np.array([1.0, 1.0]), np.array([1.0, 2.0])
    yield "one each", a[:1], b[:1]
    yield "two and many", a[:2], b
    yield "infinities", np.array([-INF, 0, 1, INF, 0.5]), np.array([0, 0.5, INF, INF, INF, -INF])
    yield "only infinities", np.array([-INF, -INF, INF]), np.array([INF, INF, -INF, INF])
    yield "two values", np.floor(a * 2), np.floor(b * 2 * 0.9)
    yield "huge", a * 1e300, b * 1e300
    yield "tiny", a * 1e-300, b * 1e-300
    yield "same", a, a
    yield "zeros of both signs", np.array([0.0, -0.0, 0.0, 1.0, -0.0]), np.array([-0.0, -0.0, 0.0, 1.0])
    yield "nothing in common", a, b + 2
    yield "one far away", np.append(a, 1e9), b
    yield "on a large number", a + 1e12, b + 1e12 + 0.25
    yield "three and a thousand", a[:3], uniform(3, 1000)
    yield "descending", np.sort(a)[::-1], np.sort(b)
    yield "ten million", uniform(4, 10_000_000), uniform(5, 100_000) * 1.003


def counts(reference, x, borders):
    return np.bincount(np.searchsorted(borders, x, side="left"), minlength=len(borders) + 1)


def distances(x, y):
    borders = np.unique(np.quantile(x, np.arange(1, 10) / 10))
    before, after = counts(x, x, borders), counts(x, y, borders)
    p, q = before / before.sum(), after / after.sum()
    with np.errstate(divide="ignore", invalid="ignore"):
        js = jensenshannon(p, q, base=2)
    a, e = np.maximum(q, 1e-4), np.maximum(p, 1e-4)
    both = np.array([before, after])[:, before + after > 0]
    chi = stats.chi2_contingency(both, correction=False)[:2] if both.shape[1] > 1 else (0.0, 1.0)
    return [((a - e) * np.log(a / e)).sum(), 0.0 if np.isnan(js) else js, np.sqrt(((np.sqrt(p) - np.sqrt(q)) ** 2).sum() / 2), chi[0], chi[1], np.abs(p - q).sum() / 2]


def row(x, y):
    finite = np.isfinite(x).all() and np.isfinite(y).all()
    exact = len(x) * len(y) <= 4_000_000
    ks = stats.ks_2samp(x, y, method="exact" if exact else "asymp")
    limit = ks.pvalue if exact else stats.kstwobign.sf(np.sqrt(len(x) * len(y) / (len(x) + len(y))) * ks.statistic)
    out = [ks.statistic, limit, stats.wasserstein_distance(x, y) if finite else None]
    out += distances(x, y) if finite and len(x) > 1 else [None] * 6
    if len(x) + len(y) >= 4 and len(np.unique(np.concatenate([x, y]))) > 1:
        ad = stats.anderson_ksamp([x, y])
        out += [ad.statistic, ad.significance_level]
    else:
        out += [None, None]
    return out


def main():
    warnings.simplefilter("ignore")
    names = ["case", "seed", "one", "other", "shift", "ks", "ks_p", "wasserstein", "psi", "js", "hellinger", "chi2", "chi2_p", "tv", "ad", "ad_p"]
    with open(os.path.join(os.path.dirname(os.path.abspath(__file__)), "scipy.csv"), "w", newline="\n") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(names)
        for seed in range(100, 300):
            kind = KINDS[seed % len(KINDS)]
            n, m = 2 + int(uniform(seed + 900, 1)[0] * 400), 2 + int(uniform(seed + 1900, 1)[0] * 400)
            shift = [0.0, 0.0, 0.05, 0.25][seed % 4]
            values = row(sample(kind, seed, n, 0.0), sample(kind, seed + 10_000, m, shift))
            writer.writerow([kind, seed, n, m, repr(shift)] + ["" if v is None else repr(float(v)) for v in values])
        for name, x, y in awkward():
            writer.writerow([name, 0, len(x), len(y), "0.0"] + ["" if v is None else repr(float(v)) for v in row(x, y)])


if __name__ == "__main__":
    main()
