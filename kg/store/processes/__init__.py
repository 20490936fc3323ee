"""Answer questions in processes that can be killed."""
