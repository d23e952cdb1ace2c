/* Searches long lists while one types. Without it the same box is read when the page is sent. */
"use strict";
(() => {
  // As questionnaire.finding.plain: no width, case, accent, sign or long vowel counts.
  const plain = (text) => text.normalize("NFKC").toLowerCase()
    .replace(/[\u00c0-\u024f]/g, (sign) => sign.normalize("NFD")[0])
    .replace(/[\u30a1-\u30f6]/g, (sign) => String.fromCharCode(sign.charCodeAt(0) - 0x60))
    .replace(/[\s・·'’‘.,\-()（）/ー〈〉「」]/g, "").replace(/uu/g, "u").replace(/oo|ou/g, "o");

  const searchable = (box) => {
    const told = box.parentElement.querySelector(".find__found");
    const lists = [...document.querySelectorAll(`select[data-find="${CSS.escape(box.id)}"]`)];
    const all = lists.map((list) => [...list.options]);
    const fits = (option, wanted) => option.value !== "" && (option.dataset.also ?? "").includes(wanted);
    box.addEventListener("input", () => {
      const wanted = plain(box.value);
      lists.forEach((list, place) => {
        const chosen = list.value;
        list.replaceChildren(...all[place].filter((option) =>
          option.value === "" || option.value === chosen || !wanted || fits(option, wanted)));
        list.value = chosen;
      });
      const found = all[0].filter((option) => fits(option, wanted));
      told.textContent = wanted ? box.dataset.found.replace("#", found.length) : "";
      const only = wanted && found.length === 1 ? found[0].value : "";
      const free = lists.find((list) => list.value === "") ?? lists[0];
      if (only && lists.every((list) => list.value !== only)) {
        free.value = only;
        free.dispatchEvent(new Event("change", { bubbles: true }));
      }
    });
    box.addEventListener("keydown", (event) => {
      if (event.key === "Enter") { event.preventDefault(); lists[0].focus(); }
    });
    // What is in the list counts; the search need not be sent once something is chosen from it.
    lists.forEach((list) => list.addEventListener("change", (event) => {
      if (event.isTrusted && list.value) box.value = "";
    }));
  };
  document.querySelectorAll('.find > input[type="search"]').forEach(searchable);
})();
