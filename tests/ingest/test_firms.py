"""Which rows are of one firm."""

import pytest

from chaingraph.errors import InputError
from chaingraph.ingest.firms import FirmRow, Firms

ONE, OTHER = "91350100M000100Y43", "91110000600037341L"


def test_code_of_a_later_row_holds_for_an_earlier_one() -> None:
    firms = Firms([FirmRow("甲公司"), FirmRow("甲公司", ONE)])
    assert firms.key("甲公司") == firms.key("甲公司", ONE)


def test_brackets_and_width_make_no_other_firm() -> None:
    firms = Firms([FirmRow("甲（东城）公司")])
    assert firms.key("甲(东城)公司") == firms.key("甲（东城）公司")


@pytest.mark.parametrize("old_first", [True, False])
def test_renamed_firm_is_one_and_bears_its_present_name(old_first: bool) -> None:
    rows = [FirmRow("旧公司", ONE), FirmRow("新公司", ONE, ("旧公司",))]
    firms = Firms(rows if old_first else rows[::-1])
    assert not firms.is_other("旧公司", ONE)
    assert not firms.is_other("新公司", ONE)
    assert firms.names(firms.key("旧公司")) == ["新公司", "旧公司"]


def test_two_names_with_one_code_are_a_fault_of_the_second() -> None:
    firms = Firms([FirmRow("甲公司", ONE), FirmRow("乙公司", ONE)])
    assert not firms.is_other("甲公司", ONE)
    assert firms.is_other("乙公司", ONE)


def test_name_of_two_firms_needs_the_code() -> None:
    firms = Firms([FirmRow("甲公司", ONE), FirmRow("甲公司", OTHER)])
    assert firms.key("甲公司", OTHER) != firms.key("甲公司", ONE)
    with pytest.raises(InputError, match="give the code"):
        firms.key("甲公司")


def test_present_name_beats_the_former_name_of_another() -> None:
    firms = Firms([FirmRow("新公司", ONE, ("甲公司",)), FirmRow("甲公司", OTHER)])
    assert firms.key("甲公司") == firms.key("甲公司", OTHER)


def test_firm_that_is_only_mentioned_has_the_key_of_its_name() -> None:
    firms = Firms([])
    assert firms.key("甲公司").startswith("n")
    assert firms.names(firms.key("甲公司")) == []
