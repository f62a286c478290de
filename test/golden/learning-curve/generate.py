"""Golden values of the fitted learning curve. Run: python test/golden/learning-curve/generate.py
Made with scipy 1.17.1, numpy 2.4.6 on Python 3.11: curve_fit of a - b n^-c, weights j / m, bounded, from many starts.
Tolerance: 1e-6 of a, of c and of the prediction, and relative of b.
"""
import json
from pathlib import Path

import numpy as np
from scipy.optimize import curve_fit

rng = np.random.default_rng(0)


def law(n, a, b, c):
    return a - b * n**-c


def fit(n, y, low, high):
    m = len(n)
    sigma = 1 / np.sqrt(np.arange(1, m + 1) / m)
    # n in units of the greatest keeps the three parameters on one scale.
    x = n / n[-1]
    best = None
    for start in [(0.3, 0.2), (0.1, 0.5), (0.5, 1.0), (0.05, 0.1), (0.2, 1.8)]:
        p0 = [np.clip(y[-1] + start[0] * 0.1, low + 1e-9, high - 1e-9), start[0], start[1]]
        try:
            p, _ = curve_fit(
                law, x, y, p0=p0, sigma=sigma, bounds=([low, 0, 0.05], [high, np.inf, 2]),
                ftol=1e-15, xtol=1e-15, gtol=1e-15, max_nfev=200_000,
            )
        except RuntimeError:
            continue
        loss = float((((law(x, *p) - y) / sigma) ** 2).sum())
        if best is None or loss < best[0]:
            best = (loss, p)
    loss, (a, b, c) = best
    return {"a": float(a), "b": float(b * n[-1] ** c), "c": float(c), "loss": loss,
            "doubled": float(law(2.0, a, b, c))}


cases = []


def case(name, n, y, low=0.0, high=1.0):
    n, y = np.asarray(n, float), np.asarray(y, float)
    cases.append({"name": name, "n": n.tolist(), "y": y.tolist(), "range": [low, high], **fit(n, y, low, high)})


n = np.round(480 * 2.0 ** np.arange(-3, 0.1, 0.5))
case("exact", n, 0.9 - 2.1 * n**-0.45)
case("fast", n, 0.8 - 9.0 * n**-0.9)
for i, noise in enumerate([0.002, 0.004, 0.008]):
    case(f"noisy {i}", n, 0.85 - 1.6 * n**-0.4 + rng.normal(0, noise, len(n)))
case("four sizes", [60, 120, 240, 480], [0.55, 0.64, 0.70, 0.735])
case("asymptote at the bound", n, 0.30 + 0.11 * np.log2(n / 60))
case("log loss, negated", n, -(0.3 + 6.0 * n**-0.5) + rng.normal(0, 0.01, len(n)), -1e6, 0.0)
case("many samples", [2_000, 5_000, 12_000, 30_000, 60_000], [0.71, 0.765, 0.802, 0.829, 0.842])

Path(__file__).with_name("power-law.json").write_text(json.dumps(cases, indent=1) + "\n")
