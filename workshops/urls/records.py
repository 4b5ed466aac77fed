"""Where are the pages of what follows the four bimtek, and of the dossier?"""

from django.urls import path

from workshops.views import milestones

urlpatterns = [
    path("kegiatan/<int:pk>/", milestones.milestone_change, name="milestone_change"),
    path("kegiatan/<int:pk>/hapus/", milestones.milestone_remove, name="milestone_remove"),
    path("kegiatan/<int:pk>/berkas/", milestones.milestone_upload, name="milestone_upload"),
    path("berkas-kegiatan/<int:pk>/", milestones.milestone_file, name="milestone_file"),
    path(
        "berkas-kegiatan/<int:pk>/hapus/",
        milestones.milestone_file_remove,
        name="milestone_file_remove",
    ),
    path("<slug:slug>/setelah/", milestones.aftermath, name="aftermath"),
]
