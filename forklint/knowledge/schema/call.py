"""What a call does."""

from __future__ import annotations

from forklint.knowledge.schema.row import Argument, Condition, Row, StateWord


class CallFact(Row, frozen=True, kw_only=True):
    """What one call does. As `[[call]]` its names are qualified; as `[[type.member]]` they are member names."""

    names: tuple[str, ...]
    makes: str = ""
    """Name of the type of the result."""
    state: StateWord | None = None
    """State of the result, where the type says otherwise; on a member row without `makes`: of the receiver."""
    when: tuple[Condition, ...] = ()
    """Change `state`, and speak of the same object."""
    of: tuple[Argument, ...] = ()
    """The result shares the resource of the first of these arguments that has one."""
    returns: Argument | None = None
    """The call returns this argument itself."""
    activates: tuple[Argument, ...] = ()
    """Arguments whose resource the call makes live."""
    releases: tuple[Argument, ...] = ()
    """Arguments whose resource the call releases."""
    activates_self: bool = False
    """Member rows: makes the receiver's resource live."""
    releases_self: bool = False
    """Member rows: releases the receiver's resource."""
    binds: tuple[Argument, ...] = ()
    """Member rows: from now on the receiver shares these arguments' resource (`Session.configure(bind=engine)`)."""
    runs: tuple[Argument, ...] = ()
    """Arguments that the call itself calls before it returns."""
    in_worker: tuple[Argument, ...] = ()
    """Arguments (or, as a decorator, the function) that run in the worker after the fork."""
    in_master: tuple[Argument, ...] = ()
    """Arguments (or the decorated function) that the master runs before the fork."""
    guards: tuple[Argument, ...] = ()
    """Where the function passed or decorated compares pids, the resource of these arguments heals."""
    uses: tuple[str, ...] = ()
    """Process-wide types that the call makes live."""
    frees: tuple[str, ...] = ()
    """Process-wide types that the call releases."""
    renews: tuple[str, ...] = ()
    """Process-wide types that the call discharges when it is made in the worker, and only there."""
    quiets: tuple[str, ...] = ()
    """Process-wide types that the call makes harmless for good (`torch.set_num_threads(1)`); with `when`, only where
    the deciding condition says `harmless`."""
    forks: bool = False
    """The call is a fork point of the program."""
    spawns: bool = False
    """The call starts processes of the program that inherit nothing."""
    patches: bool = False
    """The call replaces blocking parts of the standard library by cooperative ones (`gevent.monkey.patch_all`)."""
    start_method: tuple[Argument, ...] = ()
    """Arguments that name a multiprocessing start method."""
    initializer: tuple[Argument, ...] = ()
    """Arguments that each child process calls before anything else."""
    initargs: tuple[Argument, ...] = ()
    """What the initializer is given."""
    versions: str = ""
    """Version specifier (`<2`): the row holds for these versions only."""
    source: str = ""
    proof: str = ""
