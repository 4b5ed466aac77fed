"""How does a test watch over one program? With a supervisor in a process of its own, to be killed."""

import sys

import django

django.setup()

import os  # noqa: E402

from smartcity_portal.kit.supervisor import Program, Supervisor  # noqa: E402


def look_after(code: str, patience: float) -> int:
    program = Program("one", [sys.executable, "-c", code])
    boss = Supervisor([program], env=os.environ, say=print, patience=patience)
    return boss.run(when_started=lambda: True)


if __name__ == "__main__":
    sys.exit(look_after(sys.argv[1], float(sys.argv[2])))
