import numpy as np
from sklearn.metrics.pairwise import rbf_kernel
from sklearn.svm import SVC, NuSVC

from grid import grid


class MeasuredSVC(SVC):
    """Its quality is the sum over pairs of classes of the dual objective that LIBSVM minimises."""

    def quality(self):
        K = rbf_kernel(self.support_vectors_.astype(np.float64), gamma=self._gamma)
        ends = np.cumsum(self.n_support_)
        starts = ends - self.n_support_
        total = 0.0
        for i in range(len(ends)):
            for j in range(i + 1, len(ends)):
                beta = np.zeros(len(K))
                beta[starts[i] : ends[i]] = self.dual_coef_[j - 1, starts[i] : ends[i]]
                beta[starts[j] : ends[j]] = self.dual_coef_[i, starts[j] : ends[j]]
                total += 0.5 * beta @ K @ beta - np.abs(beta).sum()
        return total


models = {
    "svm": lambda p: SVC(**p),
    "svm-linear": lambda p: SVC(kernel="linear", **p),
    "svm-objective": lambda p: MeasuredSVC(**p),
    "nu-svm": lambda p: NuSVC(**p),
    "svm-grid": lambda p: grid(SVC(), {"C": p["C"], "gamma": p["gamma"]}, p["folds"]),
}
