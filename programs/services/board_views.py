"""How does a filter of the board get a name, another name, and an end?"""

from django.db import transaction
from django.utils.translation import gettext as _

from accounts.models import User
from accounts.services import permission
from programs.models import BoardView
from smartcity_portal.kit.machine import Blocked

MOST = 40


@transaction.atomic
def keep(name: str, query: str, *, by: User, shared: bool = False) -> BoardView:
    """Give a filter a name. The same name again points to the new filter."""
    permission.require("programs.name_board_view", None, by=by)
    name = _checked(name)
    known = BoardView.objects.select_for_update().filter(by=by, name=name).first()
    if known:
        known.query = query
        known.save(update_fields=["query"])
        return known
    if BoardView.objects.filter(by=by).count() >= MOST:
        raise Blocked([_("You have %(most)d views. Remove one first.") % {"most": MOST}])
    return BoardView.objects.create(name=name, query=query, by=by, shared=shared)


@transaction.atomic
def change(view: BoardView, *, by: User, name: str, shared: bool) -> BoardView:
    """Rename a view of one's own, or share it with everybody who reads the board."""
    view = BoardView.objects.select_for_update().get(pk=view.pk)
    permission.require("programs.change_board_view", view, by=by)
    name = _checked(name)
    if BoardView.objects.filter(by=by, name=name).exclude(pk=view.pk).exists():
        raise Blocked([_("You have a view of this name already. Choose another name.")])
    view.name, view.shared = name, shared
    view.save(update_fields=["name", "shared"])
    return view


@transaction.atomic
def remove(view: BoardView, *, by: User) -> None:
    view = BoardView.objects.select_for_update().get(pk=view.pk)
    permission.require("programs.change_board_view", view, by=by)
    view.delete()


def _checked(name: str) -> str:
    name = " ".join(name.split())
    if not name:
        raise Blocked([_("Give the view a name.")])
    return name[:60]
