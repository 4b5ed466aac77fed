"""How does an Indonesian paper write a number or a date in words?"""

from datetime import date

ONES = (
    "nol satu dua tiga empat lima enam tujuh delapan sembilan sepuluh sebelas".split()
)  # fmt: skip
SCALES = ((1_000_000, "juta"), (1_000, "ribu"), (100, "ratus"), (10, "puluh"))


def spelled(number: int) -> str:
    """Write 2019 as "dua ribu sembilan belas"; up to hundreds of millions."""
    if number < 12:
        return ONES[number]
    if number < 20:
        return f"{ONES[number - 10]} belas"
    for scale, word in SCALES:
        if number >= scale:
            many, rest = divmod(number, scale)
            head = f"se{word}" if many == 1 and scale in (100, 1000) else f"{spelled(many)} {word}"
            return f"{head} {spelled(rest)}" if rest else head
    raise ValueError(number)


def day_spelled(day: date) -> dict[str, str]:
    """Return the parts of a date as a record of proceedings names them."""
    return {
        "day": spelled(day.day),
        "year": spelled(day.year),
        "digits": f"{day:%d-%m-%Y}",
    }
