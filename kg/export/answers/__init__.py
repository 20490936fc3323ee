"""Write answers for people: pages, Markdown, spreadsheets, calendars; the same answers give the same bytes."""

from kg.export.answers.audit import AUDIT_FORMATS, write_audit
from kg.export.answers.tasks import TASK_FORMATS, write_tasks
from kg.export.answers.timeline import TIMELINE_FORMATS, write_timeline

__all__ = [
    "AUDIT_FORMATS",
    "TASK_FORMATS",
    "TIMELINE_FORMATS",
    "write_audit",
    "write_tasks",
    "write_timeline",
]
