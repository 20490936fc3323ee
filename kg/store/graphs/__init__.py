"""Keep a graph folder whole: its store, shards, texts, report, locks and snapshots."""
