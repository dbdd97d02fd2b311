"""Runs one master from its start to its end; what it says is collected in a `Record`."""

from __future__ import annotations

import time
from contextlib import closing
from pathlib import Path

from forklint.probe.channel import Channel
from forklint.probe.drivers.driver import Driver
from forklint.probe.household import Household
from forklint.probe.housing import own_folder
from forklint.probe.launch import Lines, start
from forklint.probe.listening import Answer, Knowledge, Listening
from forklint.probe.output import Output
from forklint.probe.record import Record
from forklint.probe.request import ProbeRequest
from forklint.probe.run import Run
from forklint.probe.supervised import Supervised, Visitor

__all__ = ["Run", "Visitor", "run"]


def run(request: ProbeRequest, driver: Driver, knowledge: Knowledge, lines: Lines, visitor: Visitor) -> Run:
    """Start a master, listen to it, end everything that it started.

    `knowledge` is asked at the fork, for what the application has imported by then.

    Raises CouldNotLook where the master cannot be started.
    """
    began = time.monotonic()
    with (
        own_folder() as folder,
        closing(Channel(folder)) as channel,
        closing(Household(folder, Path(folder).name)) as household,
        closing(Output(household.output)) as output,
        closing(Record()) as record,
    ):
        start(household, request, driver, channel, lines, folder)
        ends = Listening(channel, household, output, record)
        supervised = Supervised(request, driver, ends, Answer(knowledge, folder))
        supervised.listen(visitor)
        supervised.end()
        return supervised.told(time.monotonic() - began)
