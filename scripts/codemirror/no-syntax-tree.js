// Stands in for @codemirror/language and @lezer/common, 12 KB compressed that nothing here
// would use: our colours come line by line, our completions from the server, and Enter keeps
// the indent of the line above.
import { Facet } from "@codemirror/state";

const INDENT = 4; // columns, as facts of a move are indented

export const indentUnit = Facet.define({ combine: () => " ".repeat(INDENT) });

export function getIndentUnit() {
  return INDENT;
}

export function indentString(_state, columns) {
  return " ".repeat(columns);
}

function absent() {
  throw new Error("The editor is bundled without syntax trees.");
}

export class IndentContext {}
export class NodeProp {}
export const IterMode = {};
export {
  absent as ensureSyntaxTree,
  absent as getIndentation,
  absent as matchBrackets,
  absent as syntaxTree,
};
