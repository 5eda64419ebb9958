// A shared till that nobody uses shows nobody's page: after some quiet minutes it makes way
// for the sign-in page. Without this file the page asks for it by itself.

const LOOK_EVERY = 5000; // milliseconds; timers of a hidden page are late, clocks are not
const USED = "till-used"; // when any tab of this browser last asked the server for something

const { quietSeconds, quietAddress } = document.body.dataset;

function used() {
  try {
    localStorage.setItem(USED, String(Date.now()));
  } catch {
    // Storage is off: this tab counts for itself.
  }
  last = Date.now();
}

function look() {
  let elsewhere = 0;
  try {
    elsewhere = Number(localStorage.getItem(USED));
  } catch {
    // As above.
  }
  if (Date.now() - Math.max(last, elsewhere) >= Number(quietSeconds) * 1000) {
    location.replace(quietAddress);
  }
}

let last = Date.now();
used();
document.addEventListener("htmx:after:request", used);
document.addEventListener("trainer:kept", used);
document.addEventListener("visibilitychange", look);
addEventListener("pageshow", look);
setInterval(look, LOOK_EVERY);
