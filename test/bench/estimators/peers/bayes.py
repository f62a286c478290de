from sklearn.naive_bayes import GaussianNB
from sklearn.neighbors import NearestCentroid

models = {
    "gaussian-naive-bayes": lambda p: GaussianNB(**p),
    "nearest-centroid": lambda p: NearestCentroid(**p),
}
