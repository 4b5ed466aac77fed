"""What stands between a request and a page? The reader's language, its signs, a second factor, a limit."""

from collections.abc import Callable

from allauth.account.adapter import get_adapter
from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import resolve, reverse
from django.utils import translation
from django_htmx.http import HttpResponseClientRedirect

from accounts import limits
from accounts.services import second_factor
from smartcity_portal.kit.signs import brings_nul

GetResponse = Callable[[HttpRequest], HttpResponse]
WINDOW_SECONDS = 60
OPEN_NAMES = {"accounts:second_factor", "set_language", "set_theme", "jsi18n"}
OPEN_PREFIXES = ("account_", "mfa_", "usersessions_", "health")


class LanguageMiddleware:
    """Speak the language of the account; to visitors, the one they chose, else Indonesian."""

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        language = self._language(request)
        translation.activate(language)
        request.LANGUAGE_CODE = language
        response = self.get_response(request)
        response.headers.setdefault("Content-Language", translation.get_language() or language)
        return response

    @staticmethod
    def _language(request: HttpRequest) -> str:
        if request.user.is_authenticated:
            chosen = request.user.language
        else:
            chosen = request.COOKIES.get(settings.LANGUAGE_COOKIE_NAME, "")
        return chosen if chosen in dict(settings.LANGUAGES) else settings.LANGUAGE_CODE


class BeforeView:
    """A guard that looks at a request once it is known which view would answer it."""

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)


class SignsMiddleware(BeforeView):
    """Answer 400 to an address or a form with a sign that no database stores."""

    def process_view(
        self, request: HttpRequest, view: Callable, args: tuple, kwargs: dict
    ) -> HttpResponse | None:
        if brings_nul(request, view):
            return render(request, "400_sign.html", status=400)
        return None


class SecondFactorMiddleware(BeforeView):
    """Send people whose relation requires a second factor to the page that sets one up."""

    def process_view(
        self, request: HttpRequest, view: Callable, args: tuple, kwargs: dict
    ) -> HttpResponse | None:
        if not settings.SECOND_FACTOR_REQUIRED or not request.user.is_authenticated:
            return None
        if self._is_open(request) or not second_factor.is_missing(request.user):
            return None
        target = reverse("accounts:second_factor")
        if getattr(request, "htmx", False):
            return HttpResponseClientRedirect(target)
        return redirect(target)

    @staticmethod
    def _is_open(request: HttpRequest) -> bool:
        match = request.resolver_match or resolve(request.path_info)
        name = match.view_name or ""
        return name in OPEN_NAMES or name.startswith(OPEN_PREFIXES)


class RateLimitMiddleware(BeforeView):
    """Answer 429 when one person, or one address without a person, changes too much too quickly."""

    def process_view(
        self, request: HttpRequest, view: Callable, args: tuple, kwargs: dict
    ) -> HttpResponse | None:
        if request.method not in {"POST", "PUT", "PATCH", "DELETE"}:
            return None
        if getattr(view, limits.OWN_LIMIT, False) or not self._is_over(request):
            return None
        response = render(request, "429.html", status=429)
        response.headers["Retry-After"] = str(WINDOW_SECONDS)
        return response

    @staticmethod
    def _is_over(request: HttpRequest) -> bool:
        if request.user.is_authenticated:
            limit, who = settings.POSTS_PER_MINUTE_PERSON, f"person:{request.user.pk}"
        else:
            ip = get_adapter(request).get_client_ip(request)
            limit, who = settings.POSTS_PER_MINUTE_ADDRESS, f"address:{ip}"
        return limits.over(f"posts:{who}", limit, seconds=WINDOW_SECONDS)
