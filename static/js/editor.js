// The text of a draft in an editor of its own. Everything it knows about the language it asks
// the server: what is wrong, what can stand somewhere, what a step looks like. Without this
// file the same text stands in a plain box.

import {
  EditorState,
  EditorView,
  autocompletion,
  completionKeymap,
  highlightActiveLine,
  highlightActiveLineGutter,
  history,
  historyKeymap,
  insertNewlineKeepIndent,
  keymap,
  lineNumbers,
  standardKeymap,
} from "../vendor/codemirror-6.43.15.min.js";
import { colours } from "./editor-colours.js";
import { marked, marks, next } from "./editor-problems.js";

const PAUSE = 250; // milliseconds without a key before the server is asked
const INDENT = 4;

const form = document.querySelector("[data-editor]");
const plain = form.elements.body;
const state = form.querySelector("[data-state]");
const saved = plain.value;

// --- asking the server

function fields(more) {
  const sent = new FormData();
  sent.set("csrf_token", form.elements.csrf_token.value);
  sent.set("body", view.state.doc.toString());
  for (const [name, value] of Object.entries(more)) {
    sent.set(name, value);
  }
  return sent;
}

async function ask(address, more, signal) {
  const answer = await fetch(address, {
    method: "POST",
    body: fields(more),
    headers: { "HX-Request": "true" },
    signal,
  });
  if (!answer.ok) {
    throw new Error(String(answer.status));
  }
  return answer;
}

function replaced(id, html) {
  const parsed = new DOMParser().parseFromString(html, "text/html");
  const fresh = parsed.getElementById(id);
  if (fresh) {
    document.getElementById(id).replaceWith(document.adoptNode(fresh));
  }
}

let asking = new AbortController();
let timer = 0;

async function look(checks) {
  asking.abort();
  asking = new AbortController();
  const { signal } = asking;
  try {
    if (checks) {
      const answer = await ask(form.dataset.check, {}, signal);
      replaced("problems", await answer.text());
      view.dispatch({ effects: marked(view.state, document.getElementById("problems"), form.dataset.more) });
    }
    const answer = await ask(form.dataset.preview, { line: here() }, signal);
    replaced("preview", await answer.text());
    tell();
  } catch (error) {
    if (error.name !== "AbortError") {
      state.textContent = form.dataset.late;
    }
  }
}

function later(checks) {
  clearTimeout(timer);
  timer = setTimeout(look, PAUSE, checks);
}

async function complete(context) {
  const line = context.state.doc.lineAt(context.pos);
  const column = context.pos - line.from + 1;
  const aborted = new AbortController();
  context.addEventListener("abort", () => aborted.abort());
  try {
    const answer = await ask(form.dataset.complete, { line: line.number, column }, aborted.signal);
    const found = await answer.json();
    if (!context.explicit && found.column === column && !/[#({.`]$/.test(line.text.slice(0, column - 1))) {
      return null; // nothing is written yet: only Ctrl + Space opens the list
    }
    return {
      from: line.from + found.column - 1,
      options: found.options.map((one) => ({ label: one.label, detail: one.detail })),
      validFor: /^[\w#.-]*$/,
    };
  } catch {
    return null;
  }
}

// --- the editor

function here() {
  return view.state.doc.lineAt(view.state.selection.main.head).number;
}

function tell() {
  plain.value = view.state.doc.toString();
  form.elements.line.value = here();
  state.textContent = plain.value === saved ? "" : form.dataset.unsaved;
}

function goto(number) {
  const line = view.state.doc.line(Math.min(Math.max(number, 1), view.state.doc.lines));
  view.dispatch({
    selection: { anchor: line.from },
    effects: EditorView.scrollIntoView(line.from, { y: "center" }),
  });
  view.focus();
}

function indent({ state: now, dispatch }) {
  const column = now.selection.main.head - now.doc.lineAt(now.selection.main.head).from;
  dispatch(now.update(now.replaceSelection(" ".repeat(INDENT - (column % INDENT))), { userEvent: "input" }));
  return true;
}

function outdent({ state: now, dispatch }) {
  const line = now.doc.lineAt(now.selection.main.head);
  const spaces = /^ {1,4}/.exec(line.text);
  if (spaces) {
    dispatch(now.update({ changes: { from: line.from, to: line.from + spaces[0].length } }));
  }
  return true;
}

function save() {
  form.requestSubmit();
  return true;
}

const keys = [
  { key: "Mod-s", run: save },
  { key: "F8", run: () => next(view, goto) },
  { key: "Enter", run: insertNewlineKeepIndent },
  { key: "Tab", run: indent, shift: outdent },
];

let line = 0;

function changed(update) {
  if (update.docChanged) {
    tell();
    later(true);
  } else if (update.selectionSet && here() !== line) {
    tell();
    later(false);
  }
  line = here();
}

// A shadow root makes CodeMirror use constructable style sheets, which the policy of the
// page allows without a nonce.
function mount() {
  const host = document.createElement("div");
  host.className = "script__live";
  const root = host.attachShadow({ mode: "open" });
  const look = document.createElement("link");
  look.rel = "stylesheet";
  look.href = form.dataset.look;
  const box = document.createElement("div");
  box.className = "box";
  root.append(look, box);
  form.querySelector("[data-box]").append(host);
  plain.hidden = true;
  return new EditorView({
    parent: box,
    root,
    state: EditorState.create({
      doc: saved,
      extensions: [
        marks,
        lineNumbers(),
        highlightActiveLine(),
        highlightActiveLineGutter(),
        history(),
        colours,
        autocompletion({ override: [complete], activateOnTypingDelay: 120, icons: false }),
        keymap.of([...completionKeymap, ...keys, ...historyKeymap, ...standardKeymap]),
        EditorView.lineWrapping,
        EditorView.scrollMargins.of(() => ({ top: 24, bottom: 72 })), // room for words below a line
        EditorView.contentAttributes.of({ "aria-label": form.dataset.label, spellcheck: "true" }),
        EditorView.updateListener.of(changed),
      ],
    }),
  });
}

const view = mount();
view.scrollDOM.tabIndex = 0; // the scroll box itself must be reachable
view.scrollDOM.setAttribute("role", "group");
view.scrollDOM.setAttribute("aria-label", form.dataset.scroller);
for (const words of form.querySelectorAll("[data-without]")) {
  words.hidden = true;
}
for (const words of form.querySelectorAll("[data-with]")) {
  words.hidden = false;
}
view.dispatch({ effects: marked(view.state, document.getElementById("problems"), form.dataset.more) });
if (Number(form.dataset.line) > 1) {
  goto(Number(form.dataset.line));
}

document.addEventListener("click", (event) => {
  const link = event.target.closest("[data-goto]");
  if (link) {
    event.preventDefault();
    goto(Number(link.dataset.goto));
  }
});

let leaving = false;
form.addEventListener("submit", () => {
  tell();
  leaving = true;
});
addEventListener("beforeunload", (event) => {
  if (!leaving && view.state.doc.toString() !== saved) {
    event.preventDefault();
  }
});
addEventListener("pageshow", () => {
  leaving = false;
});
