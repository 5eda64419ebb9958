"""The examples of the guide's pages about messages, as libraries on disk."""

import re
from dataclasses import dataclass

from tests.structure.source import ROOT
from trainer.library import open_library

FOLDER = ROOT / "docs" / "guide" / "messages"
BASE = FOLDER / "the-example.md"
MENDED = "Mended:"
_ARROW = re.compile(r" ?←[^\n]*")
SCENARIO = "scenarios/late-parcel.md"

_BLOCK = re.compile(
    r"(?:^`(?P<file>[\w/.-]+)`(?P<how>[^\n]*):\n\n)?^```(?P<kind>\S*)\n(?P<text>.*?\n?)^```$",
    re.MULTILINE | re.DOTALL,
)
_REPEATED = re.compile(r"⟨(?P<text>[^⟨⟩]*?) × (?P<times>[\d,]+)⟩")
_NAMED = re.compile(r"⟨U\+([0-9A-F]{4})⟩")
_ALONG = re.compile(r"^Told along with it: .*$", re.MULTILINE)
_BEAT = re.compile(r"^##[ ]*(?P<id>[a-z][a-z0-9-]*)\b.*$", re.MULTILINE)
_KEY = re.compile(r"^(?P<key>[A-Za-z][\w ]*?):", re.MULTILINE)


@dataclass(frozen=True)
class Part:
    """One block of an example: where it goes, and what it says."""

    file: str
    kind: str
    text: str
    how: str = ""
    """What is said about the file: its encoding."""


@dataclass(frozen=True)
class Example:
    """What is wrong, and how it is mended."""

    code: str
    wrong: tuple[Part, ...]
    mended: tuple[Part, ...]
    along: frozenset[str] = frozenset()
    """Codes of what follows from the same mistake."""


def areas():
    """The pages that tell about messages, without the one with their base."""
    return sorted(page for page in FOLDER.glob("*.md") if page != BASE)


def sections(page):
    """Code → what its page says, as written."""
    return dict(_outside(page.read_text(encoding="utf-8")))


def _outside(text):
    """Cut a page at its second-level headings, but not at those inside blocks."""
    found, code, lines, fenced = [], "", [], False
    for line in text.splitlines(keepends=True):
        fenced ^= line.startswith("```")
        if line.startswith("## ") and not fenced:
            found.append((code, "".join(lines)))
            code, lines = line[3:].strip(), []
        else:
            lines.append(line)
    found.append((code, "".join(lines)))
    return found[1:]


def examples():
    """Every example of every page, in order."""
    for page in areas():
        for code, text in sections(page).items():
            wrong, _, mended = text.partition(f"\n{MENDED}\n")
            along = _ALONG.search(text)
            codes = re.findall(r"`([a-z-]+)`", along[0]) if along else ()
            yield Example(code, parts(wrong), parts(mended), frozenset(codes))


def parts(text):
    """The blocks of a text."""
    return tuple(
        Part(
            found["file"] or "",
            found["kind"],
            _spelt_out(found["text"]),
            found["how"] or "",
        )
        for found in _BLOCK.finditer(text)
    )


def _spelt_out(text):
    def repeated(found):
        times = int(found["times"].replace(",", ""))
        return "".join(
            found["text"].replace("⏎", "\n").replace("{n}", str(number))
            for number in range(1, times + 1)
        )

    named = _NAMED.sub(lambda found: chr(int(found[1], 16)), text)
    return _REPEATED.sub(repeated, named)


def base():
    """File → text of the library the examples are parts of."""
    return {part.file: part.text for part in parts(BASE.read_text(encoding="utf-8"))}


def composed(example_parts):
    """File → text of the library with the parts of an example put in their places."""
    files = base()
    for part in (part for part in example_parts if part.kind != "before"):
        file = part.file or _file_of(part)
        files[file] = _placed(part, files.get(file, ""))
    return files


def _file_of(part):
    if part.kind == "play":
        return "scenarios/late-parcel.play"
    if part.kind in ("clause", "policy-settings"):
        return "policies/claims.md"
    return SCENARIO


def _placed(part, into):
    text = part.text
    if part.kind.endswith("settings"):
        return _with_settings(into, text)
    if part.kind == "clause":
        return f"{into}\n{text}"
    if part.kind == "beat":
        return _with_beats(into, text)
    if part.kind == "move":
        return _with_move(into, text)
    return text


def _with_settings(into, text):
    """Put settings in place of those of their name; a second one stands below."""
    _, front, body = into.split("---\n", 2)
    done = set()
    for group in _grouped(text):
        key = _KEY.match(group)
        name = key["key"] if key else ""
        old = name not in done and re.search(
            rf"^{re.escape(name)}:.*\n(?:[ ]+.*\n)*", front, re.MULTILINE
        )
        start, end = old.span() if name and old else (len(front), len(front))
        front = front[:start] + group + front[end:]
        done.add(name)
    return f"---\n{front}---\n{body}"


def _grouped(text):
    """Cut settings before each name at the margin."""
    groups = [""]
    for line in text.splitlines(keepends=True):
        if _KEY.match(line):
            groups.append("")
        groups[-1] += line
    return [group for group in groups if group]


def _with_beats(into, text):
    plain = _ARROW.sub("", text)
    ids = [found["id"] for found in _BEAT.finditer(plain)]
    known = [found["id"] for found in _BEAT.finditer(into)]
    placed = False
    for id_ in dict.fromkeys(i for i in ids if i in known):
        found = re.search(rf"^## {id_}\n.*?(?=^## |\Z)", into, re.MULTILINE | re.DOTALL)
        into = (
            into[: found.start()]
            + ("" if placed else f"{text}\n")
            + into[found.end() :]
        )
        placed = True
    return into if placed else f"{into}\n{text}"


def _with_move(into, text):
    beats = list(_BEAT.finditer(into))
    end = beats[1].start()
    return f"{into[:end].rstrip()}\n{text}\n{into[end:]}"


def marked(files):
    """(File, line) of the arrows."""
    return [
        (file, number)
        for file, text in files.items()
        for number, line in enumerate(text.split("\n"), 1)
        if _ARROW.search(line)
    ]


def open_written(example_parts, folder):
    """Write the library of an example without its arrows, and open it."""
    latin = {part.file for part in example_parts if "Latin-1" in part.how}
    links = {part.file for part in example_parts if part.kind == "link"}
    for file, text in composed(example_parts).items():
        target = folder / file
        target.parent.mkdir(parents=True, exist_ok=True)
        encoding = "latin-1" if file in latin else "utf-8"
        plain = _ARROW.sub("", text)
        if file in links:
            outside = folder.parent / plain.removeprefix("→ ").strip()
            outside.write_text("", encoding="utf-8")
            target.symlink_to(outside)
        else:
            target.write_text(plain, encoding=encoding, newline="")
    return open_library(folder)
