// What every page does a little better with JavaScript; all of it works without.

// The colour switch is a form that htmx posts; the answer says which colours are chosen.
document.addEventListener("htmx:after:swap", () => {
  const choice = document.getElementById("theme-switch")?.dataset.themeChoice;
  if (choice) {
    document.documentElement.dataset.theme = choice;
  }
});

// The line dropped: say so, keep everything as it is; the next answer takes it back.
function drop(dropped) {
  const note = document.getElementById("offline");
  if (note) {
    note.hidden = !dropped;
  }
}
document.addEventListener("htmx:error", (event) => drop(event.detail.error?.name !== "AbortError"));
document.addEventListener("htmx:after:request", () => drop(false));

// “Show” beside a password; without this file it is not there.
function reveal(button) {
  const input = document.getElementById(button.dataset.reveal);
  const hidden = input.type === "password";
  input.type = hidden ? "text" : "password";
  button.firstElementChild.textContent = hidden ? button.dataset.hide : button.dataset.show;
}
function offer() {
  for (const button of document.querySelectorAll("[data-reveal]")) {
    button.hidden = false;
  }
}
offer();
document.addEventListener("htmx:after:swap", offer);
document.addEventListener("click", (event) => {
  const button = event.target.closest("[data-reveal]");
  if (button) {
    reveal(button);
  }
});

// A plain form that was sent is not sent twice by a second click.
document.addEventListener("submit", (event) => {
  const form = event.target;
  if (form.getAttribute("aria-busy") === "true") {
    event.preventDefault();
  } else if (!form.hasAttribute("hx-post") && form.method === "post") {
    form.setAttribute("aria-busy", "true");
  }
});

// Coming back with the Back button shows the form as it was, ready to be sent again.
addEventListener("pageshow", () => {
  for (const form of document.querySelectorAll("form[aria-busy]")) {
    form.removeAttribute("aria-busy");
  }
});

// A print button is only useful where the page can print itself.
for (const button of document.querySelectorAll("[data-print]")) {
  button.hidden = false;
  button.addEventListener("click", () => print());
}
