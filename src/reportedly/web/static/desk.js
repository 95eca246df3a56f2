// What is nicer with JavaScript: search as you type, progress without reloading, keys in the review, dropping files.
"use strict";

// Single letters act only where nobody switched them off (WCAG 2.1.4), and never with Ctrl and its like.
function isNoKey(event) {
  return event.ctrlKey || event.metaKey || event.altKey || document.documentElement.hasAttribute("data-no-keys");
}

function searchAsYouType(input) {
  const box = input.closest("form").querySelector(".found");
  let timer = 0, last = "", asked = null;
  async function ask() {
    const words = input.value.trim();
    if (words === last) return;
    last = words;
    if (asked) asked.abort();
    if (words.length < 2) { box.hidden = true; return; }
    asked = new AbortController();
    try {
      const answer = await fetch("/search?only=part&q=" + encodeURIComponent(words), { signal: asked.signal });
      if (!answer.ok) { box.hidden = true; return; }
      box.innerHTML = await answer.text(); // our own page's part: the server has escaped all that is in it
      box.hidden = false;
    } catch (error) { if (error.name !== "AbortError") box.hidden = true; }
  }
  input.addEventListener("input", () => { clearTimeout(timer); timer = setTimeout(ask, 150); });
  input.addEventListener("keydown", (event) => { if (event.key === "Escape") { box.hidden = true; } });
  document.addEventListener("click", (event) => { if (!box.contains(event.target) && event.target !== input) box.hidden = true; });
}

function follow(place) {
  const timer = setInterval(async () => {
    try {
      const answer = await fetch(place.dataset.poll);
      if (!answer.ok) return;
      place.innerHTML = await answer.text();
      const state = place.querySelector("[data-state]").dataset.state;
      if (state !== "waiting" && state !== "reading") clearInterval(timer);
    } catch { /* the desk is away for a moment */ }
  }, 700);
}

function review(queue) {
  const items = [...queue.children].filter((item) => item.querySelector("form"));
  let here = -1;
  function go(to) {
    if (to < 0 || to >= items.length) return;
    here = to;
    items[here].focus({ preventScroll: true });
    items[here].scrollIntoView({ block: "center" });
  }
  queue.addEventListener("focusin", (event) => {
    const found = items.findIndex((item) => item.contains(event.target));
    if (found >= 0) here = found;
  });
  document.addEventListener("keydown", (event) => {
    if (isNoKey(event)) return;
    if (event.target.matches("input, textarea, select")) { if (event.key === "Escape" && here >= 0) items[here].focus(); return; }
    const at = items[Math.max(here, 0)];
    if (event.key === "j") go(here + 1);
    else if (event.key === "k") go(here - 1);
    else if (!at) return;
    else if (event.key === "w") at.querySelector("input[name=why]").focus();
    else if (event.key === "c") location.href = at.querySelector("a[data-key=c]").href;
    else if (event.key === "o") location.href = at.querySelector(".from a").href;
    else if (event.key === "a" || event.key === "r") { if (here >= 0) at.querySelector(`button[data-key="${event.key}"]`).click(); else { go(0); return; } }
    else return;
    event.preventDefault();
  });
  if (items.length) go(0);
}

function drop(form) {
  const place = form.querySelector(".drop"), input = form.querySelector("input[type=file]");
  for (const kind of ["dragenter", "dragover"]) form.addEventListener(kind, (event) => { event.preventDefault(); place.classList.add("over"); });
  for (const kind of ["dragleave", "drop"]) form.addEventListener(kind, () => place.classList.remove("over"));
  form.addEventListener("drop", (event) => { event.preventDefault(); if (event.dataTransfer.files.length) input.files = event.dataTransfer.files; });
}

// In the form that corrects a claim: what is selected in the report's text goes into a field, words and place. A text box
// counts in UTF-16; places in a report are code points. Where the box may hold other line ends, only the words are taken.
function select(form) {
  const box = form.querySelector("[data-text]");
  box.readOnly = false; // else the arrow keys move no caret in it; what would change it is stopped instead
  box.setAttribute("aria-readonly", "true");
  box.addEventListener("beforeinput", (event) => event.preventDefault());
  const points = (end) => [...box.value.slice(0, end)].length;
  for (const field of form.querySelectorAll("[data-stretch]")) {
    const words = field.querySelector("textarea"), at = field.querySelector("input"), name = field.dataset.stretch;
    const take = (keep) => {
      const from = box.selectionStart, to = box.selectionEnd;
      if (from === to) { box.focus(); return; }
      const said = box.value.slice(from, to).split(/\s+/).filter(Boolean).join(" ");
      const place = form.hasAttribute("data-exact") ? `${points(from)}-${points(to)}` : "";
      const rows = keep && words.value.trim() ? words.value.trim().split("\n").map((said, i) => [at.value.split(",")[i] || "", said]) : [];
      rows.push([place, said]);
      rows.sort((a, b) => parseInt(a[0], 10) - parseInt(b[0], 10));
      words.value = rows.map((row) => row[1]).join("\n");
      at.value = rows.every((row) => row[0].trim()) ? rows.map((row) => row[0].trim()).join(", ") : "";
    };
    const line = document.createElement("span");
    line.className = "buttons";
    for (const [label, keep] of [["Take the selected words", false], ["Add them", true]]) {
      const button = document.createElement("button");
      button.type = "button";
      button.textContent = label;
      button.setAttribute("aria-label", `${label}: ${name}`);
      button.addEventListener("click", () => take(keep));
      line.append(button);
    }
    field.append(line);
  }
}

function point(note) {
  const words = document.getElementById(note.dataset.words);
  if (!words) return;
  for (const [kind, on] of [["mouseenter", true], ["mouseleave", false], ["focusin", true], ["focusout", false]])
    note.addEventListener(kind, () => words.classList.toggle("lit", on));
}

document.querySelectorAll("[data-words]").forEach(point);
document.querySelectorAll("[data-find]").forEach(searchAsYouType);
document.querySelectorAll("[data-poll]").forEach(follow);
document.querySelectorAll(".queue").forEach(review);
document.querySelectorAll("[data-drop]").forEach(drop);
document.querySelectorAll("[data-correct]").forEach(select);
document.addEventListener("keydown", (event) => {
  if (isNoKey(event) || event.target.matches("input, textarea, select")) return;
  if (event.key === "/") { event.preventDefault(); document.querySelector("[data-find]").focus(); }
  if (event.key === "u") { const undo = document.querySelector(".did button"); if (undo) { event.preventDefault(); undo.click(); } }
});
