"""Connections for one fetch: only to addresses that were looked at, and all together within one time.

A name is resolved once for a connection, and the connection goes to an address that this gave. So nobody can give one address to be looked
at and another to be asked (DNS rebinding). The name stays what certificates are checked against.
"""

from __future__ import annotations

import queue
import socket
import ssl
import threading
import time
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from typing import Any

import httpcore

from pourparler.documents.addresses import is_public
from pourparler.errors import DocumentError

Resolve = Callable[[str, int], list[str]]


class Deadline:
    """When the whole fetch has to be done. ``seconds`` from now."""

    def __init__(self, seconds: float) -> None:
        self._end = time.monotonic() + seconds

    def push(self, seconds: float) -> None:
        """Put it off by so many seconds, in which nothing was done."""
        self._end += seconds

    @property
    def over(self) -> bool:
        """Whether that time has come."""
        return time.monotonic() >= self._end

    def left(self, most: float | None = None) -> float:
        """The seconds left, ``most`` at most. Raises httpcore.TimeoutException where there are none."""
        left = self._end - time.monotonic()
        if left <= 0:
            raise httpcore.TimeoutException
        return left if most is None else min(left, most)


def resolved(host: str, port: int) -> list[str]:
    """The IP addresses of a name, as the system knows them; a number written in any form is its address. Raises OSError, UnicodeError."""
    found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    return list(dict.fromkeys(str(address[0]) for *_, address in found))


@dataclass(frozen=True, slots=True)
class Network:
    """What is outside: how names are resolved, and how connections are made."""

    resolve: Resolve = resolved
    backend: httpcore.NetworkBackend = field(default_factory=httpcore.SyncBackend)


class Guarded(httpcore.NetworkBackend):
    """Connects to public addresses within the time that is left; to others only where ``allow_private``."""

    def __init__(self, network: Network, deadline: Deadline, *, allow_private: bool) -> None:
        self._network = network
        self._deadline = deadline
        self._allow_private = allow_private

    def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,
        local_address: str | None = None,
        socket_options: Iterable[httpcore.SOCKET_OPTION] | None = None,
    ) -> httpcore.NetworkStream:
        """Raises DocumentError where the name has no address that may be asked, else what httpcore raises."""
        failed: Exception | None = None
        for address in self._may_be_asked(host, port):
            try:
                left = self._deadline.left(timeout)
                stream = self._network.backend.connect_tcp(address, port, left, local_address, socket_options)
                return _Timed(stream, self._deadline)
            except (httpcore.ConnectError, httpcore.ConnectTimeout) as error:
                failed = error
        raise failed or httpcore.ConnectError(f"{host} has no address")

    def _may_be_asked(self, host: str, port: int) -> list[str]:
        addresses = self._addresses(host, port)
        if self._allow_private:
            return addresses
        public = [address for address in addresses if is_public(address)]
        if addresses and not public:
            leads = "is" if addresses[0] == host else f"leads to {addresses[0]},"
            raise DocumentError(
                f"{host} {leads} an address of this computer, of a private network or of none, which is not asked",
                mend="If you trust it, use --allow-private with `pourparler add` or `watch`, or with `pourparler open` for its pages",
            )
        return public

    def _addresses(self, host: str, port: int) -> list[str]:
        """In a thread of its own: the system's resolver knows no time limit that we could set."""
        answers: queue.SimpleQueue[list[str] | Exception] = queue.SimpleQueue()

        def ask() -> None:
            try:
                answers.put(self._network.resolve(host, port))
            except (OSError, UnicodeError) as error:
                answers.put(error)

        threading.Thread(target=ask, daemon=True, name="resolving").start()
        try:
            answer = answers.get(timeout=self._deadline.left())
        except queue.Empty:
            raise httpcore.TimeoutException from None
        if isinstance(answer, Exception):
            mend = "Check the address and your connection"
            raise DocumentError(f"there is no computer named {host}", mend=mend) from answer
        return answer


class _Timed(httpcore.NetworkStream):
    """A connection that ends with the deadline, however slowly bytes come."""

    def __init__(self, stream: httpcore.NetworkStream, deadline: Deadline) -> None:
        self._stream = stream
        self._deadline = deadline

    def read(self, max_bytes: int, timeout: float | None = None) -> bytes:
        return self._stream.read(max_bytes, self._deadline.left(timeout))

    def write(self, buffer: bytes, timeout: float | None = None) -> None:
        self._stream.write(buffer, self._deadline.left(timeout))

    def close(self) -> None:
        self._stream.close()

    def start_tls(
        self, ssl_context: ssl.SSLContext, server_hostname: str | None = None, timeout: float | None = None
    ) -> httpcore.NetworkStream:
        stream = self._stream.start_tls(ssl_context, server_hostname, self._deadline.left(timeout))
        return _Timed(stream, self._deadline)

    def get_extra_info(self, info: str) -> Any:
        return self._stream.get_extra_info(info)
