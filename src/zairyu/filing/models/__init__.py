"""The tables of filing: drafts, uploads, submissions, kept answers to the guide."""

from zairyu.filing.models.draft import Draft, DraftShare
from zairyu.filing.models.kept_guide import KeptGuide
from zairyu.filing.models.submission import Submission
from zairyu.filing.models.upload import Upload

__all__ = ["Draft", "DraftShare", "KeptGuide", "Submission", "Upload"]
