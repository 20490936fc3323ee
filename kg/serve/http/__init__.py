"""What every request and reply goes through: gate, connections, formats, replies, counts."""
