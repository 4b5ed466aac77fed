from ratings.models.external import ExternalRound, RoundPlace

__all__ = ["ExternalRound", "RoundPlace"]
