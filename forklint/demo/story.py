"""The story in five acts: what is said, which commands are run, and how each has to end."""

from __future__ import annotations

from dataclasses import dataclass

from forklint.demo.application import FAULTY, REPAIRED

ROUNDS = 2
STRESS = ("stress", "shop.app:app", "--path", "/q", "--rounds", str(ROUNDS), "--no-probe")
CHECK = ("check", "shop.app:app", "--no-cache")
PROBE = ("probe", "shop.app:app")


@dataclass(frozen=True, slots=True)
class Scene:
    """One command of forklint, or a file to be read."""

    command: tuple[str, ...] = ()
    status: int = 0
    """How the command has to end."""
    file: str = ""
    """Shown in place of a command; relative to the folder."""
    attempts: int = 1
    """How often chance may decide otherwise."""


@dataclass(frozen=True, slots=True)
class Act:
    """What is said, and then shown, in one folder."""

    title: str
    text: str
    folder: str
    scenes: tuple[Scene, ...]


ACTS = (
    Act(
        "The application",
        "A Flask application over MySQL: one page, one query, and a pool of connections that is made when the module "
        "is imported. gunicorn loads it in its master, because of `preload_app`, and then forks two workers.",
        FAULTY,
        (Scene(file="shop/db.py"), Scene(file="gunicorn.conf.py")),
    ),
    Act(
        "forklint check reads it, and names the line",
        "Nothing is executed or installed for that. This is the command for CI.",
        FAULTY,
        (Scene(CHECK, status=1),),
    ),
    Act(
        "forklint probe starts it, and proves it",
        "A real gunicorn loads the application and forks. What master and workers share is asked of the system.",
        FAULTY,
        (Scene(PROBE, status=1),),
    ),
    Act(
        "forklint stress shows the wrong answers",
        "Every request asks for the name of item 1, which is teapot. The same requests go to the application as it is "
        "deployed and, beside it, not preloaded.",
        FAULTY,
        (Scene(STRESS, status=1, attempts=6),),
    ),
    Act(
        "The repaired twin",
        "gunicorn's `post_fork` makes the pool in each worker. It is silent, clean, and right every time.",
        REPAIRED,
        (Scene(file="gunicorn.conf.py"), Scene(CHECK), Scene(PROBE), Scene(STRESS)),
    ),
)
