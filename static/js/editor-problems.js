// Problems beside their lines: a sign in the margin, a line under the place, the words below.
// They are read from the list the server wrote, so both say the same.

import {
  Decoration,
  EditorView,
  GutterMarker,
  RangeSet,
  StateEffect,
  StateField,
  WidgetType,
  gutter,
} from "../vendor/codemirror-6.43.15.min.js";

const set = StateEffect.define();

class Words extends WidgetType {
  constructor(text, severity) {
    super();
    this.text = text;
    this.severity = severity;
  }

  eq(other) {
    return other.text === this.text && other.severity === this.severity;
  }

  toDOM() {
    const words = document.createElement("div");
    words.className = `beside beside--${this.severity}`;
    words.textContent = this.text;
    return words;
  }
}

class Sign extends GutterMarker {
  constructor(severity) {
    super();
    this.severity = severity;
  }

  eq(other) {
    return other.severity === this.severity;
  }

  toDOM() {
    const sign = document.createElement("span");
    sign.className = `sign sign--${this.severity}`;
    sign.textContent = this.severity === "error" ? "!" : "i";
    return sign;
  }
}

const nothing = { lines: [], decorations: Decoration.none, signs: RangeSet.empty };

const field = StateField.define({
  create: () => nothing,
  update(found, transaction) {
    for (const effect of transaction.effects) {
      if (effect.is(set)) {
        return effect.value;
      }
    }
    return transaction.docChanged
      ? {
          lines: found.lines,
          decorations: found.decorations.map(transaction.changes),
          signs: found.signs.map(transaction.changes),
        }
      : found;
  },
  provide: (from) => EditorView.decorations.from(from, (found) => found.decorations),
});

export const marks = [
  field,
  gutter({ class: "signs", markers: (view) => view.state.field(field).signs, initialSpacer: () => new Sign("error") }),
];

// The list as an effect: the worst of each line is said below it, with how many more there are.
export function marked(state, list, more) {
  const lines = new Map();
  for (const item of list.querySelectorAll("[data-line]")) {
    const number = Number(item.dataset.line);
    if (number <= state.doc.lines) {
      const said = [item.querySelector("[data-message]"), item.querySelector("[data-suggestion]")];
      const problem = {
        column: Number(item.dataset.column),
        severity: item.dataset.severity,
        text: said.map((part) => part?.textContent ?? "").join(" ").trim(),
      };
      lines.set(number, [...(lines.get(number) ?? []), problem]);
    }
  }
  const decorations = [];
  const signs = [];
  for (const [number, problems] of lines) {
    const line = state.doc.line(number);
    const worst = problems.find((one) => one.severity === "error") ?? problems[0];
    for (const problem of problems) {
      const from = Math.min(line.from + problem.column - 1, line.to);
      const word = /^[\w#^.-]+/.exec(state.sliceDoc(from, line.to));
      const to = word ? from + word[0].length : line.to;
      if (to > from) {
        decorations.push(Decoration.mark({ class: `mark-${problem.severity}` }).range(from, to));
      }
    }
    const others = problems.length > 1 ? ` (${more.replace("{n}", problems.length - 1)})` : "";
    const widget = new Words(worst.text + others, worst.severity);
    decorations.push(Decoration.widget({ widget, side: 1, block: true }).range(line.to));
    signs.push(new Sign(worst.severity).range(line.from));
  }
  return set.of({
    lines: [...lines.keys()].sort((a, b) => a - b),
    decorations: Decoration.set(decorations, true),
    signs: RangeSet.of(signs, true),
  });
}

// Go to the next line that has a problem, round the end to the first.
export function next(view, goto) {
  const { lines } = view.state.field(field);
  const here = view.state.doc.lineAt(view.state.selection.main.head).number;
  const found = lines.find((number) => number > here) ?? lines[0];
  if (found) {
    goto(found);
  }
  return true;
}
