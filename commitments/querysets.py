"""Which sheets, signatories and kept bytes? The commitments' vocabulary of rows."""

from typing import Any

from django.db import models
from django.db.models import Count, F, Q

from commitments.states import (
    ENDED_STATES,
    LEASING_STATES,
    OPEN_ATTEMPTS,
    OPEN_STATES,
    PUBLIC_STATES,
    TURN_STATES,
    AttemptState,
    SheetState,
    SignatoryState,
)
from programs.models import Enrolment, Region
from programs.people import relations_of


class SheetQuerySet(models.QuerySet):
    def visible_to(self, user) -> "SheetQuerySet":
        """Sheets of visible enrolments; drafts and void ones only for those who work on them."""
        relations = relations_of(user)
        seen = self.filter(enrolment__in=Enrolment.objects.visible_to(user))
        if relations.ministry:
            return seen
        works_on_it = Q(enrolment__region__in=relations.coordinated_regions) | Q(
            enrolment__in=relations.mentored
        )
        return seen.filter(
            works_on_it | Q(state__in=[*OPEN_STATES, SheetState.FINALISING, SheetState.COMPLETED])
        )

    def of(self, enrolment) -> "SheetQuerySet":
        return self.filter(enrolment=enrolment)

    def standing(self) -> "SheetQuerySet":
        """What was neither declared void nor ran out."""
        return self.exclude(state__in=ENDED_STATES)

    def promises(self) -> "SheetQuerySet":
        """Commitments; not the papers of other rooms."""
        return self.exclude(kind="document")

    def papers(self) -> "SheetQuerySet":
        """Minutes, agreements, certificates: what other rooms have put under signature."""
        return self.filter(kind="document")

    def completed(self) -> "SheetQuerySet":
        return self.filter(state=SheetState.COMPLETED)

    def under_signature(self) -> "SheetQuerySet":
        """Issued and not yet signed by everybody."""
        return self.filter(state__in=OPEN_STATES)

    def public(self) -> "SheetQuerySet":
        """What the page behind the QR may tell everybody about."""
        return self.filter(state__in=PUBLIC_STATES)

    def with_names(self) -> "SheetQuerySet":
        return self.select_related(
            "enrolment__region", "enrolment__cohort__edition", "edition__book"
        )

    def newest_first(self) -> "SheetQuerySet":
        return self.order_by("-created_at", "-pk")

    def with_progress(self) -> "SheetQuerySet":
        """Annotate signatory_total and signatory_done (signed)."""
        return self.annotate(
            signatory_total=Count("signatories", distinct=True),
            signatory_done=Count(
                "signatories", filter=Q(signatories__state=SignatoryState.SIGNED), distinct=True
            ),
        )


class SignatoryQuerySet(models.QuerySet):
    def of_user(self, user) -> "SignatoryQuerySet":
        """What this person, and nobody else, is asked to sign."""
        if not user.is_authenticated:
            return self.none()
        mine = Q(tenure__official__user=user) | Q(account=user)
        return self.filter(mine).exclude(sheet__state__in=[SheetState.DRAFT, SheetState.VOID])

    def delegable_by(self, user) -> "SignatoryQuerySet":
        """Own places, and those on sheets that this person sees; rules say who hands them over."""
        own = self.of_user(user).values("pk")
        sheets: Any = self.model._meta.get_field("sheet").related_model
        seen = sheets.objects.visible_to(user)
        return self.filter(Q(sheet__in=seen) | Q(pk__in=own))

    def of_office(self, office) -> "SignatoryQuerySet":
        """Places on issued sheets that belong to an office, whoever held it."""
        return self.filter(tenure__office=office).exclude(
            sheet__state__in=[SheetState.DRAFT, SheetState.VOID]
        )

    def aided_by(self, user) -> "SignatoryQuerySet":
        """Places of offices whose signatures this person prepares."""
        if not user.is_authenticated:
            return self.none()
        aided = self.filter(tenure__office__aides__user=user, tenure__office__aides__until=None)
        return aided.exclude(sheet__state__in=[SheetState.DRAFT, SheetState.VOID])

    def waiting_for(self, user) -> "SignatoryQuerySet":
        """The person's open signatures, oldest first."""
        return (
            self.of_user(user)
            .filter(state__in=TURN_STATES, sheet__state__in=OPEN_STATES)
            .order_by("asked_at", "pk")
        )

    def for_queue(self) -> "SignatoryQuerySet":
        """What a row of a home page says: which sheet of which region, asked when."""
        said = ("asked_at", "signed_at", "sheet__title", "sheet__enrolment__region__name")
        return self.select_related("sheet__enrolment__region").only(*said)

    def for_checks(self) -> "SignatoryQuerySet":
        """Who signs where on the paper, how far they are, and which scan was taken for it."""
        said = ("sheet", "page", "name", "route", "state", "account", "printed_tenure", "agency")
        signer = ("tenure__official__name", "tenure__official__user")
        return self.select_related("ink", "tenure__official").only(*said, *signer, "ink__scan")

    def unsigned(self) -> "SignatoryQuerySet":
        return self.exclude(state=SignatoryState.SIGNED)

    def signed(self) -> "SignatoryQuerySet":
        return self.filter(state=SignatoryState.SIGNED)

    def reminded_about(self) -> "SignatoryQuerySet":
        """Those whose turn it is."""
        return self.filter(state__in=TURN_STATES, sheet__state__in=OPEN_STATES)

    def with_people(self) -> "SignatoryQuerySet":
        return self.select_related("tenure__official__user", "tenure__office", "account", "agency")

    def with_sheet(self) -> "SignatoryQuerySet":
        return self.with_people().select_related(
            "sheet__enrolment__region", "sheet__enrolment__cohort__edition", "sheet__edition__book"
        )


