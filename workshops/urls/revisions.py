"""Where is a revision of the guidance put in force?"""

from django.urls import path

from workshops.views import revisions

urlpatterns = [
    path(
        "panduan/<int:year>/<int:revision>/berlakukan/",
        revisions.revision_enforce,
        name="revision_enforce",
    ),
]
