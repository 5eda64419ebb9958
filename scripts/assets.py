# ruff: noqa: INP001 - a script, not part of the package
"""Copy what the pages use out of npm packages, and write down what was copied.

``make assets`` runs it after ``npm ci``. The copies are committed, so nobody who only
runs the product needs npm; ``static/vendor/manifest.json`` says what each file is,
under which licence, and its SHA-256.
"""

from __future__ import annotations

import hashlib
import json
import re
import shutil
import subprocess
import sys
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any
from xml.etree import ElementTree as ET

ROOT = Path(__file__).resolve().parent.parent
PACKAGES = ROOT / "node_modules"
STATIC = ROOT / "static"
VENDOR = STATIC / "vendor"

Row = dict[str, Any]
"""What the manifest says of one file."""

COPIES = (
    ("htmx.org", "dist/htmx.min.js", "htmx-{version}.min.js"),
    ("htmx.org", "LICENSE", "htmx.LICENSE"),
    (
        "@fontsource-variable/inter",
        "files/inter-latin-wght-normal.woff2",
        "inter-latin-{version}.woff2",
    ),
    (
        "@fontsource-variable/inter",
        "files/inter-latin-ext-wght-normal.woff2",
        "inter-latin-ext-{version}.woff2",
    ),
    ("@fontsource-variable/inter", "LICENSE", "inter.LICENSE"),
    ("lucide-static", "LICENSE", "lucide.LICENSE"),
)
"""Package, file in it, name under static/vendor/."""

EDITOR = ROOT / "scripts" / "codemirror"
_WITHOUT_TREES = ("@codemirror/language", "@lezer/common")
"""Packages that ``no-syntax-tree.js`` stands in for."""

_INPUT = re.compile(r"node_modules/((?:@[^/]+/)?[^/]+)/")


def main() -> None:
    """Copy the files, draw the sprite, bundle the editor, write the manifest."""
    rows = [_copy(package, source, name) for package, source, name in COPIES]
    rows += [_draw_sprite(), *_bundle_editor()]
    text = json.dumps(sorted(rows, key=lambda row: str(row["file"])), indent=2)
    (VENDOR / "manifest.json").write_text(text + "\n")
    sys.stdout.write(f"{len(rows)} files in static/, see vendor/manifest.json\n")


def _copy(package: str, source: str, name: str) -> Row:
    target = VENDOR / name.format(version=_about(package)["version"])
    for old in VENDOR.glob(name.format(version="[0-9]*")):
        old.unlink()
    if target.suffix == ".js":
        # The map is not shipped, and a browser would ask for it.
        code = (PACKAGES / package / source).read_text()
        target.write_text(re.sub(r"\n//# sourceMappingURL=.*", "", code))
    else:
        shutil.copyfile(PACKAGES / package / source, target)
    return _row(package, target)


def _bundle_editor() -> list[Row]:
    """Bundle what the studio's editor uses of CodeMirror, with all its licences."""
    whole = "@codemirror/view"
    for old in VENDOR.glob("codemirror-[0-9]*"):
        old.unlink()
    target = VENDOR / f"codemirror-{_about(whole)['version']}.min.js"
    with TemporaryDirectory() as folder:
        told = Path(folder) / "told.json"
        stand_in = EDITOR / "no-syntax-tree.js"
        subprocess.run(  # noqa: S603 - a locked package
            [
                PACKAGES / ".bin" / "esbuild",
                EDITOR / "bundle.js",
                *("--bundle", "--minify", "--format=esm", "--target=es2022"),
                *("--legal-comments=none", "--log-level=error"),
                *(f"--alias:{package}={stand_in}" for package in _WITHOUT_TREES),
                *(f"--outfile={target}", f"--metafile={told}"),
            ],
            check=True,
            cwd=ROOT,
        )
        (output,) = json.loads(told.read_text())["outputs"].values()
    names = (_INPUT.search(path) for path in output["inputs"])
    parts = sorted({name[1] for name in names if name})
    licences = [
        f"{part} {_about(part)['version']}\n\n{_licence(part)}" for part in parts
    ]
    terms = VENDOR / "codemirror.LICENSE"
    terms.write_text("\n\n".join(licences) + "\n")
    versions = {part: _about(part)["version"] for part in parts}
    row: Row = {**_row(whole, target), "parts": versions}
    return [row, _row(whole, terms)]


def _licence(package: str) -> str:
    return (PACKAGES / package / "LICENSE").read_text().strip()


def _draw_sprite() -> Row:
    """Put the icons named in icons.txt into one file of symbols."""
    symbols = []
    for name in sorted((VENDOR / "icons.txt").read_text().split()):
        drawing = PACKAGES / "lucide-static" / "icons" / f"{name}.svg"
        shapes = "".join(_shape(child) for child in _parse(drawing))
        symbols.append(f'<symbol id="{name}" viewBox="0 0 24 24">{shapes}</symbol>')
    sprite = STATIC / "icons.svg"
    head = '<svg xmlns="http://www.w3.org/2000/svg">'
    sprite.write_text("\n".join([head, *symbols, "</svg>"]) + "\n")
    return _row("lucide-static", sprite)


def _parse(drawing: Path) -> ET.Element:
    if not drawing.exists():
        sys.exit(f"“{drawing.stem}” in icons.txt is not one of Lucide's icons.")
    return ET.fromstring(drawing.read_text())  # noqa: S314 - from a locked package


def _shape(element: ET.Element) -> str:
    tag = element.tag.rpartition("}")[2]
    attributes = "".join(f' {name}="{value}"' for name, value in element.items())
    return f"<{tag}{attributes}/>"


def _row(package: str, file: Path) -> Row:
    about = _about(package)
    return {
        "file": file.relative_to(STATIC).as_posix(),
        "name": package,
        "version": about["version"],
        "licence": about["license"],
        "sha256": hashlib.sha256(file.read_bytes()).hexdigest(),
    }


def _about(package: str) -> dict[str, str]:
    text = (PACKAGES / package / "package.json").read_text()
    about: dict[str, str] = json.loads(text)
    return about


if __name__ == "__main__":
    main()
