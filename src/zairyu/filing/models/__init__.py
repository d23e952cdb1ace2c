"""The tables of filing: drafts, uploads, submissions."""

from zairyu.filing.models.draft import Draft
from zairyu.filing.models.submission import Submission
from zairyu.filing.models.upload import Upload

__all__ = ["Draft", "Submission", "Upload"]
