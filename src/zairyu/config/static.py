"""Static files as production serves them: by names that carry their digest."""

from typing import Any

from whitenoise.storage import CompressedManifestStaticFilesStorage


class KeptAddresses(CompressedManifestStaticFilesStorage):  # type: ignore[misc]  # has no types
    """Works the address of a file out once in a process: each page names about ten of them.

    The files and their manifest stay as they are while a process runs.
    """

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        """Begin with no address known."""
        super().__init__(*args, **kwargs)
        self._known: dict[str, str] = {}

    def url(self, name: str, force: bool = False) -> str:
        """Return the address of a file.

        Raises ValueError for a file that is not in the manifest.
        """
        if force:
            return str(super().url(name, force))
        if name not in self._known:
            self._known[name] = str(super().url(name))
        return self._known[name]
