// What the text editor of the studio uses of CodeMirror; `make assets` bundles it into
// static/vendor. Everything named here is paid for by the page: add with care.
export { EditorState, Prec, RangeSet, StateEffect, StateField } from "@codemirror/state";
export {
  Decoration,
  EditorView,
  GutterMarker,
  ViewPlugin,
  WidgetType,
  gutter,
  highlightActiveLine,
  highlightActiveLineGutter,
  keymap,
  lineNumbers,
} from "@codemirror/view";
export {
  history,
  historyKeymap,
  insertNewlineKeepIndent,
  standardKeymap,
} from "@codemirror/commands";
export {
  autocompletion,
  completionKeymap,
  completionStatus,
  startCompletion,
} from "@codemirror/autocomplete";
