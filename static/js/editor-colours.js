// Colours for the text, line by line. They only help the eye: what a line means is said by
// the server alone.

import { Decoration, ViewPlugin } from "../vendor/codemirror-6.43.15.min.js";

const TEXT = 0;
const FRONT = 1;
const CODE = 2;
const COMMENT = 3;

const POINTS = /[+-]\d+\b/g;
const BLANKS = /(?<!\\)\{[^{}]*\}/g;
const MOVE = /^(\s*-\s*\[)(.*?)(\]\()([^)]*)(\))(\s*\^[\w-]+)?/;
const FACT = /^(\s*-\s+)([a-z_]+:)(.*)$/;
const SPEECH = /^(\*\*)([^*(]*)(\([^*]*\))?(:\*\*)/;
const IF = /(?:^|\s)if\s.*$/;

// What a line is depends on what was opened above it.
function after(kind, text, number) {
  if (number === 1 && text === "---") {
    return FRONT;
  }
  if (kind === FRONT) {
    return text === "---" ? TEXT : FRONT;
  }
  if (kind === CODE) {
    return /^\s*(?:```|~~~)\s*$/.test(text) ? TEXT : CODE;
  }
  if (kind === COMMENT) {
    return text.includes("-->") ? TEXT : COMMENT;
  }
  if (/^ {0,3}(?:```|~~~)/.test(text)) {
    return CODE;
  }
  return text.lastIndexOf("<!--") > text.lastIndexOf("-->") ? COMMENT : TEXT;
}

function pieces(text) {
  const found = [];
  const add = (from, length, name) => length && found.push([from, from + length, name]);
  const all = (pattern, from, part, name) => {
    for (const match of part.matchAll(pattern)) {
      add(from + match.index, match[0].length, typeof name === "string" ? name : name(match[0]));
    }
  };
  const heading = /^##(?!#).*/.exec(text);
  const move = MOVE.exec(text);
  const fact = FACT.exec(text);
  const speech = SPEECH.exec(text);
  if (heading) {
    add(0, text.length, "heading");
  } else if (move) {
    const [, open, label, middle, target, close, id = ""] = move;
    const at = open.length + label.length;
    add(0, open.length, "bracket");
    add(open.length, label.length, label.startsWith("`") ? "action" : "say");
    add(at, middle.length, "bracket");
    add(at + middle.length, target.length, "target");
    add(at + middle.length + target.length, close.length, "bracket");
    add(at + middle.length + target.length + close.length, id.length, "id");
  } else if (fact) {
    const [, dash, key, value] = fact;
    const start = dash.length + key.length;
    add(0, start, "key");
    const condition = key === "if:" ? { index: 0, 0: value } : IF.exec(value);
    const head = condition ? value.slice(0, condition.index) : value;
    all(POINTS, start, head, (points) => (points.startsWith("+") ? "plus" : "minus"));
    if (condition) {
      add(start + condition.index, condition[0].length, "condition");
    }
  } else if (speech) {
    const [, , name, when = ""] = speech;
    add(2, name.length, "name");
    add(2 + name.length, when.length, "condition");
    all(BLANKS, 0, text, "blank");
  } else {
    all(/<!--.*?-->/g, 0, text, "comment");
    all(BLANKS, 0, text, "blank");
  }
  return found;
}

const names = {};

function mark(name) {
  names[name] ??= Decoration.mark({ class: `tok-${name}` });
  return names[name];
}

function coloured(view) {
  const found = [];
  const end = view.viewport.to;
  let kind = TEXT;
  for (let number = 1; number <= view.state.doc.lines; number += 1) {
    const line = view.state.doc.line(number);
    if (line.from > end) {
      break;
    }
    const before = kind;
    kind = after(kind, line.text, number);
    if (line.to < view.viewport.from || !line.length) {
      continue;
    }
    if (kind === FRONT || before === FRONT) {
      found.push(mark("front").range(line.from, line.to));
    } else if (kind !== TEXT || before !== TEXT) {
      found.push(mark("comment").range(line.from, line.to));
    } else {
      for (const [from, to, name] of pieces(line.text)) {
        found.push(mark(name).range(line.from + from, line.from + to));
      }
    }
  }
  return Decoration.set(found, true);
}

export const colours = ViewPlugin.fromClass(
  class {
    constructor(view) {
      this.decorations = coloured(view);
    }

    update(update) {
      if (update.docChanged || update.viewportChanged) {
        this.decorations = coloured(update.view);
      }
    }
  },
  { decorations: (plugin) => plugin.decorations },
);
