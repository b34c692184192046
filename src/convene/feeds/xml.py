"""XML read as a stream, without entities, document types or the network."""

from collections.abc import Iterator
from pathlib import Path

from lxml import etree

from convene.feeds import FeedError

CHUNK = 1 << 16


def elements(path: Path, *, root: str, tags: tuple[str, ...]) -> Iterator[etree._Element]:
    """Yield each element with one of the tags, which is forgotten when the next is asked for. Root
    and tags are compared without their namespaces, which publishers change.

    Raises FeedError when the file declares a document type or entities, is not whole, or has
    another root.
    """
    _check_declares_nothing(path)
    try:
        read = etree.iterparse(
            str(path),
            events=("start", "end"),
            resolve_entities=False,
            no_network=True,
            load_dtd=False,
            dtd_validation=False,
            huge_tree=False,
            remove_comments=True,
            remove_pis=True,
        )
        first = True
        for event, element in read:
            name = etree.QName(element).localname
            if first and name != root:
                raise FeedError(
                    f"{path.name}: this is XML of another kind: it holds <{name[:60]}>, not <{root}>"
                )
            first = False
            if event == "end" and name in tags:
                yield element
                _forget(element)
    except etree.XMLSyntaxError as error:
        raise FeedError(
            f"{path.name}: line {error.lineno}: this is not whole XML ({error.msg})"
        ) from error
    except OSError as error:
        raise FeedError(f"{path.name}: {error.strerror or 'the file cannot be read'}") from error


def root_of(path: Path) -> str:
    """Return the name of the first element of a file, without its namespace. Raises FeedError."""
    return etree.QName(_first(path)).localname


def attribute(path: Path, name: str) -> str:
    """Return an attribute of the first element of a file, nothing where it has none. Raises
    FeedError.
    """
    return str(_first(path).get(name, ""))


def _first(path: Path) -> etree._Element:
    _check_declares_nothing(path)
    try:
        read = etree.iterparse(
            str(path), events=("start",), resolve_entities=False, no_network=True, load_dtd=False
        )
        first: etree._Element = next(iter(read))[1]
    except (etree.XMLSyntaxError, StopIteration) as error:
        raise FeedError(f"{path.name}: this is not whole XML ({error})") from error
    except OSError as error:
        raise FeedError(f"{path.name}: {error.strerror or 'the file cannot be read'}") from error
    return first


def text(element: etree._Element, path: str) -> str:
    """Return the text of the first element at a path (`a/b`, without namespaces), evened out."""
    return next(texts(element, path), "")


def texts(element: etree._Element, path: str) -> Iterator[str]:
    """Yield each text at a path that is not empty, evened out."""
    for child in below(element, path):
        if words := " ".join("".join(map(str, child.itertext())).split()):
            yield words


def below(element: etree._Element, path: str) -> Iterator[etree._Element]:
    """Yield the elements at a path, whatever their namespaces."""
    return element.iterfind("/".join(f"{{*}}{name}" for name in path.split("/")))


def _forget(element: etree._Element) -> None:
    element.clear()
    parent = element.getparent()
    while parent is not None and element.getprevious() is not None:
        del parent[0]


def _check_declares_nothing(path: Path) -> None:
    """Refuse a document type before any parser sees it. NULs are dropped,
    so UTF-16 hides nothing.
    """
    tail = b""
    try:
        with path.open("rb") as stream:
            if not (chunk := stream.read(CHUNK)):
                raise FeedError(f"{path.name}: the file is empty")
            while chunk:
                plain = (tail + chunk).replace(b"\0", b"")
                if b"<!DOCTYPE" in plain or b"<!ENTITY" in plain:
                    raise FeedError(
                        f"{path.name}: the file declares entities or a document type, which no list needs; it was not read"
                    )
                tail = chunk[-32:]
                chunk = stream.read(CHUNK)
    except OSError as error:
        raise FeedError(f"{path.name}: {error.strerror}") from error
