// The papers on the desk as tabs. Without this file they stand one below the other.

function choose(tabs, chosen) {
  for (const tab of tabs) {
    const on = tab === chosen;
    tab.setAttribute("aria-selected", String(on));
    tab.tabIndex = on ? 0 : -1;
    document.getElementById(tab.getAttribute("aria-controls")).hidden = !on;
  }
}

function moved(event, tabs) {
  const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
  const end = { Home: 0, End: -1 }[event.key];
  if (step === undefined && end === undefined) {
    return;
  }
  event.preventDefault();
  const here = tabs.indexOf(event.target);
  const next = step === undefined ? tabs.at(end) : tabs.at((here + step) % tabs.length);
  choose(tabs, next);
  next.focus();
}

function enliven(box) {
  box.classList.add("tabs--live");
  const list = document.createElement("div");
  list.className = "tabs__list";
  list.setAttribute("role", "tablist");
  const tabs = [...box.querySelectorAll(":scope > .tabs__panel")].map((panel, number) => {
    const heading = panel.querySelector("h2");
    const tab = document.createElement("button");
    tab.type = "button";
    tab.className = "tabs__tab";
    tab.id = `${heading.id}-tab`;
    tab.textContent = heading.textContent.trim();
    tab.title = tab.textContent;
    tab.setAttribute("role", "tab");
    panel.id = `${heading.id}-panel`;
    panel.setAttribute("role", "tabpanel");
    panel.setAttribute("aria-labelledby", tab.id);
    panel.tabIndex = 0;
    tab.setAttribute("aria-controls", panel.id);
    list.append(tab);
    return tab;
  });
  box.prepend(list);
  list.addEventListener("click", (event) => {
    const tab = event.target.closest("[role=tab]");
    if (tab) {
      choose(tabs, tab);
    }
  });
  list.addEventListener("keydown", (event) => moved(event, tabs));
  choose(tabs, tabs[0]);
}

function start() {
  for (const box of document.querySelectorAll("[data-tabs]:not(.tabs--live)")) {
    enliven(box);
  }
}

document.addEventListener("htmx:after:swap", start);
start();
