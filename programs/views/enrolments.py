"""What is known about a region's place in a cohort? One page of facts with the doors to change them."""

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render

from programs.models import Enrolment


@login_required
def enrolment_detail(request: HttpRequest, slug: str) -> HttpResponse:
    enrolment = get_object_or_404(
        Enrolment.objects.visible_to(request.user).with_names(), slug=slug
    )
    return render(request, "programs/enrolment_detail.html", {"enrolment": enrolment})
