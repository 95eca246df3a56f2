"""A picture in a caller's hands: shown by a notebook, or saved as SVG, PNG or a page."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any

from reportedly.model.pictures import Picture
from reportedly.pictures.pages import fragment, page
from reportedly.pictures.rendering import png, spec, svg

KINDS = (".svg", ".png", ".html")


@dataclass(frozen=True)
class View:
    """A picture with the ways in which it can be had."""

    picture: Picture

    def spec(self) -> dict[str, Any]:
        """The Vega-Lite specification, data included."""
        return spec(self.picture)

    def svg(self) -> str:
        """The picture as SVG."""
        return svg(self.picture)

    def png(self, scale: float = 2.0) -> bytes:
        """The picture as PNG, `scale` dots a pixel."""
        return png(self.picture, scale=scale)

    def html(self) -> str:
        """The picture as one page that needs nothing else."""
        return page(self.picture)

    def save(self, path: str | Path) -> None:
        """Writes it as its name ends: .svg, .png or .html. Raises ValueError where it ends otherwise, OSError."""
        Path(path).write_bytes(rendered(self.picture, Path(path).suffix))

    def _repr_html_(self) -> str:
        return fragment(self.picture)

    def _repr_mimebundle_(self, include: object = None, exclude: object = None) -> dict[str, str]:  # noqa: ARG002
        """What Jupyter asks for: HTML with the picture, its words and table, else SVG, else words alone."""
        return {
            "text/html": fragment(self.picture),
            "image/svg+xml": svg(self.picture),
            "text/plain": f"{self.picture.title}. {self.picture.says}",
        }


def rendered(picture: Picture, ending: str) -> bytes:
    """The picture as the bytes of a file that ends so. Raises ValueError where it ends otherwise."""
    if ending.lower() not in KINDS:
        raise ValueError(f"'{ending}' is none of {', '.join(KINDS)}")
    if ending.lower() == ".png":
        return png(picture)
    return (svg(picture) if ending.lower() == ".svg" else page(picture)).encode("utf-8")
