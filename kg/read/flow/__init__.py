"""Make text of what flows and has no pages: the paragraphs and tables of word processors and web pages."""
