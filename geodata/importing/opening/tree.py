"""XML that others made, as a tree: no document type, no entity, no link is followed."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final
from xml.etree.ElementTree import ParseError

from defusedxml import ElementTree
from defusedxml.common import DefusedXmlException

from geodata.importing.limits import MAX_DEPTH, MAX_TAGS, TableError, check_columns

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

#: Files of tables and maps have no document type; one that has may define entities that unfold without end.
_DOCTYPES: Final = tuple(b"<!DOCTYPE".decode().encode(encoding) for encoding in ("utf-8", "utf-16-le", "utf-16-be"))
#: So far into a file a document type is looked for.
HEAD_BYTES: Final = 4096
#: Where XML begins: a byte order mark, white space, a tag; in UTF-16 with its zero bytes.
_START: Final = re.compile(rb"\A(?:\xef\xbb\xbf|\xff\xfe|\xfe\xff)?[\s\0]*<")
#: What may stand before the first tag: white space, instructions, comments; none is looked into twice.
_PROLOG: Final = re.compile(
    rb"\A(?:\xef\xbb\xbf|\xff\xfe|\xfe\xff)?(?>\s+|<\?(?>.*?\?>)|<!--(?>.*?-->))*+<[^!?]", re.DOTALL
)


def parse_xml(data: bytes) -> Element:
    """Return the root of XML.

    Raises ``TableError`` if it is none, is damaged, declares a document type, or has more tags or deeper ones than are
    read.
    """
    if not _START.match(data):
        raise TableError("The file is not XML, whatever its name says. Export it again.")
    refuse_document_type(data)
    tags = data.count(b"<")
    if tags > MAX_TAGS:
        raise TableError(f"The file has {tags:,} tags; at most {MAX_TAGS:,} are read. Split it.")
    try:
        root: Element = ElementTree.fromstring(data, forbid_dtd=True)
    except DefusedXmlException:
        raise TableError(
            "The file declares entities, which may expand without end, so it was not opened. Export it again."
        ) from None
    except (ParseError, ValueError, LookupError) as error:
        raise TableError(f"The file is not XML that can be read: {error}. Export it again.") from None
    _check_depth(root)
    return root


def tag_of(element: Element) -> str:
    """Return the name of an element without its namespace, of which KML alone has had four."""
    return element.tag.rpartition("}")[2] if isinstance(element.tag, str) else ""


def child_text(element: Element, tag: str) -> str | None:
    """Return the text of the first child of a name; ``None`` where there is none."""
    return next((child.text for child in element if tag_of(child) == tag), None)


def put_text(members: dict[str, str | None], name: str, text: str | None) -> None:
    """Add a text, under another name where there is one of its name already.

    Raises ``TableError`` if there are more names than columns are read.
    """
    check_columns(len(members) + 1)
    free, times = name, 2
    while free in members:
        free, times = f"{name} ({times})", times + 1
    members[free] = text


def _check_depth(root: Element) -> None:
    level = [root]
    for _ in range(MAX_DEPTH):
        level = [child for element in level for child in element]
        if not level:
            return
    raise TableError(
        f"The file nests its tags deeper than {MAX_DEPTH} levels, the most that are read. Export it again."
    )


def refuse_document_type(head: bytes) -> None:
    """Refuse XML that declares a document type, and with it may declare entities.

    Raises ``TableError`` if it does.
    """
    if any(doctype in head[:HEAD_BYTES] for doctype in _DOCTYPES):
        raise TableError(
            "The file declares a document type (DTD), which may expand without end. It was not opened. Export it anew."
        )


def refuse_long_prolog(head: bytes) -> None:
    """Refuse XML whose first tag is not in its head: a document type may stand behind a long comment.

    Raises ``TableError`` if it is not.

    >>> refuse_long_prolog(b"<?xml version='1.0'?><sst/>" + b" " * HEAD_BYTES)
    """
    if len(head) >= HEAD_BYTES and _PROLOG.match(head.replace(b"\0", b"")) is None:
        message = f"A part of the file has more than {HEAD_BYTES:,} bytes before its first tag: it was not opened."
        raise TableError(f"{message} Save it again.")
