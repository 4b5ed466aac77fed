"""What stands in minutes: everything that is printed, as plain data that can be kept and compared."""

import hashlib
import json
from typing import Any

from smartcity_portal.kit import clock
from smartcity_portal.kit.formats import day, day_range
from workshops import holders
from workshops.models import Minutes, Task
from workshops.turnout import summary_of

MOST_PHOTOS = 24


def content_of(minutes: Minutes) -> dict[str, Any]:
    """Return the minutes as they stand: what people wrote, and the facts around it."""
    return {"written": _written(minutes), "facts": _facts(minutes)}


def fingerprint(content: dict[str, Any]) -> str:
    """Return the hash of what people wrote; facts that count on by themselves are left out."""
    return hash_of(content["written"])


def hash_of(content: dict[str, Any]) -> str:
    """Return the SHA-256 of plain data."""
    return hashlib.sha256(
        json.dumps(content, sort_keys=True, ensure_ascii=False).encode()
    ).hexdigest()


def _written(minutes: Minutes) -> dict[str, Any]:
    return {
        "number": minutes.number,
        "dated": minutes.dated.isoformat() if minutes.dated else "",
        "place": minutes.place,
        "chair": minutes.chair,
        "keeper": minutes.keeper,
        "opening": minutes.opening,
        "sections": [
            {"heading": section.heading, "text": section.text}
            for section in minutes.sections.all()
            if section.text.strip()
        ],
        "decisions": [
            {
                "number": decision.number,
                "text": decision.text,
                "tasks": [_task(task) for task in decision.tasks.all() if task.state != "dropped"],
            }
            for decision in minutes.decisions.prefetch_related(
                "tasks__agency", "tasks__office", "tasks__enrolment__region"
            )
        ],
        "visits": [
            {
                "on": visit.visited_on.isoformat(),
                "place": visit.place,
                "title": visit.title,
                "people": visit.people,
                "findings": visit.findings,
            }
            for visit in minutes.workshop.visits.order_by("visited_on", "pk")
        ],
        "photos": [
            {"sha256": photo.small_sha256, "caption": photo.caption, "alt": photo.description}
            for photo in minutes.workshop.photos.printed()[:MOST_PHOTOS]
        ],
    }


def _task(task: Task) -> dict[str, str]:
    return {
        "text": task.text,
        "holder": holder_as_printed(task),
        "due_on": task.due_on.isoformat(),
    }


def holder_as_printed(task: Task) -> str:
    """Write the holder in full, as a paper does."""
    if task.agency is not None:
        return task.agency.name
    return str(holders.of_task(task))


def _facts(minutes: Minutes) -> dict[str, Any]:
    workshop = minutes.workshop
    together = [workshop, *workshop.guests.select_related("enrolment__region")]
    return {
        "bimtek": workshop.title,
        "about": workshop.plan.title,
        "regions": [str(one.enrolment.region) for one in together],
        "dates": day_range(workshop.starts_on, workshop.last_day) if workshop.starts_on else "",
        "venue": workshop.venue,
        "mode": str(workshop.get_mode_display()),
        "attendance": summary_of(workshop),
        "left": [_left(task) for one in together for task in left_before(one)],
        "is_example": minutes.is_example,
    }


def left_before(workshop: Any) -> list[Task]:
    """Unfinished tasks of earlier bimtek, the oldest first."""
    rows = Task.objects.left_before(workshop).with_names()
    return list(rows.order_by("decision__minutes__workshop__number", "due_on", "pk"))


def _left(task: Task) -> dict[str, str]:
    return {
        "bimtek": task.decision.minutes.workshop.title,
        "text": task.text,
        "holder": holder_as_printed(task),
        "due_on": task.due_on.isoformat(),
        "state": str(task.get_state_display()),
        "late": day(task.due_on) if task.due_on < clock.today() else "",
    }
