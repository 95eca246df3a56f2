// Draws the specification that stands in the page, with the figures under the pointer. Expressions are interpreted, not
// evaluated (ast), so that the page can forbid eval; what the pointer tells is set as text, never as markup.
"use strict";

const place = document.getElementById("drawn");
const dark = JSON.parse(place.closest("[data-dark]").dataset.dark);
const told = document.createElement("div");
told.className = "told-by-pointer";
told.hidden = true;
document.body.append(told);

function tell(_, event, __, value) {
  const words = value && (typeof value === "object" ? Object.values(value)[0] : value);
  told.hidden = !words;
  told.textContent = words || "";
  told.style.left = Math.min(event.clientX + 12, window.innerWidth - 280) + "px";
  told.style.top = event.clientY + 14 + "px";
}

function isDark() { // the desk lets its reader choose; a page of its own asks the browser
  const chosen = document.documentElement.dataset.theme;
  return chosen ? chosen === "dark" : window.matchMedia("(prefers-color-scheme: dark)").matches;
}

function coloured(words) {
  if (!isDark()) return words;
  return words.replace(/"(#[0-9a-f]{6})"/g, (whole, light) => (dark[light] ? `"${dark[light]}"` : whole));
}

function show() {
  const spec = JSON.parse(coloured(document.getElementById("spec").textContent));
  const fresh = document.createElement("div");
  vegaEmbed(fresh, spec, { actions: false, ast: true, renderer: "canvas", defaultStyle: false, tooltip: tell })
    .then(() => {
      const heading = document.querySelector("h1");
      fresh.querySelector("canvas").setAttribute("aria-label", heading ? heading.textContent : document.title);
      place.replaceChildren(fresh);
    })
    .catch(() => {}); // the picture that came with the page stays
}

show();
window.matchMedia("(prefers-color-scheme: dark)").addEventListener("change", show);
