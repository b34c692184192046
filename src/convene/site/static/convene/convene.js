"use strict";
// Small comforts on top of pages that work without them.

// A citation mark opens its source in place; without this it jumps to the list of sources.
document.addEventListener("click", (event) => {
  const mark = event.target.closest("a.cite");
  const source = mark && document.getElementById(mark.hash.slice(1));
  if (!source || !HTMLElement.prototype.showPopover) return;
  event.preventDefault();
  document.querySelector(".source-card")?.remove();
  const card = document.createElement("div");
  card.className = "source-card";
  card.popover = "auto";
  card.tabIndex = -1;
  card.setAttribute("role", "note");
  card.append(...source.cloneNode(true).childNodes);
  mark.closest("sup").after(card);
  card.showPopover();
  const at = mark.getBoundingClientRect();
  card.style.top = `${window.scrollY + at.bottom + 6}px`;
  card.style.left = `${Math.max(8, Math.min(at.left, window.innerWidth - card.offsetWidth - 8))}px`;
  card.addEventListener("toggle", (change) => {
    if (change.newState === "closed") card.remove();
  });
});

// Menus close when one leaves them.
document.addEventListener("click", (event) => {
  for (const menu of document.querySelectorAll("details.menu[open]")) if (!menu.contains(event.target)) menu.open = false;
});
document.addEventListener("keydown", (event) => {
  if (event.key !== "Escape") return;
  for (const menu of document.querySelectorAll("details.menu[open]")) {
    menu.open = false;
    menu.querySelector("summary").focus();
  }
});

// From a search box the arrow keys lead into what it suggests; Escape leads back and takes the suggestions away.
document.addEventListener("keydown", (event) => {
  const box = event.target.closest("[data-leads]") || document.querySelector(`[data-leads="${event.target.closest("[id]:has(> .suggested)")?.id}"]`);
  if (!box || !["ArrowDown", "ArrowUp", "Escape"].includes(event.key)) return;
  const list = document.getElementById(box.dataset.leads);
  const stops = [box, ...list.querySelectorAll("a")];
  if (stops.length === 1) return;
  event.preventDefault();
  const at = stops.indexOf(event.target);
  if (event.key === "Escape") list.replaceChildren();
  stops[event.key === "Escape" ? 0 : Math.min(Math.max(at + (event.key === "ArrowDown" ? 1 : -1), 0), stops.length - 1)].focus();
});

// A refused form shows its summary of errors first.
document.querySelector(".errors")?.focus();

// Typing in a filter box hides the choices that do not match.
document.addEventListener("input", (event) => {
  const box = event.target.closest("[data-filters]");
  if (!box) return;
  const words = fold(box.value).split(/\s+/).filter(Boolean);
  const list = document.getElementById(box.dataset.filters);
  let shown = 0;
  for (const group of list.querySelectorAll(".group")) {
    let hits = 0;
    for (const choice of group.querySelectorAll("[data-words]")) {
      const hit = words.every((word) => fold(choice.dataset.words).includes(word));
      choice.hidden = !hit && !choice.querySelector(":checked");
      hits += hit;
    }
    group.hidden = words.length > 0 && hits === 0 && !group.querySelector(":checked");
    if (words.length) group.open = hits > 0;
    shown += hits;
  }
  const none = document.getElementById(`${list.id}-none`);
  if (none) none.hidden = shown > 0;
});
function fold(text) {
  return text.normalize("NFD").replace(/\p{Diacritic}/gu, "").toLowerCase();
}

// Near the limit of a field it is said how much still fits, and beyond it how much is too much.
document.addEventListener("input", ({ target }) => {
  const limit = Number(target.dataset.limit);
  if (!limit) return;
  const left = limit - [...target.value.trim()].length;
  let counter = target.nextElementSibling?.matches(".left") ? target.nextElementSibling : null;
  if (left > limit / 10) return counter?.remove();
  if (!counter) {
    counter = document.createElement("p");
    counter.className = "left small soft";
    counter.setAttribute("aria-live", "polite");
    target.after(counter);
  }
  const { left: fits, over } = document.body.dataset;
  counter.textContent = `${left < 0 ? over : fits} ${Math.abs(left)}`;
});

// What stands twice in one form is ticked twice; one button ticks all that is inside an element.
document.addEventListener("change", ({ target }) => {
  if (target.type !== "checkbox" || !target.closest("[data-twins]")) return;
  for (const twin of target.form.elements) {
    if (twin.name === target.name && twin.value === target.value) twin.checked = target.checked;
  }
}, true);
document.addEventListener("click", (event) => {
  const button = event.target.closest("[data-ticks]");
  if (!button) return;
  event.preventDefault();
  for (const box of document.querySelectorAll(`#${button.dataset.ticks} fieldset [type=checkbox]:not(:checked)`)) box.click();
});

for (const button of document.querySelectorAll("[data-print]")) {
  button.hidden = false;
  button.addEventListener("click", () => window.print());
}
