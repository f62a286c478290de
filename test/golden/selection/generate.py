"""Golden values of the paired tests. Run: python test/golden/selection/generate.py
Made with scipy 1.17.1, statsmodels 0.15.0, numpy 2.4.6 on Python 3.11. Tolerance: 1e-9.

The corrected resampled t-test and McNemar's mid-p are in neither package: they follow the papers' formulas, with the
distributions of scipy.
"""
import json
from pathlib import Path

import numpy as np
from scipy import stats
from statsmodels.stats.contingency_tables import mcnemar
from statsmodels.stats.multitest import multipletests

rng = np.random.default_rng(0)


def mid_p(b, c):
    if b == c:
        return float(1 - stats.binom.pmf(b, b + c, 0.5)) if b + c else 1.0
    k = min(b, c)
    return float(2 * stats.binom.cdf(k, b + c, 0.5) - stats.binom.pmf(k, b + c, 0.5))


def corrected_t(differences, ratio):
    d = np.asarray(differences)
    t = d.mean() / np.sqrt((1 / len(d) + ratio) * d.var(ddof=1))
    return float(2 * stats.t.sf(abs(t), len(d) - 1))


samples = [
    rng.normal(0.3, 1, 5).round(6),
    rng.normal(0.1, 1, 12).round(6),
    rng.normal(0, 1, 50).round(6),
    rng.normal(0.2, 1, 51).round(6),
    rng.integers(-3, 5, 30).astype(float),
    np.array([0.0, 0.0, 0.1, -0.2, 0.3, 0.3]),
    -np.arange(1.0, 11.0),
]
tables = [(0, 0), (3, 3), (1, 6), (10, 2), (0, 9), (40, 61), (300, 260), (700, 900)]
families = [
    [0.01, 0.04, 0.03, 0.005],
    [0.5],
    [0.2, 0.9, 0.9, 0.6],
    rng.uniform(0, 0.1, 20).round(6).tolist(),
]
result = {
    "wilcoxon": [{"differences": d.tolist(), "p": float(stats.wilcoxon(d).pvalue)} for d in samples],
    "correctedResampledT": [
        {"differences": d.tolist(), "ratio": ratio, "p": corrected_t(d, ratio)}
        for d in samples
        for ratio in (0.25, 1 / 9)
    ],
    "mcnemar": [
        {
            "onlyFirst": b,
            "onlySecond": c,
            "exact": float(min(mcnemar([[5, b], [c, 5]], exact=True).pvalue, 1)) if b + c else 1.0,
            "midP": mid_p(b, c),
        }
        for b, c in tables
    ],
    "holm": [{"p": p, "adjusted": multipletests(p, method="holm")[1].tolist()} for p in families],
    "studentTwoSided": [
        {"t": t, "freedom": df, "p": float(2 * stats.t.sf(abs(t), df))}
        for t in (0.0, 0.3, -1.5, 2.2, 8.0)
        for df in (1, 4, 9, 58, 600, 20000)
    ],
    "studentQuantile": [
        {"share": share, "freedom": df, "t": float(stats.t.ppf(share, df))}
        for share in (0.9, 0.975, 0.999)
        for df in (1, 2, 30, 589)
    ],
    "normalTwoSided": [{"z": z, "p": float(2 * stats.norm.sf(abs(z)))} for z in (0.0, 0.5, -1.96, 2.99, 3.01, 7.0)],
}
Path(__file__).with_name("tests.json").write_text(json.dumps(result, indent=1) + "\n")
