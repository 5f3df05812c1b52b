"""What a segment loses when firms in it stop, as far as the known producers and their sizes tell."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Literal

from chaingraph.analyses.dependences import STOPPED, UNKNOWN, Range
from chaingraph.errors import InputError

__all__ = ["FirmStop", "stop_firms"]


@dataclass(frozen=True)
class FirmStop:
    """What a node loses when firms there stop.

    ``basis`` says what the range rests on: ``all producers`` (they are all that there are), ``all known producers``
    (others may exist), ``sizes`` (shares by size), ``sizes in part`` (the share is at most ``loss.hi``) or ``sizes
    unknown``. ``assumed`` is the loss if all known producers were of one size, None where the range rests on sizes or
    on all there are; it is an assumption and never a finding.
    """

    loss: Range
    known: int
    stopped: int
    basis: Literal["all producers", "all known producers", "sizes", "sizes in part", "sizes unknown"]
    assumed: float | None


def stop_firms(
    firms: Iterable[str],
    producers: Mapping[str, Sequence[str]],
    *,
    complete: Collection[str] = (),
    sizes: Mapping[str, Mapping[str, float]] | None = None,
) -> dict[str, FirmStop]:
    """Return what each node loses when firms stop, as ranges to give to `chaingraph.analyses.shock.spread_shock`.

    A list of known producers is open unless a source says that it is complete: others may exist. So, in this order, for
    a node with k known producers of which j stop:

    1. all known producers stop (j = k): 1 if the list is complete, else 0 to 1;
    2. the sizes of all that stop are known: at most their share in all known sizes, since every producer that is
       missing, or of unknown size, makes it smaller; exactly that share if the list is complete and all sizes are
       known, else from 0;
    3. otherwise 0 to 1, with j/k as ``assumed``: the loss if all known producers were of one size.

    Parameters
    ----------
    firms
        The firms that stop together: one, or a group.
    producers
        For each node the firms known to work there.
    complete
        The nodes whose list is said to be complete.
    sizes
        For each node the sizes of firms there, above 0 and in one unit a node: capacity, output or sales.

    Returns
    -------
    dict
        The nodes in which one of the firms works, in order.

    Raises
    ------
    InputError
        A firm is known in no node, or a size isn't above 0.

    Examples
    --------
    >>> producers = {"wafer": ["f", "g"], "chip": ["f"], "phone": ["g"]}
    >>> for node, stop in stop_firms(["f"], producers, complete=["chip"]).items():
    ...     print(node, stop.loss, stop.basis, stop.assumed)
    chip Range(lo=1.0, hi=1.0) all producers None
    wafer Range(lo=0.0, hi=1.0) sizes unknown 0.5
    >>> stop_firms(["f"], producers, sizes={"wafer": {"f": 30, "g": 10}})["wafer"].loss
    Range(lo=0.0, hi=0.75)
    """
    gone = set(firms)
    known = {node: set(there) for node, there in producers.items()}
    for firm in sorted(gone):
        if not any(firm in there for there in known.values()):
            raise InputError(f"{firm} isn't known in any segment")
    return {
        node: _stop_in(node, there, gone & there, node in complete, (sizes or {}).get(node, {}))
        for node, there in sorted(known.items())
        if gone & there
    }


def _stop_in(node: str, there: set[str], gone: set[str], is_complete: bool, sizes: Mapping[str, float]) -> FirmStop:
    for firm, size in sizes.items():
        if not size > 0:
            raise InputError(f"{firm} in {node}: size is {size}; give a number above 0, or none where it isn't known")
    sized = there & sizes.keys()
    if gone == there:
        if is_complete:
            return FirmStop(STOPPED, len(there), len(gone), "all producers", None)
        return FirmStop(UNKNOWN, len(there), len(gone), "all known producers", 1.0)
    equal = len(gone) / len(there)
    if not gone <= sized:
        return FirmStop(UNKNOWN, len(there), len(gone), "sizes unknown", equal)
    exact = {firm: Fraction(str(sizes[firm])) for firm in sized}
    hi = float(sum(exact[firm] for firm in gone) / sum(exact.values()))
    if sized == there:
        return FirmStop(Range(hi if is_complete else 0.0, hi), len(there), len(gone), "sizes", None)
    return FirmStop(Range(0.0, hi), len(there), len(gone), "sizes in part", min(hi, equal))
