"use strict";
// Without marks, hamzas, tatweel and the two letters that are often confused, as people type.
const plain = (text) =>
  text.normalize("NFKD").replace(/[\u0300-\u036f\u064b-\u065f\u0670\u0640]/g, "")
    .replace(/ى/g, "ي").replace(/ة/g, "ه").toLowerCase().trim();
const box = document.getElementById("filter"), stance = document.getElementById("stance");
if (box) {
  let items;
  const read = () => [...document.querySelectorAll("[data-filter]")]
    .map((element) => [element, plain(element.dataset.filter || element.textContent)]);
  const filter = () => {
    items ??= read(); // not before somebody searches: pages may be long
    const wanted = plain(box.value), kind = stance ? stance.value : "";
    let found = false;
    for (const [element, text] of items) {
      element.hidden = !text.includes(wanted) || (kind !== "" && element.dataset.stance !== kind);
      found ||= !element.hidden;
    }
    for (const rest of document.querySelectorAll(".rest")) rest.open = wanted !== "";
    box.parentElement.querySelector("output").hidden = found;
  };
  box.parentElement.hidden = false;
  box.addEventListener("input", filter);
  if (stance) stance.addEventListener("change", filter);
}
