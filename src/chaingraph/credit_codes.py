"""Unified social credit codes (统一社会信用代码): GB 32100-2015, 17 signs and a check sign."""

__all__ = ["has_code_form", "has_right_check_sign"]

# GB 32100-2015, 6.2: the alphabet without I, O, S, V, Z, and the weights of the first 17 signs, modulo 31.
_SIGNS = "0123456789ABCDEFGHJKLMNPQRTUWXY"
_WEIGHTS = (1, 3, 9, 27, 19, 26, 16, 17, 20, 29, 25, 13, 8, 24, 10, 30, 28)


def has_code_form(code: str) -> bool:
    """Say whether ``code`` has the 18 signs of a credit code.

    Examples
    --------
    >>> has_code_form("91350100M000100Y43"), has_code_form("91350100M000100O43")
    (True, False)
    """
    return len(code) == 18 and all(sign in _SIGNS for sign in code)


def has_right_check_sign(code: str) -> bool:
    """Say whether the last sign follows from the others; ``code`` has the form of a credit code.

    Examples
    --------
    >>> has_right_check_sign("91350100M000100Y43"), has_right_check_sign("91350100M000100Y44")
    (True, False)
    """
    total = sum(_SIGNS.index(sign) * weight for sign, weight in zip(code, _WEIGHTS, strict=False))
    return _SIGNS[-total % 31] == code[17]
