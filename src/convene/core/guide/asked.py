"""How people tell of problems, and how they ask for what no alliance may serve: all of it ours."""

from dataclasses import dataclass


@dataclass(frozen=True, kw_only=True)
class Sayings:
    """How people tell of one problem, by language."""

    challenge: str
    en: tuple[str, ...] = ()
    es: tuple[str, ...] = ()
    fr: tuple[str, ...] = ()

    def texts(self) -> tuple[str, ...]:
        return (*self.en, *self.es, *self.fr)


@dataclass(frozen=True, kw_only=True)
class Elsewhere:
    """Problems of other fields, by language: what is nearest to one of these is none of ours."""

    en: tuple[str, ...] = ()
    es: tuple[str, ...] = ()
    fr: tuple[str, ...] = ()

    def texts(self) -> tuple[str, ...]:
        return (*self.en, *self.es, *self.fr)


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
