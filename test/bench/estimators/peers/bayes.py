from sklearn.naive_bayes import BernoulliNB, ComplementNB, GaussianNB, MultinomialNB

models = {
    "gaussian-naive-bayes": lambda p: GaussianNB(**p),
    "multinomial-naive-bayes": lambda p: MultinomialNB(**p),
    "bernoulli-naive-bayes": lambda p: BernoulliNB(**p),
    "complement-naive-bayes": lambda p: ComplementNB(**p),
}
