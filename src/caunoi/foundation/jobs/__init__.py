"""Work that takes longer than a page (việc nền): a service runs later, with its person's rights of then."""

from caunoi.foundation.jobs.registry import JobContext, Stopped, job

__all__ = ["JobContext", "Stopped", "job"]
