"""Mail servers that answer, dawdle, refuse and die: real ones, on a port of this machine."""

import asyncio
import socket
from collections.abc import Iterator
from email import message_from_bytes
from email.message import Message
from email.policy import default
from typing import Any

import pytest
from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, Envelope, Session


class Box:
    """A mail server's handler: keeps what it takes."""

    def __init__(self) -> None:
        self.mails: list[tuple[str, Message]] = []

    async def handle_DATA(self, server: SMTP, session: Session, envelope: Envelope) -> str:  # noqa: N802
        for to in envelope.rcpt_tos:
            self.mails.append((to, message_from_bytes(envelope.content, policy=default)))
        return "250 taken"


class Slow(Box):
    """Takes every mail, but only after a while."""

    async def handle_DATA(self, server: SMTP, session: Session, envelope: Envelope) -> str:  # noqa: N802
        await asyncio.sleep(3)
        return await super().handle_DATA(server, session, envelope)


class Refusing(Box):
    """Knows nobody, or nobody just now."""

    def __init__(self, answer: str) -> None:
        super().__init__()
        self.answer = answer

    async def handle_RCPT(  # noqa: N802
        self, server: SMTP, session: Session, envelope: Envelope, address: str, options: list[str]
    ) -> str:
        return self.answer


class Dying(Box):
    """Hangs up in the middle of the first mail, and is well again for the second."""

    def __init__(self) -> None:
        super().__init__()
        self.died = 0

    async def handle_DATA(self, server: SMTP, session: Session, envelope: Envelope) -> str:  # noqa: N802
        if not self.died:
            self.died += 1
            assert server.transport is not None
            server.transport.abort()
            return "421 gone"
        return await super().handle_DATA(server, session, envelope)


class Servers:
    """Starts mail servers and points the settings at them."""

    def __init__(self, settings: Any) -> None:
        self.settings = settings
        self.running: list[Controller] = []

    def start(self, box: Box) -> Box:
        with socket.create_server(("127.0.0.1", 0)) as free:
            port = free.getsockname()[1]
        controller = Controller(box, hostname="127.0.0.1", port=port)
        controller.start()
        self.running.append(controller)
        self.point_at(port)
        return box

    def point_at(self, port: int) -> None:
        self.settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
        self.settings.EMAIL_HOST = "127.0.0.1"
        self.settings.EMAIL_PORT = port

    def stop(self) -> None:
        for controller in self.running:
            controller.stop()


@pytest.fixture
def servers(settings: Any) -> Iterator[Servers]:
    known = Servers(settings)
    yield known
    known.stop()
