"""Does the portal go on without a program that it can do without, and give up without one it needs?"""

import sys

import pytest

from smartcity_portal.kit import supervisor
from smartcity_portal.kit.supervisor import Program, Supervisor

DIES = [sys.executable, "-c", "raise SystemExit(3)"]


@pytest.fixture
def said(monkeypatch):
    monkeypatch.setattr(supervisor, "QUICK_DEATHS_ALLOWED", 1)
    monkeypatch.setattr(supervisor.signal, "signal", lambda *_: None)
    return []


def test_a_program_that_is_not_needed_is_left_out(said):
    stand_in = Program("bsre", DIES, needed=False)
    boss = Supervisor([stand_in], env={}, say=said.append)

    def until_left_out() -> bool:
        if stand_in.left_out:
            boss.stops_asked = 1
        return False

    assert boss.run(when_started=until_left_out) == 0
    assert len(said) == 1


def test_one_that_is_needed_ends_the_whole(said):
    boss = Supervisor([Program("web", DIES)], env={}, say=said.append)
    assert boss.run(when_started=lambda: False) == 1
