"""Read what a document says of itself: its front, its signature, the documents that it changes."""
