"""Start processes of our own that can be killed, speak with them, and put them into narrow bounds."""
