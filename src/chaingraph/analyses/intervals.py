"""Numbers known only to lie between two bounds."""

from dataclasses import dataclass
from math import inf, isnan

from chaingraph.errors import InputError

__all__ = ["Interval", "exact"]


@dataclass(frozen=True, order=True)
class Interval:
    """All that is known of a number: it lies from ``low`` to ``high``, both included.

    Either bound may be infinite. An end that a number can approach but not reach is given all the same: no narrower
    closed interval holds.

    Raises
    ------
    InputError
        A bound is not a number, or ``low`` exceeds ``high``.

    Examples
    --------
    >>> Interval(0.25, 0.5).is_exact
    False
    >>> 0.3 in Interval(0.25, 0.5)
    True
    >>> Interval(0.25, 0.5).inverse
    Interval(low=2.0, high=4.0)
    """

    low: float
    high: float

    def __post_init__(self) -> None:
        if isnan(self.low) or isnan(self.high):
            raise InputError(f"interval from {self.low} to {self.high}: a bound is not a number; give two numbers")
        if self.low > self.high:
            raise InputError(
                f"interval from {self.low} to {self.high}: the bounds are crossed; give the lower one first"
            )

    def __contains__(self, value: float) -> bool:
        return self.low <= value <= self.high

    @property
    def is_exact(self) -> bool:
        """Whether both bounds are the same finite number, so that the number is known."""
        return self.low == self.high and abs(self.low) != inf

    @property
    def width(self) -> float:
        """How far the bounds lie apart: 0 where the number is known."""
        return 0.0 if self.low == self.high else self.high - self.low

    @property
    def inverse(self) -> "Interval":
        """The interval of 1/x for x in this one, which must not hold negative numbers; 1/0 counts as infinite."""
        if self.low < 0:
            raise InputError(f"interval from {self.low} to {self.high}: only of numbers from 0 up is the inverse taken")
        low = 1 / self.high if self.high else inf
        return Interval(low, 1 / self.low if self.low else inf)


def exact(value: float) -> Interval:
    """Return the interval that holds ``value`` alone.

    Examples
    --------
    >>> exact(0.5)
    Interval(low=0.5, high=0.5)
    """
    return Interval(value, value)
