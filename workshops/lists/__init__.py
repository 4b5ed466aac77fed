"""Which lists of stages and bimtek leave and enter as spreadsheets? One module per noun."""

__all__: list[str] = []
