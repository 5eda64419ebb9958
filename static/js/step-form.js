// A step's form is redrawn by its buttons. What is typed while the answer is on its way
// stays, and so does the place on the page.

const FORM = "step-form";
const RENUMBERS = /^(?:up|down|copy|drop|drop-paragraph):/; // fields get other names then

let asked = null; // the request on its way
let typed = new Map(); // id of a field → the field, typed in since
let before = null; // how the page stood just before it was redrawn

const form = () => document.getElementById(FORM);

function wait(event) {
  const { ctx } = event.detail;
  const button = ctx.sourceElement;
  if (button.name !== "do" || button.form?.id !== FORM) {
    return;
  }
  asked = ctx;
  typed = new Map();
  if (RENUMBERS.test(button.value)) {
    button.form.inert = true;
    button.form.setAttribute("aria-busy", "true");
  }
}

function note(event) {
  const field = event.target;
  if (asked && field.id && field.form?.id === FORM) {
    typed.set(field.id, field);
  }
}

function leave(event) {
  if (asked && event.detail.ctx === asked) {
    const field = document.activeElement;
    const at = field?.form?.id === FORM && field !== asked.sourceElement ? field : null;
    before = { at, start: at?.selectionStart, end: at?.selectionEnd, y: scrollY };
  }
}

function retype() {
  for (const [id, old] of typed) {
    const field = document.getElementById(id);
    if (field && field !== old) {
      field.value = old.value;
      field.checked = old.checked;
      field.dispatchEvent(new Event("input", { bubbles: true }));
    }
  }
}

function refocus({ at, start, end, y }) {
  const field = at?.id && document.getElementById(at.id);
  if (field) {
    field.focus({ preventScroll: true });
    if (typeof start === "number") {
      field.setSelectionRange(start, end);
    }
  }
  scrollTo({ top: y, behavior: "instant" });
  const focused = document.activeElement;
  if (focused?.closest(`#${FORM}`)) {
    focused.scrollIntoView({ block: "nearest", behavior: "instant" });
  }
}

function arrive(event) {
  if (before && event.detail.ctx === asked) {
    const stood = before;
    asked = before = null;
    retype();
    refocus(stood);
  }
}

function end(event) {
  if (asked && event.detail.ctx === asked) {
    asked = before = null; // no answer came: everything stays as it is
  }
  if (!asked && form()?.inert) {
    form().inert = false;
    form().removeAttribute("aria-busy");
  }
}

document.addEventListener("htmx:before:request", wait);
document.addEventListener("input", note);
document.addEventListener("htmx:before:swap", leave);
document.addEventListener("htmx:after:swap", arrive);
document.addEventListener("htmx:finally:request", end);
