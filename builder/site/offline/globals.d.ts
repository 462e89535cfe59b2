// `worker.py` puts this before the worker.
declare const OFFLINE: import("./worker.js").Offline;
