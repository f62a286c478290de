"""Golden values of k-means and mini-batch-k-means, from scikit-learn.

Command:   python k_means.py      (writes the JSON files beside it)
Versions:  Python 3.11, scikit-learn 1.9.1, numpy 2.4.6
Tolerance: from given centers: clusters and iterations equal, centers and inertia 1e-5 (relative for inertia); else k-means
           inertia at most 1 % above the best of 50 restarts, mini-batch inertia in the mean over seeds within the
           tolerance in its file.
Input is float32 rounded to 3 decimals, computed on in float64.
"""

import json
import warnings
from pathlib import Path

import numpy as np
from sklearn.cluster import KMeans, MiniBatchKMeans

HERE = Path(__file__).parent
warnings.filterwarnings("ignore")


def write(name, value):
    (HERE / f"{name}.json").write_text(json.dumps(value, separators=(",", ":")) + "\n")


def rounded(values, digits=7):
    return np.round(np.asarray(values, dtype=np.float64), digits).tolist()


def float32(values):
    return np.asarray(values, dtype=np.float32).astype(np.float64)


rng = np.random.RandomState(11)
means = rng.normal(size=(9, 6)) * 1.8
labels = rng.randint(0, 9, 500)
X = np.round(means[labels] + rng.normal(size=(500, 6)) + 4, 3)
weights = np.round(rng.uniform(0, 3, 500), 2)
weights[::7] = 0
write("k-means-data", {"X": X.tolist(), "weights": weights.tolist()})
X = float32(X)
kept = weights > 0

cases = []
near = X[[0, 1, 2, 3, 4]]
far = near.copy()
far[4] = 1000  # nothing is near it: it starts anew
for start in [near, far, X[:1], X[:40]]:
    for params, sk in [
        ({"tolerance": 0}, {"tol": 0}),
        ({"maxIterations": 1}, {"max_iter": 1}),
        ({"maxIterations": 2}, {"max_iter": 2}),
        ({"maxIterations": 5, "tolerance": 0}, {"max_iter": 5, "tol": 0}),
        ({}, {}),
        ({"tolerance": 0.05}, {"tol": 0.05}),
    ]:
        for weighted in [False, True]:
            # weights of 0 are as samples left out, tolerance included
            rows, own = (X[kept], weights[kept]) if weighted else (X, None)
            model = KMeans(len(start), init=start, n_init=1, **sk).fit(rows, sample_weight=own)
            cases.append({
                "params": params,
                "start": rounded(start),
                "weighted": weighted,
                "centers": rounded(model.cluster_centers_, 6),
                "clusters": model.labels_.tolist(),
                "inertia": model.inertia_,
                "iterations": model.n_iter_,
            })
write("from-centers", cases)

write(
    "k-means",
    [
        {
            "params": {"k": k, "init": init},
            "weighted": weighted,
            "inertia": KMeans(k, init=init, n_init=50, random_state=0)
            .fit(X, sample_weight=weights if weighted else None)
            .inertia_,
        }
        for k in [1, 4, 9]
        for init in ["k-means++", "random"]
        for weighted in [False, True]
    ],
)

# Batches given one by one: nothing is drawn.
batches = [np.arange(60 * i, 60 * i + 60) for i in range(6)]
model = MiniBatchKMeans(8, init=X[480:488], n_init=1, reassignment_ratio=0)
steps = []
for batch in batches:
    model.partial_fit(X[batch])
    steps.append({"centers": rounded(model.cluster_centers_, 6), "counts": model._counts.tolist()})
write("mini-batch-steps", {"start": rounded(X[480:488]), "batchSize": 60, "steps": steps})

# When it stops: the inertia of a batch of 10, and the movement of the centers, step by step.
stops = []
for tolerance, patience in [(0.0, 3), (0.0, 10), (0.3, 5)]:
    model = MiniBatchKMeans(2, max_no_improvement=patience)
    model._batch_size, model._tol = 10, tolerance
    model._ewa_inertia = model._ewa_inertia_min = None
    model._no_improvement = 0
    inertia = np.round(20 / np.arange(1, 61) + rng.uniform(8, 12, 60), 3)
    movement = np.round(5 / np.arange(1, 61), 3)
    stopped = next(
        i for i in range(60) if model._mini_batch_convergence(i, 60, 100, movement[i], inertia[i] * 10)
    )
    stops.append({
        "tolerance": tolerance, "patience": patience, "batchSize": 10, "nSamples": 100,
        "inertia": inertia.tolist(), "movement": movement.tolist(), "stopsAt": stopped,
    })
write("early-stop", stops)

SEEDS = 60
cases = []
for params, sk in [
    ({}, {}),
    ({"init": "random"}, {"init": "random"}),
    ({"init": "random", "nInit": 1}, {"init": "random", "n_init": 1}),
    ({"nInit": 5}, {"n_init": 5}),
    ({"batchSize": 20}, {"batch_size": 20}),
    ({"batchSize": 20, "initSize": 30}, {"batch_size": 20, "init_size": 30}),
    ({"batchSize": 50, "maxIterations": 1}, {"batch_size": 50, "max_iter": 1}),
    ({"batchSize": 50, "tolerance": 0.5}, {"batch_size": 50, "tol": 0.5}),
    ({"batchSize": 50, "maxNoImprovement": 1}, {"batch_size": 50, "max_no_improvement": 1}),
    ({"batchSize": 50, "maxNoImprovement": "none", "maxIterations": 10},
     {"batch_size": 50, "max_no_improvement": None, "max_iter": 10}),
    ({"batchSize": 50, "reassignmentRatio": 0.9}, {"batch_size": 50, "reassignment_ratio": 0.9}),
    ({"batchSize": 50, "reassignmentRatio": 0}, {"batch_size": 50, "reassignment_ratio": 0}),
]:
    for weighted in [False, True]:
        # weights of 0 are as samples left out
        rows, own = (X[kept], weights[kept]) if weighted else (X, None)
        runs = [MiniBatchKMeans(9, random_state=seed, **sk).fit(rows, sample_weight=own) for seed in range(SEEDS)]
        inertia = [run.inertia_ for run in runs]
        steps = [run.n_steps_ for run in runs]
        # ours is the mean of 20 seeds: 4 standard errors of the difference
        wide = 4 * np.sqrt(1 / 20 + 1 / SEEDS)
        cases.append({
            "params": {"k": 9, **params},
            "weighted": weighted,
            "inertia": {"mean": round(np.mean(inertia), 3), "tolerance": round(wide * np.std(inertia), 3)},
            "steps": {"mean": round(np.mean(steps), 3), "tolerance": round(wide * np.std(steps) + 1e-9, 3)},
        })
write("mini-batch-k-means", cases)
