"""How people tell of problems, and how they ask for what no alliance may serve: all of it ours."""

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, kw_only=True)
class Texts:
    """The same kind of thing said in several ways, by language."""

    en: tuple[str, ...] = ()
    es: tuple[str, ...] = ()
    fr: tuple[str, ...] = ()

    @property
    def by_language(self) -> Mapping[str, tuple[str, ...]]:
        return {"en": self.en, "es": self.es, "fr": self.fr}

    def texts(self) -> tuple[str, ...]:
        return (*self.en, *self.es, *self.fr)


@dataclass(frozen=True, kw_only=True)
class Sayings(Texts):
    """How people tell of one problem."""

    challenge: str


@dataclass(frozen=True, kw_only=True)
class Asking:
    """Beginnings of words, folded: what asks for something, and what says that it is about
    protection or repair.
    """

    wanted: tuple[str, ...] = ()
    begins: tuple[str, ...] = ()
    """What asks where a sentence begins with it: send, find, contratar, punir."""
    veto: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Aim:
    """Beginnings of words, folded, by which somebody asks for a prohibited purpose: what is to be
    done, and about whom or how.
    """

    prohibited: str
    act: tuple[str, ...]
    whom: tuple[str, ...]
