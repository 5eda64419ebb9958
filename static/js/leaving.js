// Leaving a page whose form was changed and not saved asks first. A form says with
// data-unsaved whether it shows something that is not saved: "yes", or "no" until then.

const FORM = "form[data-unsaved]";
const KEEPS = /^(?:more:|save$)/; // buttons that redraw the form and change nothing

let before = ""; // what the form held when the page was opened
let touched = false;
let sent = false;

const form = () => document.querySelector(FORM);

function filled() {
  const fields = [...new FormData(form())];
  return JSON.stringify(fields.filter(([, value]) => value !== ""));
}

function unsaved() {
  return form()?.dataset.unsaved === "yes" || (touched && form() && filled() !== before);
}

function touch(event) {
  touched ||= event.target.form?.matches(FORM) ?? false;
}

if (form()) {
  before = filled();
}
document.addEventListener("input", touch);
document.addEventListener("change", touch);
document.addEventListener("htmx:before:request", (event) => {
  const button = event.detail.ctx.sourceElement;
  touched ||= Boolean(button?.form?.matches(FORM)) && !KEEPS.test(button.value);
});
document.addEventListener("submit", (event) => {
  sent = !event.defaultPrevented;
});
addEventListener("pageshow", () => {
  sent = false;
});
addEventListener("beforeunload", (event) => {
  if (!sent && unsaved()) {
    event.preventDefault();
  }
});
