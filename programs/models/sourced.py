"""Where does a fact come from? Every fact can name its source or admit to be an example."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Sourced(models.Model):
    """A row whose facts are either sourced (`source`) or invented for the demo (`is_example`)."""

    source = models.CharField(_("source"), max_length=200, blank=True)
    is_example = models.BooleanField(_("example"), default=False)

    class Meta:
        abstract = True
