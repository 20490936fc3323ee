"""Read word processors' files: DOCX, DOC, RTF and OpenDocument."""
