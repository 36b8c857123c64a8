"""What every problem given to the solver keeps beside its answer."""

from django.db import models

from caunoi.foundation.db.base import Record


class Solved(Record):
    """A problem and how well it was solved (bài toán đã giải): for plans of a year and for pieces of a country.

    ``objective``, ``bound`` and ``gap`` are those of the maximisation in ``instance``, a ``plan-instance/1``;
    ``trajectory`` is [seconds, value, bound].
    """

    job_id = models.UUIDField("việc nền", null=True)
    status = models.CharField("kết luận của bài giải", max_length=12, blank=True)
    objective = models.FloatField("giá trị kế hoạch", null=True)
    bound = models.FloatField("cận trên chứng minh được", null=True)
    gap = models.FloatField("khoảng cách tới tối ưu", null=True)
    seconds = models.FloatField("thời gian giải (giây)", null=True)
    trajectory = models.JSONField("diễn biến", default=list)
    instance = models.JSONField("bài toán", default=dict)

    class Meta:
        abstract = True
