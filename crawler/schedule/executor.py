"""An executor of APScheduler whose jobs are processes, so that APScheduler counts what really runs."""

import logging
from datetime import datetime

from apscheduler.events import EVENT_JOB_EXECUTED, JobExecutionEvent, JobSubmissionEvent
from apscheduler.executors.base import BaseExecutor, MaxInstancesReachedError
from apscheduler.job import Job

from crawler.schedule.children import Children

log = logging.getLogger("citewatch.schedule")


class Processes(BaseExecutor):  # type: ignore[misc]  # APScheduler ships no types
    """Hands jobs to the children, and tells the scheduler of their ends."""

    def __init__(self, children: Children) -> None:
        super().__init__()
        self._children = children

    def poll(self) -> None:
        """Look which jobs have ended."""
        for ended in self._children.poll():
            event = JobExecutionEvent(EVENT_JOB_EXECUTED, ended.name, "default", ended.since, retval=ended.code)
            self._run_job_success(ended.name, [event])

    def left_out(self, event: JobSubmissionEvent) -> None:
        """Tell that a job was due and is not started, since its last run goes on."""
        if event.job_id in self._children:
            log.warning("%s is due and left out: its last run goes on", event.job_id)

    def _do_submit_job(self, job: Job, run_times: list[datetime]) -> None:  # noqa: ARG002 - the book knows the times
        if not self._children.begin(job.id):
            # APScheduler's one way to be told that a job was not started.
            raise MaxInstancesReachedError(job)
