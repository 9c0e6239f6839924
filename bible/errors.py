"""Every error studio raises on purpose, in one tree.

StudioError                       what went wrong, where, and what to type next
├── ScriptError                   the script cannot be read or holds nothing to shoot
├── BibleError                    a bible that a person wrote cannot be read
├── FolderError                   the production folder cannot be made, opened or written
│   ├── FolderBusyError           another studio process holds the production
│   ├── NewerFolderError          the folder was written by a newer studio
│   └── TakenOverError            another process took the production over from this one
├── SelectorError                 a slate, take or selector names nothing
├── SettingsError                 a value in studio.toml or on the command line is not usable
├── MissingExtraError             a part needs an extra that is not installed
├── LedgerError                   an order, a cap or a settlement is not possible
├── AnswerError                   a language model's answer cannot be used
├── RenderError                   a renderer could not make a take
│   └── ModelError                a local model cannot be loaded or run
├── VoiceError                    a voice engine could not make a recording
├── MediaError                    a media file is not what it should be
├── ShotListError                 a shot list that a person wrote cannot be read
├── ConformError                  an editor's cut cannot be read or taken over
└── CoverageError                 a shot list does not cover the script
"""

from __future__ import annotations


class StudioError(Exception):
    """Something a person can mend.

    `what` says what is wrong, `where` names a file:line or a slate, `cure` is what to type or do next.
    """

    def __init__(self, what: str, *, where: str = "", cure: str = "") -> None:
        super().__init__(what)
        self.what = what
        self.where = where
        self.cure = cure

    def __str__(self) -> str:
        place = f"{self.where}: " if self.where else ""
        cure = f" — {self.cure}" if self.cure else ""
        return f"{place}{self.what}{cure}"

    def __reduce__(self) -> tuple[object, ...]:
        return (_rebuild, (type(self), self.what, self.where, self.cure))


def _rebuild(kind: type[StudioError], what: str, where: str, cure: str) -> StudioError:
    """Errors cross process borders by pickle, which cannot call keyword-only arguments by itself."""
    return kind(what, where=where, cure=cure)


def why_unread(error: OSError | UnicodeError) -> str:
    """Why a file could not be read as text, in plain words."""
    if isinstance(error, UnicodeError):
        return "it is no text in UTF-8"
    return (error.strerror or str(error)).lower()


class ScriptError(StudioError):
    """The script cannot be read or holds nothing to shoot."""


class BibleError(StudioError):
    """A bible that a person wrote cannot be read."""


class FolderError(StudioError):
    """The production folder cannot be made, opened or written."""


class FolderBusyError(FolderError):
    """Another studio process holds the production."""


class NewerFolderError(FolderError):
    """The folder was written by a newer studio."""


class TakenOverError(FolderError):
    """Another process took the production over from this one."""


class SelectorError(StudioError):
    """A slate, take or selector names nothing in this production."""


class SettingsError(StudioError):
    """A value in studio.toml or on the command line is not usable."""


class MissingExtraError(StudioError):
    """A part needs an extra that is not installed."""


class LedgerError(StudioError):
    """An order, a cap or a settlement is not possible."""


class NotOnOrderError(LedgerError):
    """Nothing of that name is on order."""


class AnswerError(StudioError):
    """A language model's answer cannot be used."""


class RenderError(StudioError):
    """A renderer could not make a take."""


class ModelError(RenderError):
    """A local model cannot be loaded or run."""


class VoiceError(StudioError):
    """A voice engine could not make a recording."""


class MediaError(StudioError):
    """A media file is not what it should be."""


class ShotListError(StudioError):
    """A shot list that a person wrote cannot be read."""


class ConformError(StudioError):
    """An editor's cut cannot be read or taken over."""


class CoverageError(StudioError):
    """A shot list does not cover the script."""
