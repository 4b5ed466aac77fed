"""Where are the programme's pages?"""

from django.urls import path

from programs.views import cohorts, enrolments

app_name = "programs"
urlpatterns = [
    path("angkatan/<int:year>/", cohorts.cohort_detail, name="cohort_detail"),
    path("<slug:slug>/", enrolments.enrolment_detail, name="enrolment_detail"),
]
