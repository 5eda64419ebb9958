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
const REST = 1500; // and before it is asked to play every conversation, where that takes long
const QUICK = 0.25; // seconds; where playing them all takes no longer it is asked at once
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
  document.dispatchEvent(new CustomEvent("trainer:kept")); // a shared till sees that it is used
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
let took = Infinity; // what playing every conversation took the last time

async function check(whole, signal) {
  const answer = await ask(form.dataset.check, whole ? { whole: "yes" } : {}, signal);
  replaced("problems", await answer.text());
  const list = document.getElementById("problems");
  view.dispatch({ effects: marked(view.state, list, form.dataset.more) });
  if ("explored" in list.dataset) {
    took = Number(list.dataset.took);
  }
  stale = !("explored" in list.dataset || list.querySelector("[data-severity=error]"));
}

async function preview(signal) {
  const answer = await ask(form.dataset.preview, { line: here() }, signal);
  replaced("preview", await answer.text());
}

// Nothing is asked twice at a time: a new key makes the answer to an older one worthless.
function later(pause, job) {
  clearTimeout(timer);
  timer = setTimeout(async () => {
    asking.abort();
    asking = new AbortController();
    try {
      await job(asking.signal);
      tell();
    } catch (error) {
      if (error.name !== "AbortError") {
        state.textContent = form.dataset.late;
      }
    }
  }, pause);
}

function looked() {
  later(PAUSE, async (signal) => {
    const mine = timer;
    await check(took <= QUICK, signal);
    await preview(signal);
    if (stale && mine === timer) {
      later(REST, (rested) => check(true, rested));
    }
  });
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
let stale = true; // whether the text was changed since every conversation was played

function moved() {
  if (stale) {
    looked();
  } else {
    later(PAUSE, preview);
  }
}

function changed(update) {
  if (update.docChanged) {
    stale = true;
    tell();
    looked();
  } else if (update.selectionSet && here() !== line) {
    tell();
    moved();
  }
  line = here();
}

async function sheet() {
  const made = new CSSStyleSheet();
  try {
    made.replaceSync(await (await fetch(form.dataset.look)).text());
  } catch {
    // It looks plain, and works.
  }
  return made;
}

// A shadow root makes CodeMirror use constructable style sheets, which the policy of the
// page allows without a nonce.
function mount(look) {
  const host = document.createElement("div");
  host.className = "script__live";
  const root = host.attachShadow({ mode: "open" });
  root.adoptedStyleSheets = [look];
  const box = document.createElement("div");
  box.className = "box";
  root.append(box);
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
        EditorView.contentAttributes.of({
          "aria-label": form.dataset.label,
          "aria-description": form.querySelector("[data-with]").textContent,
          spellcheck: "true",
        }),
        EditorView.updateListener.of(changed),
      ],
    }),
  });
}

const view = mount(await sheet());
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
later(PAUSE, (signal) => check(true, signal));
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
