"""The tests themselves: none reaches beyond this machine."""

import socket

import httpx
import pytest


@pytest.mark.parametrize("address", [("192.0.2.1", 443), ("2001:db8::1", 443), ("example.org", 80)])
def test_the_network_is_refused(address: tuple[str, int]) -> None:
    family = socket.AF_INET6 if ":" in address[0] else socket.AF_INET
    with socket.socket(family) as one, pytest.raises(AssertionError, match=f"asks the network for {address[0]}"):
        one.connect(address)


def test_a_client_is_refused_as_well() -> None:
    with pytest.raises(AssertionError, match="asks the network"):
        httpx.get("http://192.0.2.1/", timeout=1)
