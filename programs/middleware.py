"""When are a person's relations read? Once per request, at the first page that needs them."""

from programs.people import keep_relations


class RelationsMiddleware:
    """Keep the signed-in person's relations for the length of the view."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        return self.get_response(request)

    def process_view(self, request, view_func, view_args, view_kwargs):
        if request.user.is_authenticated:
            keep_relations(request.user)
