"""Which new rows have arrived from a grid? Each token once, so that a repeated send adds nothing twice."""

from django.db import models

from masterplans.models.book import Masterplan


class ArrivedRow(models.Model):
    """`record` is the number of the row that was made for the token, of the kind `kind`."""

    plan = models.ForeignKey(Masterplan, on_delete=models.CASCADE, related_name="+")
    token = models.CharField(max_length=40)
    kind = models.CharField(max_length=40)
    record = models.BigIntegerField()
    at = models.DateTimeField(auto_now_add=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["plan", "token"], name="a_grid_row_arrives_once")
        ]

    def __str__(self) -> str:
        return self.token
