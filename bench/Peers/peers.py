"""Fits the peers on the numbers that PeerRun wrote; prints data,family,program,median seconds,quality."""
import os, sys, time, warnings
folder, repeats, threads = sys.argv[1], int(sys.argv[2]), int(sys.argv[3])
for name in ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS"):
    os.environ[name] = str(threads)
warnings.filterwarnings("ignore")
import numpy as np
from sklearn.ensemble import (HistGradientBoostingClassifier, HistGradientBoostingRegressor,
                              RandomForestClassifier, RandomForestRegressor)
from sklearn.metrics import r2_score, roc_auc_score


def load(path):
    raw = open(path, "rb").read()
    rows, width, classes = np.frombuffer(raw[:12], np.int32)
    values = np.frombuffer(raw[12:12 + 4 * rows * width], np.float32).reshape(width, rows).T.copy()
    target = np.frombuffer(raw[12 + 4 * rows * width:12 + 4 * rows * (width + 1)], np.float32)
    return values, target, int(classes)


def measure(data, family, program, make, train, test, classes):
    times = []
    for _ in range(repeats):
        model = make()
        start = time.perf_counter()
        model.fit(*train)
        times.append(time.perf_counter() - start)
    values, target = test
    quality = roc_auc_score(target, model.predict_proba(values)[:, 1]) if classes else r2_score(target, model.predict(values))
    print(f"{data},{family},{program},{np.median(times):.4f},{quality:.5f}", flush=True)


class TorchNetwork:
    def fit(self, values, target):
        import torch
        torch.set_num_threads(1)  # the faster of 1 and 2 for layers of this size
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


for data in ("adult", "elec2", "california", "diamonds", "synthetic"):
    x, y, classes = load(f"{folder}/{data}.raw.train")
    test = load(f"{folder}/{data}.raw.test")[:2]
    import xgboost
    booster = xgboost.XGBClassifier if classes else xgboost.XGBRegressor
    measure(data, "boosting", "XGBoost hist", lambda: booster(
        n_estimators=200, max_leaves=31, max_depth=0, grow_policy="lossguide", learning_rate=0.1, max_bin=255,
        tree_method="hist", n_jobs=threads), (x, y), test, classes)
    histogram = HistGradientBoostingClassifier if classes else HistGradientBoostingRegressor
    measure(data, "boosting", "HistGradientBoosting", lambda: histogram(
        max_iter=200, max_leaf_nodes=31, learning_rate=0.1, early_stopping=False), (x, y), test, classes)
    if data in ("adult", "elec2", "california"):
        filled, filled_test = np.nan_to_num(x, nan=-1), (np.nan_to_num(test[0], nan=-1), test[1])
        forest = (lambda: RandomForestClassifier(n_estimators=200, n_jobs=threads)) if classes else (
            lambda: RandomForestRegressor(n_estimators=200, max_features=1 / 3, n_jobs=threads))
        measure(data, "forest", "scikit-learn", forest, (filled, y), filled_test, classes)
    if os.path.exists(f"{folder}/{data}.dense.train"):
        x, y, classes = load(f"{folder}/{data}.dense.train")
        measure(data, "network", "PyTorch", TorchNetwork, (x, y), load(f"{folder}/{data}.dense.test")[:2], classes)
