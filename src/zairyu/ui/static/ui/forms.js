/* Makes long lists easier to search. Without it they stay ordinary lists. */
"use strict";
(() => {
  // Hiragana is found as katakana, full width as half width, whatever the case.
  const plain = (text) => text.normalize("NFKC").toLowerCase()
    .replace(/[\u3041-\u3096]/g, (sign) => String.fromCharCode(sign.charCodeAt(0) + 0x60))
    .replace(/[\s・·'’.,-]/g, "");

  const searchable = (list) => {
    const all = [...list.options].map((option) => ({
      option, words: plain(`${option.text} ${option.dataset.also ?? ""}`),
    }));
    const box = document.createElement("input");
    const label = document.createElement("label");
    const told = document.createElement("span");
    box.type = "search"; box.autocomplete = "off"; box.id = `${list.id}-find`; box.size = 16;
    label.htmlFor = box.id; label.textContent = list.dataset.find; label.className = "find__label";
    told.className = "find__found"; told.setAttribute("role", "status");
    box.addEventListener("input", () => {
      const wanted = plain(box.value);
      const kept = all.filter(({ option, words }) => option.value === "" || option.selected || words.includes(wanted));
      const chosen = list.value;
      list.replaceChildren(...kept.map(({ option }) => option));
      list.value = chosen;
      const found = all.filter(({ option, words }) => option.value !== "" && words.includes(wanted));
      told.textContent = wanted ? list.dataset.found.replace("#", found.length) : "";
      if (wanted && found.length === 1 && chosen !== found[0].option.value) {
        list.value = found[0].option.value;
        list.dispatchEvent(new Event("change", { bubbles: true }));
      }
    });
    box.addEventListener("keydown", (event) => {
      if (event.key === "Enter") { event.preventDefault(); list.focus(); }
    });
    const row = document.createElement("span");
    row.className = "find";
    row.append(label, box, told);
    list.before(row);
  };
  document.querySelectorAll("select[data-find]").forEach(searchable);
})();