class AideQuerySet(models.QuerySet):
    def active(self) -> "AideQuerySet":
        return self.filter(until=None)

    def with_names(self) -> "AideQuerySet":
        return self.select_related("office__region", "office__agency", "user")


class EndpointQuerySet(models.QuerySet):
    def enabled(self) -> "EndpointQuerySet":
        return self.filter(enabled=True)

    def kept_by(self, user) -> "EndpointQuerySet":
        """Services that this person may set up: all for the ministry, else those of own regions."""
        relations = relations_of(user)
        if relations.ministry:
            return self.all()
        return self.filter(region__in=relations.coordinated_regions)

    def regions_left(self, user) -> "models.QuerySet[Region]":
        """Regions in this person's care that have no service yet."""
        taken = self.exclude(region=None).values("region")
        regions = Region.objects.exclude(pk__in=taken).filter(enrolments__isnull=False).distinct()
        relations = relations_of(user)
        if relations.ministry:
            return regions
        return regions.filter(pk__in=relations.coordinated_regions)

    def with_names(self) -> "EndpointQuerySet":
        return self.select_related("region", "changed_by")


class AttemptQuerySet(models.QuerySet):
    def open(self) -> "AttemptQuerySet":
        """Neither signed nor given up."""
        return self.filter(state__in=OPEN_ATTEMPTS)

    def holding(self) -> "AttemptQuerySet":
        """Attempts for whose end the sheet waits."""
        return self.filter(state__in=LEASING_STATES)

    def lapsed(self, now) -> "AttemptQuerySet":
        return self.holding().filter(lease_until__lt=now)

    def settled_by(self, user) -> "AttemptQuerySet":
        """Own attempts, and those on sheets in one's care."""
        relations = relations_of(user)
        if relations.ministry:
            return self.all()
        return self.filter(
            Q(by=user) | Q(sheet__enrolment__region__in=relations.coordinated_regions)
        )

    def unknown(self) -> "AttemptQuerySet":
        return self.filter(state=AttemptState.UNKNOWN)


class ScanQuerySet(models.QuerySet):
    def visible_to(self, user) -> "ScanQuerySet":
        """Scans of visible enrolments; rules say who looks at them."""
        return self.filter(enrolment__in=Enrolment.objects.visible_to(user))

    def with_filing(self) -> "ScanQuerySet":
        return self.select_related("by", "filing__sheet", "enrolment__region", "enrolment__cohort")

    def for_rows(self) -> "ScanQuerySet":
        """What a row of a list says: which page of which sheet of which region, by whom and when."""
        return self.select_related("by", "filing__sheet", "enrolment__region").only(
            *("serial", "at", "by__name", "by__username"),
            *("filing__page", "filing__found", "filing__by"),
            *("filing__sheet__title", "filing__sheet__number", "filing__sheet__state"),
            *("enrolment__region__name", "enrolment__region__timezone"),
        )

    def to_check_by(self, mentor) -> "ScanQuerySet":
        """Scans of open sheets in the mentor's regions that somebody else handed in and filed."""
        return self.filter(enrolment__in=relations_of(mentor).mentored).open_to(mentor)

    def open_to(self, user) -> "ScanQuerySet":
        """Scans of open sheets that somebody else handed in and filed."""
        return (
            self.filter(filing__sheet__state__in=OPEN_STATES)
            .exclude(by=user)
            .exclude(filing__by=user)
        )

    def unfiled(self) -> "ScanQuerySet":
        """Nobody has said yet which page of which sheet they show."""
        return self.filter(filing=None)

    def of_sheet(self, sheet) -> "ScanQuerySet":
        return self.filter(filing__sheet=sheet)


class SigningCertificateQuerySet(models.QuerySet):
    def own(self) -> "SigningCertificateQuerySet":
        """Certificates that the portal's own authority made."""
        return self.filter(issuer="")

    def named(self, words: str) -> "SigningCertificateQuerySet":
        """Those whose person, number or signed sheet goes by these words."""
        return self.filter(
            Q(name__icontains=words)
            | Q(serial__startswith=words.lower())
            | Q(signatures__sheet__number__icontains=words)
            | Q(signatures__sheet__code__iexact=words)
        ).distinct()


class RevocationQuerySet(models.QuerySet):
    def with_names(self) -> "RevocationQuerySet":
        return self.select_related("certificate", "by")

    def against(self, serial: str, issuer: str = "") -> "RevocationQuerySet":
        """What stands against a certificate by its number."""
        return self.filter(certificate__serial=serial, certificate__issuer=issuer)


class QuestionQuerySet(models.QuerySet):
    def open(self) -> "QuestionQuerySet":
        return self.filter(answered_at=None)

    def visible_to(self, user) -> "QuestionQuerySet":
        """Questions on sheets of visible enrolments; rules say who answers them."""
        return self.filter(signatory__sheet__enrolment__in=Enrolment.objects.visible_to(user))

    def to_answer_by(self, user) -> "QuestionQuerySet":
        """Open questions in the regions that this person coordinates, oldest first."""
        return (
            self.open()
            .filter(signatory__sheet__enrolment__region__in=relations_of(user).coordinated_regions)
            .order_by("asked_at")
        )


class SheetVersionQuerySet(models.QuerySet):
    def current(self) -> "SheetVersionQuerySet":
        """Versions that are the present head of their sheet."""
        return self.filter(sha256=F("sheet__head_sha256"))

    def with_sheet(self) -> "SheetVersionQuerySet":
        return self.select_related(
            "sheet__enrolment__region", "sheet__enrolment__cohort", "sheet__edition__book"
        )
