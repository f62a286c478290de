from sklearn.cluster import KMeans, MiniBatchKMeans


class MeasuredKMeans(KMeans):
    def quality(self):
        return self.inertia_


class MeasuredMiniBatchKMeans(MiniBatchKMeans):
    def fit(self, X, y=None):
        self.init = X[: self.n_clusters]
        return super().fit(X)

    def quality(self):
        return self.inertia_


models = {
    "k-means": lambda p: MeasuredKMeans(**p),
    "mini-batch-k-means": lambda p: MeasuredMiniBatchKMeans(**p),
}
