#!/usr/bin/env python3
"""Checks that every link of a built site leads somewhere in it: links.py SITE

Addresses of other sites are counted, not visited. Prints `N passed, N failed`.
"""

import sys
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import unquote, urlsplit


class Page(HTMLParser):
    """The links and anchors of a page."""

    def __init__(self) -> None:
        super().__init__()
        self.links: list[str] = []
        self.anchors: set[str] = set()

    def handle_starttag(self, tag: str, attributes) -> None:
        for name, value in attributes:
            if name in ("href", "src") and value and tag in ("a", "img", "link", "script"):
                self.links.append(value)
            if name in ("id", "name") and value:
                self.anchors.add(value)


def read(path: Path) -> Page:
    page = Page()
    page.feed(path.read_text(encoding="utf-8"))
    return page


def main() -> None:
    site = Path(sys.argv[1]).resolve()
    # The page for what is not found has links that begin at the site's own address.
    pages = {path: read(path) for path in site.rglob("*.html") if path.name not in ("404.html", "toc.html")}
    good = bad = foreign = 0
    for path, page in pages.items():
        for link in page.links:
            parts = urlsplit(link)
            if parts.scheme or parts.netloc:
                foreign += 1
                continue
            target = (path.parent / unquote(parts.path)).resolve() if parts.path else path
            if target.is_dir():
                target = target / "index.html"
            anchor = unquote(parts.fragment)
            there = target.exists() and (not anchor or target not in pages or anchor in pages[target].anchors)
            good, bad = good + there, bad + (not there)
            if not there:
                print(f"{path.relative_to(site)}: {link} leads nowhere")
    print(f"{len(pages)} pages, {foreign} links to other sites")
    print(f"{good} passed, {bad} failed")
    raise SystemExit(1 if bad or not good else 0)


if __name__ == "__main__":
    main()
