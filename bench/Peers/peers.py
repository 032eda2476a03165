"""Fits the peers on the numbers that PeerRun wrote.

Prints data,family,program,median seconds,mean quality; and data,coefficients,difference."""
import os, sys, time, warnings
folder, repeats, threads = sys.argv[1], int(sys.argv[2]), int(sys.argv[3])
for name in ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS"):
    os.environ[name] = str(threads)
warnings.filterwarnings("ignore")
import numpy as np
from sklearn.ensemble import (HistGradientBoostingClassifier, HistGradientBoostingRegressor,
                              RandomForestClassifier, RandomForestRegressor)
from sklearn.linear_model import LogisticRegression
from sklearn.metrics import mean_squared_error, roc_auc_score


def load(path):
    raw = open(path, "rb").read()
    rows, width, classes = np.frombuffer(raw[:12], np.int32)
    values = np.frombuffer(raw[12:12 + 4 * rows * width], np.float32).reshape(width, rows).T.copy()
    target = np.frombuffer(raw[12 + 4 * rows * width:12 + 4 * rows * (width + 1)], np.float32)
    return values, target, int(classes)


def splits(data, layout):
    found = [i for i in range(repeats) if os.path.exists(f"{folder}/{data}.{i}.{layout}.train")]
    return [tuple(load(f"{folder}/{data}.{i}.{layout}.{part}") for part in ("train", "test")) for i in found]


def measure(data, family, program, make, parts):
    times, qualities = [], []
    for repeat in range(repeats):
        (x, y, classes), (values, target, _) = parts[repeat % len(parts)]
        model = make()
        start = time.perf_counter()
        model.fit(x, y)
        times.append(time.perf_counter() - start)
        if repeat < len(parts):
            qualities.append(roc_auc_score(target, model.predict_proba(values)[:, 1]) if classes
                             else mean_squared_error(target, model.predict(values)) ** 0.5)
    print(f"{data},{family},{program},{np.median(times):.4f},{np.mean(qualities):.5f}", flush=True)


class TorchNetwork:
    def __init__(self, workers):
        self.workers = workers

    def fit(self, values, target):
        import torch
        torch.set_num_threads(self.workers)
        torch.manual_seed(1)
        layers, width = [], values.shape[1]
        for size in (128, 64, 32):
            layers += [torch.nn.Linear(width, size), torch.nn.BatchNorm1d(size), torch.nn.ReLU(), torch.nn.Dropout(0.1)]
            width = size
        self.net = torch.nn.Sequential(*layers, torch.nn.Linear(width, 1))
        optimiser = torch.optim.AdamW(self.net.parameters(), lr=1e-3, weight_decay=1e-2)
        x, y = torch.from_numpy(values), torch.from_numpy(target.copy())
        loss = torch.nn.BCEWithLogitsLoss()
        for _ in range(20):
            order = torch.randperm(len(x))
            for begin in range(0, len(x), 256):
                rows = order[begin:begin + 256]
                optimiser.zero_grad()
                loss(self.net(x[rows]).squeeze(1), y[rows]).backward()
                optimiser.step()

    def predict_proba(self, values):
        import torch
        self.net.eval()
        with torch.no_grad():
            p = torch.sigmoid(self.net(torch.from_numpy(values)).squeeze(1)).numpy()
        return np.stack([1 - p, p], 1)


def measure_boosting(data):
    import xgboost
    parts = splits(data, "raw")
    classes = parts[0][0][2]
    booster = xgboost.XGBClassifier if classes else xgboost.XGBRegressor
    measure(data, "boosting", "XGBoost hist", lambda: booster(
        n_estimators=200, max_leaves=31, max_depth=0, grow_policy="lossguide", learning_rate=0.1, max_bin=255,
        tree_method="hist", n_jobs=threads), parts)
    histogram = HistGradientBoostingClassifier if classes else HistGradientBoostingRegressor
    measure(data, "boosting", "HistGradientBoosting", lambda: histogram(
        max_iter=200, max_leaf_nodes=31, learning_rate=0.1, early_stopping=False), parts)


def measure_forest(data):
    def fill(part):
        return np.nan_to_num(part[0], nan=-1), part[1], part[2]
    parts = [(fill(train), fill(test)) for train, test in splits(data, "raw")]
    measure(data, "forest", "scikit-learn", (lambda: RandomForestClassifier(n_estimators=200, n_jobs=threads)) if parts[0][0][2] else (
        lambda: RandomForestRegressor(n_estimators=200, max_features=1 / 3, n_jobs=threads)), parts)


def measure_linear(data):
    """C is 1/(alpha * rows) for our alpha of 1e-4; the time is that of the default tolerance, the coefficients are of a tight one."""
    parts = splits(data, "dense")
    x, y, _ = parts[0][0]
    strength = 1 / (1e-4 * len(y))
    measure(data, "linear", "scikit-learn", lambda: LogisticRegression(C=strength, max_iter=1000, n_jobs=threads), parts)
    exact = LogisticRegression(C=strength, solver="newton-cholesky", tol=1e-10, max_iter=1000).fit(x.astype(np.float64), y)
    ours = np.fromfile(f"{folder}/{data}.coefficients", np.float64)
    print(f"{data},coefficients,{np.abs(exact.coef_[0] - ours).max():.1e}", flush=True)


for data in ("adult", "elec2", "california", "diamonds", "bike", "synthetic"):
    measure_boosting(data)
    if data in ("adult", "elec2", "california"):
        measure_forest(data)
measure_linear("adult")
for workers in (1, threads):
    measure("adult", "network", f"PyTorch {workers} thread(s)", lambda: TorchNetwork(workers), splits("adult", "dense"))
