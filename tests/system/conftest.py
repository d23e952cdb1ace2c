"""The certificate of the other tests, and the standing clock."""

from tests.certificates.conftest import pending as pending
from tests.conftest import at as at
from tests.conftest import clock as clock
