from sklearn.ensemble import ExtraTreesClassifier, IsolationForest, RandomForestClassifier


class Scores(IsolationForest):
    """Scores in place of decisions."""

    def predict(self, X):
        self.mean_score = -self.score_samples(X).mean()

    def quality(self):
        return self.mean_score


models = {
    "random-forest": lambda p: RandomForestClassifier(**p),
    "extra-trees": lambda p: ExtraTreesClassifier(**p),
    "isolation-forest": lambda p: Scores(**p),
}
