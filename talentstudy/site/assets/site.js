// Search, filters, the place on a page kept when the language changes, data shown in print. All else works without.
"use strict";

// Letters without accents: who types "etudiants" finds "étudiants".
function plain(text) {
  return text.normalize("NFKD").replace(/\p{Diacritic}/gu, "").toLowerCase();
}

function listen(form) {
  const entries = [...document.querySelectorAll("[data-entry]")];
  const words = entries.map((entry) => plain(`${entry.dataset.words ?? ""} ${entry.textContent}`));
  const input = form.querySelector("input[type=search]");
  const filters = [...form.querySelectorAll("[data-filter]")];
  const found = form.querySelector("[data-found]");
  const nothing = document.querySelector("[data-nothing]");

  function show() {
    const wanted = plain(input.value).split(/\s+/).filter(Boolean);
    let count = 0;
    entries.forEach((entry, at) => {
      const shown =
        wanted.every((word) => words[at].includes(word)) &&
        filters.every((one) => !one.value || entry.dataset[one.dataset.filter] === one.value);
      entry.hidden = !shown;
      count += shown ? 1 : 0;
    });
    found.textContent = String(count);
    nothing.hidden = count > 0;
  }

  form.hidden = false;
  form.addEventListener("submit", (event) => event.preventDefault());
  input.addEventListener("input", show);
  filters.forEach((one) => one.addEventListener("change", show));
  // A reset empties the fields after its event.
  form.addEventListener("reset", () => setTimeout(show));
  // A browser that goes back fills the fields again.
  show();
}

document.querySelectorAll("[data-search]").forEach(listen);

document.querySelectorAll(".languages a").forEach((link) => {
  link.addEventListener("click", () => {
    link.hash = location.hash;
  });
});

// Who follows a link to something folded wants it open.
function unfold() {
  const target = location.hash.length > 1 && document.getElementById(decodeURIComponent(location.hash.slice(1)));
  if (target) target.closest("details")?.setAttribute("open", "");
}
addEventListener("hashchange", unfold);
unfold();

addEventListener("beforeprint", () => {
  document.querySelectorAll(".figure details").forEach((one) => one.setAttribute("open", ""));
});
