"use strict";
// Without marks, hamzas, tatweel and the two letters that are often confused, as people type names.
const plain = (text) =>
  text.normalize("NFKD").replace(/[\u0300-\u036f\u064b-\u065f\u0670\u0640]/g, "")
    .replace(/ى/g, "ي").replace(/ة/g, "ه").toLowerCase().trim();
const box = document.getElementById("filter");
const named = [...document.querySelectorAll("[data-name]")].map((element) => [element, plain(element.dataset.name)]);
box.parentElement.hidden = false;
box.addEventListener("input", () => {
  const wanted = plain(box.value);
  let found = false;
  for (const [element, name] of named) {
    element.hidden = !name.includes(wanted);
    found ||= !element.hidden;
  }
  for (const rest of document.querySelectorAll(".rest")) rest.open = wanted !== "";
  box.parentElement.querySelector("output").hidden = found;
});
