"""Find times and what comes back: how they are written, their calendar form, which of them are due times."""
