// Stands in for @codemirror/language and @lezer/common, 20 KB compressed that nothing here
// would use: our colours come line by line, our completions from the server.
import { Facet } from "@codemirror/state";

export const indentUnit = Facet.define({ combine: (values) => values[0] ?? "    " });

function absent() {
  throw new Error("The editor is bundled without syntax trees.");
}

export class IndentContext {}
export class NodeProp {}
export const IterMode = {};
export {
  absent as ensureSyntaxTree,
  absent as getIndentUnit,
  absent as getIndentation,
  absent as indentString,
  absent as matchBrackets,
  absent as syntaxTree,
};
