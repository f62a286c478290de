"""Golden values of the metrics that need features. Run: python test/golden/evaluate/sample_scores.py
Made with scikit-learn 1.9.1, numpy 2.4.6 on Python 3.11. Tolerance: 1e-9 for silhouette, 1e-12 for retrieval, whose scores
depend on the order alone.

Features are multiples of 1/64, so that they are the same in float32. Similarities are rounded to nine digits, so that
equal rows are equally near.
"""
import json
import warnings
from pathlib import Path

import numpy as np
from sklearn.metrics import average_precision_score, silhouette_samples
from sklearn.metrics.pairwise import cosine_similarity

warnings.filterwarnings("ignore")
rng = np.random.default_rng(0)


def features(y, d, spread):
    centres = np.random.default_rng(7).normal(size=(10, d)) * 2
    return np.round((centres[y] + rng.normal(size=(len(y), d)) * spread) * 64) / 64


def case(name, train_x, train_y, test_x, test_y, clusters):
    similarity = np.round(cosine_similarity(test_x, train_x), 9)
    nearest = np.argsort(-similarity, axis=1, kind="stable")
    relevant = train_y[None, :] == test_y[:, None]
    recall = {
        f"recallAt{k}": [bool(relevant[i, nearest[i, :k]].any()) * 1 for i in range(len(test_y))] for k in (1, 5, 10)
    }
    return {
        "name": name,
        "trainX": train_x.tolist(),
        "trainY": train_y.tolist(),
        "testX": test_x.tolist(),
        "testY": test_y.tolist(),
        "clusters": clusters.tolist(),
        "expected": {
            **recall,
            "meanAveragePrecision": [
                average_precision_score(relevant[i], similarity[i]) if relevant[i].any() else 0.0
                for i in range(len(test_y))
            ],
            "silhouette": silhouette_samples(test_x, clusters).tolist(),
        },
        "silhouetteOfClasses": silhouette_samples(test_x, test_y).tolist(),
    }


def cases():
    train, test = rng.integers(4, size=60), rng.integers(4, size=25)
    yield case(
        "four classes",
        features(train, 6, 2.5), train, features(test, 6, 2.5), test, rng.integers(5, size=25),
    )
    # Class 3 is not in the training part; a cluster of one sample; equal rows of several classes; a row of zeros.
    train = rng.integers(3, size=40)
    test = np.append(rng.integers(3, size=18), [3, 3])
    train_x, test_x = features(train, 3, 3), features(test, 3, 3)
    train_x[20:] = train_x[:20]
    test_x[5] = test_x[4]
    test_x[6] = 0
    yield case("ties, absent class", train_x, train, test_x, test, np.append(rng.integers(3, size=19), [8]))
    train, test = np.array([0, 1, 1]), rng.integers(2, size=300)
    yield case(
        "three training samples, more test samples than a block",
        features(train, 4, 1), train, features(test, 4, 1), test, test + rng.integers(2, size=300),
    )


golden = Path(__file__).parent / "sample-scores.json"
golden.write_text(json.dumps(list(cases())) + "\n")
