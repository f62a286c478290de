from sklearn.discriminant_analysis import LinearDiscriminantAnalysis, QuadraticDiscriminantAnalysis
from sklearn.neighbors import NearestCentroid

models = {
    "linear-discriminant-analysis": lambda p: LinearDiscriminantAnalysis(),
    "linear-discriminant-analysis-shrunk": lambda p: LinearDiscriminantAnalysis(solver="lsqr", shrinkage="auto"),
    "quadratic-discriminant-analysis-shrunk": lambda p: QuadraticDiscriminantAnalysis(solver="eigen", shrinkage="auto"),
    "nearest-centroid": lambda p: NearestCentroid(),
    "nearest-centroid-shrunk": lambda p: NearestCentroid(shrink_threshold=1, priors="empirical"),
    "nearest-centroid-manhattan": lambda p: NearestCentroid(metric="manhattan"),
}
