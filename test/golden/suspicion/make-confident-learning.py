"""Confident learning on made-up out-of-fold probabilities.

    python make-confident-learning.py > confident-learning.json

cleanlab 2.9.0, numpy 2; thresholds agree to 1e-6, counts and indices exactly. Probabilities are float32, as here.
"""

import json

import numpy as np
from cleanlab.count import compute_confident_joint, get_confident_thresholds
from cleanlab.rank import get_label_quality_scores


def case(seed, n, n_classes, noise, absent=None):
    rng = np.random.default_rng(seed)
    truth = rng.integers(0, n_classes, n)
    logits = rng.normal(size=(n, n_classes))
    logits[np.arange(n), truth] += 2
    proba = np.exp(logits)
    proba = (proba / proba.sum(1, keepdims=True)).astype(np.float32)
    labels = np.where(rng.random(n) < noise, rng.integers(0, n_classes, n), truth)
    if absent is not None:
        labels[labels == absent] = (absent + 1) % n_classes
    probs = proba.astype(np.float64)
    joint, off_diagonal = compute_confident_joint(
        labels, probs, calibrate=False, return_indices_of_off_diagonals=True
    )
    quality = get_label_quality_scores(labels, probs, method="self_confidence")
    thresholds = get_confident_thresholds(labels, probs)
    return {
        "nClasses": n_classes,
        "proba": probs.ravel().tolist(),
        "labels": labels.tolist(),
        # cleanlab gives a class without samples a threshold of 2
        "thresholds": [None if t >= 2 else t for t in thresholds.tolist()],
        "joint": joint.tolist(),
        "offDiagonal": sorted(off_diagonal.tolist()),
        "selfConfidence": quality.tolist(),
    }


if __name__ == "__main__":
    print(json.dumps({"three": case(0, 80, 3, 0.15), "many": case(1, 120, 7, 0.1), "absent": case(2, 60, 4, 0.2, absent=2)}))
