"""Make the shard of one document after the other: here, or by workers; who asks does not know which."""
