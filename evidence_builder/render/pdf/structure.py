"""The logical structure: what a screen reader is told, in the order of reading.

Each piece of content on a page has a number there; this collects which element owns
which piece, and writes the tree both ways round (ISO 32000-1:2008, 14.7).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from evidence_builder.render.pdf.file import text

if TYPE_CHECKING:
    from evidence_builder.render.layout.boxes import Element
    from evidence_builder.render.pdf.file import PdfFile


class Node:
    """An element together with what is drawn for it."""

    __slots__ = ("alt", "box", "element", "home", "kids", "number", "parent", "role")

    def __init__(self, role: str, parent: Node | None, element: Element | None) -> None:
        self.role = role
        self.parent = parent
        self.element = element
        self.kids: list[Node | str] = []
        """What is inside; what stands on pages is in its final spelling."""
        self.home = 0
        """The first page that something of it stands on."""
        self.number = 0
        self.alt = ""
        self.box: tuple[float, float, float, float] | None = None
        if parent is not None:
            parent.kids.append(self)


class Tags:
    """The structure of one file while it is drawn."""

    def __init__(self, root: Element) -> None:
        self._nodes: dict[int, Node] = {}
        self._all: list[Node] = []
        self.root = self._grown(root, None)
        self._page = 0
        self._pieces: dict[int, list[Node]] = {}
        self._links: list[Node] = []

    def begin_page(self, page: int) -> None:
        """Say which page, by its object number, is drawn from now on."""
        self._page = page
        self._pieces[page] = []

    def node(self, element: Element) -> Node:
        """Return the node of an element."""
        return self._nodes[id(element)]

    def link_node(self, parent: Node, alt: str = "") -> Node:
        """Return a new link inside an element, and what is read out in its place."""
        node = Node("Link", parent, None)
        node.alt = alt
        self._all.append(node)
        return node

    def content(self, node: Node) -> int:
        """Return the number of a new piece of an element's content on this page."""
        pieces = self._pieces[self._page]
        number = len(pieces)
        pieces.append(node)
        page = self._page
        if not node.home:
            node.home = page
        if page == node.home:
            node.kids.append(str(number))
        else:
            # ISO 32000-1:2008, 14.7.4.2: its page, where that is not the element's.
            node.kids.append(f"<</Type/MCR/Pg {page} 0 R/MCID {number}>>")
        return number

    def annotation(self, node: Node, annotation: int, *, page_count: int) -> int:
        """Give an annotation to a link; return its key in the tree of parents."""
        page = self._page
        node.home = node.home or page
        # ISO 32000-1:2008, 14.7.4.3; ISO 14289-1:2014, 7.18.5.
        node.kids.append(f"<</Type/OBJR/Obj {annotation} 0 R/Pg {page} 0 R>>")
        self._links.append(node)
        # Keys of pages come first, one for each.
        return page_count + len(self._links) - 1

    def write(self, file: PdfFile) -> int:
        """Write the tree and return the number of its root."""
        tree = file.reserve()
        for node in self._all:
            node.number = file.reserve()
        for node in self._all:
            file.write(node.number, _spelled(node, tree))
        entries = []
        # The parent tree (ISO 32000-1:2008, 14.7.4.4) is a number tree (7.9.7).
        for key, nodes in enumerate(self._pieces.values()):
            owners = " ".join([f"{node.number} 0 R" for node in nodes])
            entries.append(f"{key}[{owners}]")
        for key, node in enumerate(self._links, len(self._pieces)):
            entries.append(f"{key} {node.number} 0 R")
        parents = file.add(f"<</Nums[{' '.join(entries)}]>>")
        file.write(
            tree,
            f"<</Type/StructTreeRoot/K {self.root.number} 0 R/ParentTree {parents} 0 R"
            f"/ParentTreeNextKey {len(entries)}>>",
        )
        return tree

    def _grown(self, element: Element, parent: Node | None) -> Node:
        top = Node(element.role, parent, element)
        waiting = [(element, top)]
        while waiting:
            current, node = waiting.pop()
            self._nodes[id(current)] = node
            self._all.append(node)
            if current.children:
                nodes = [
                    (child, Node(child.role, node, child)) for child in current.children
                ]
                waiting += reversed(nodes)
        return top


def _spelled(node: Node, tree: int) -> str:
    # ISO 32000-1:2008, 14.7.2, table 323.
    parent = node.parent.number if node.parent else tree
    kids = [kid if isinstance(kid, str) else f"{kid.number} 0 R" for kid in node.kids]
    inside = kids[0] if len(kids) == 1 else f"[{' '.join(kids)}]"
    page = f"/Pg {node.home} 0 R" if node.home else ""
    more = _attributes(node) if node.element else ""
    if node.alt:
        more = f"/Alt{text(node.alt)}"
    return f"<</S/{node.role}/P {parent} 0 R{page}{more}/K {inside}>>"


def _attributes(node: Node) -> str:
    element = node.element
    if element is None:
        return ""
    # ISO 32000-1:2008, 14.9.3 (Alt), 14.8.5.7 (tables), 14.8.5.4 (BBox);
    # ISO 14289-1:2014, 7.3 (figures), 7.5 (Scope).
    more = f"/Alt{text(element.alt)}" if element.alt else ""
    table = ""
    if element.scope:
        table += f"/Scope/{element.scope}"
    if element.columns > 1:
        table += f"/ColSpan {element.columns}"
    if element.summary:
        table += f"/Summary{text(element.summary)}"
    if table:
        more += f"/A<</O/Table{table}>>"
    if node.box:
        edges = " ".join(f"{edge:.2f}" for edge in node.box)
        more += f"/A<</O/Layout/BBox[{edges}]>>"
    return more
