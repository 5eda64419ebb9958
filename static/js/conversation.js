// The role-play: scrolling, keys, the clock and the draft. The forms work without it.

const DRAFT_PAUSE = 800; // milliseconds without a key before the words are kept
const DRAFT_MOST = 20000; // characters; the server keeps no more, a closing page sends no more
const COUNT_FROM = 0.8; // of the most that can be sent: from there on the length is shown

function settle() {
  const log = document.getElementById("log");
  if (log) {
    log.scrollTop = log.scrollHeight;
  }
  for (const clock of document.querySelectorAll("[data-clock]:not([data-running])")) {
    count(clock);
  }
  for (const area of document.querySelectorAll("[data-limit]")) {
    measure(area);
  }
}

// A picture is as high as it is only once it is here; until then the log ends too early.
function unveil({ target }) {
  const log = target.closest?.("#log");
  if (log) {
    log.scrollTop = log.scrollHeight;
  }
}

// The keyboard starts in the conversation, and stays there instead of falling off the page
// with what was answered. In the box for own words a number is only typed, so where replies
// are open too the focus is on the log.
function attend() {
  if (document.activeElement === document.body) {
    const box = document.querySelector(".composer:not(:has(button.reply)) textarea");
    const log = document.getElementById("log");
    (box ?? log)?.focus({ preventScroll: true });
    if (log && !box) {
      log.dataset.quiet = "";
    }
  }
}

// Only one form of the desk is unfolded at a time, and while the old page is swapped for
// the new one it is the old one: a blank that could not be read is shown here.
function unfold() {
  const blank = document.querySelector(".desk__act [aria-invalid]");
  if (blank) {
    for (let box = blank; box; box = box.parentElement.closest("details")) {
      box.open = true;
    }
    blank.focus();
  }
}

// What was done at the desk is answered in the conversation: the form folds up, and on a
// phone the desk makes way.
let done = null;

function fold() {
  if (done && !document.querySelector("#stage [role=alert]")) {
    done.open = false;
    if (done.contains(document.activeElement)) {
      document.activeElement.blur();
    }
    if (matchMedia("(max-width: 60rem)").matches) {
      document.getElementById("desk").open = false;
    }
  }
  done = null;
}

function swapped() {
  settle();
  fold();
  unfold();
  attend();
}

// Inside the conversation numbers go to a reply, unless somebody is typing, and Enter says
// it; Ctrl+Enter sends what was typed.
function pressed(event) {
  delete document.getElementById("log")?.dataset.quiet;
  const typing = event.target.closest("input, textarea, select");
  if (typing?.matches("textarea") && event.key === "Enter" && (event.ctrlKey || event.metaKey)) {
    event.preventDefault();
    typing.form.requestSubmit(typing.form.querySelector("[data-send]"));
  } else if (!typing && event.target.closest("#stage") && /^[1-9]$/.test(event.key)) {
    document.querySelectorAll("button.reply")[Number(event.key) - 1]?.focus();
  }
}

// The server decides what was in time; this only shows how much is left.
function count(clock) {
  clock.dataset.running = "";
  const text = clock.querySelector("[data-clock-text]");
  const end = performance.now() + Number(clock.dataset.clock) * 1000;
  const timer = setInterval(() => {
    const left = Math.max(0, Math.ceil((end - performance.now()) / 1000));
    text.textContent = `${Math.floor(left / 60)}:${String(left % 60).padStart(2, "0")}`;
    clock.classList.toggle("clock--late", left <= 10);
    if (!clock.isConnected) {
      clearInterval(timer);
    } else if (left === 0 && !document.querySelector("#stage .htmx-request")) {
      // What is on its way was sent in time; a slow network has some seconds' grace.
      clearInterval(timer);
      document.querySelector("[data-clock-form]")?.requestSubmit();
    }
  }, 250);
}

// What is being typed is kept on the server, so leaving the page costs nothing.
const waiting = new Map();

function keep(area) {
  waiting.delete(area);
  const form = new FormData(area.form);
  form.set(area.name, area.value.slice(0, DRAFT_MOST));
  fetch(area.dataset.draft, { method: "POST", body: form, keepalive: true })
    .then(() => document.dispatchEvent(new CustomEvent("trainer:kept")))
    .catch(() => {
      // Offline: the words stay in the box and are kept with the next key.
    });
}

// Nothing that was pasted is cut: the length is said, and what is too long is not sent.
function measure(area) {
  const most = Number(area.dataset.limit);
  const length = area.value.length;
  const over = length > most;
  const words = over ? area.dataset.tooLong : length > most * COUNT_FROM ? area.dataset.soLong : "";
  const sentence = words.replace("{n}", length.toLocaleString(document.documentElement.lang));
  const note = area.parentElement.querySelector("[data-length]");
  if (note.textContent !== sentence) {
    note.textContent = sentence;
  }
  note.classList.toggle("error", over);
  area.setCustomValidity(over ? sentence : "");
}

function typed(event) {
  const area = event.target.closest("[data-draft]");
  if (area) {
    measure(area);
    clearTimeout(waiting.get(area));
    waiting.set(area, setTimeout(keep, DRAFT_PAUSE, area));
  }
}

function leaving() {
  for (const [area, timer] of waiting) {
    clearTimeout(timer);
    keep(area);
  }
}

// A sent answer needs no draft any more: what was waiting to be kept is dropped.
function sending(event) {
  done = event.target.closest(".desk__act");
  for (const timer of waiting.values()) {
    clearTimeout(timer);
  }
  waiting.clear();
}

// A clause that is opened is noted, once; whether that worked is nothing to wait for.
function opened({ target }) {
  const { lookup } = target.dataset;
  const form = document.getElementById("lookups");
  if (target.open && lookup && form) {
    delete target.dataset.lookup;
    const body = new FormData(form);
    body.set("clause", lookup);
    fetch(form.action, { method: "POST", body, headers: { "X-Quiet": "yes" }, keepalive: true }).catch(() => {
      target.dataset.lookup = lookup; // Offline: the next opening is noted instead.
    });
  }
}

document.addEventListener("toggle", opened, true); // like load, it does not bubble
document.addEventListener("load", unveil, true);
document.addEventListener("keydown", pressed);
document.addEventListener("input", typed);
document.addEventListener("submit", sending);
document.addEventListener("htmx:after:swap", swapped);
addEventListener("pagehide", leaving);
swapped();
