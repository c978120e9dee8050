"""The ground rules of the test suite hold themselves."""

from __future__ import annotations

import os
import socket
from pathlib import Path

import platformdirs
import pytest

from tests.conftest import NetworkClosed


@pytest.mark.parametrize("host", ["192.0.2.1", "127.0.0.1"])
def test_a_connection_is_refused(host: str) -> None:
    with socket.socket() as connection, pytest.raises(NetworkClosed):
        connection.connect((host, 9))


def test_a_datagram_is_refused() -> None:
    with socket.socket(type=socket.SOCK_DGRAM) as connection, pytest.raises(NetworkClosed):
        connection.sendto(b"", ("192.0.2.1", 9))


def test_a_name_is_not_looked_up() -> None:
    with pytest.raises(NetworkClosed):
        socket.getaddrinfo("example.com", 443)


if hasattr(socket, "AF_UNIX"):

    def test_a_local_socket_works(tmp_path: Path) -> None:
        name = str(tmp_path / "s")
        with socket.socket(socket.AF_UNIX) as here, socket.socket(socket.AF_UNIX) as there:
            here.bind(name)
            here.listen()
            there.connect(name)
            assert there.getpeername() == name


def test_the_home_is_empty_and_ours(home: Path) -> None:
    assert Path.home() == home
    assert [entry.name for entry in home.iterdir()] == [".run"]
    assert platformdirs.user_data_path("clearpost").is_relative_to(home)
    assert platformdirs.user_config_path("clearpost").is_relative_to(home)


def test_qt_draws_on_no_screen() -> None:
    assert os.environ["QT_QPA_PLATFORM"] == "offscreen"
