// Keys of the desk: a help for those who like them; every one of them is also a link or a button.
"use strict";
(() => {
  const STORE = "zairyu-desk-keys";
  const off = () => localStorage.getItem(STORE) === "off";
  const go = (selector) => { const found = document.querySelector(selector); if (found) { found.click(); } };
  const step = (by) => {
    const rows = [...document.querySelectorAll("[data-row]")];
    if (!rows.length) { return; }
    const at = rows.indexOf(document.activeElement);
    rows[Math.max(0, Math.min(rows.length - 1, at + by))].focus();
  };
  const paper = (by) => {
    const papers = [...document.querySelectorAll("[data-paper]")];
    const at = papers.findIndex((one) => one.hasAttribute("aria-current"));
    const next = papers[Math.max(0, Math.min(papers.length - 1, at + by))];
    if (next) { next.click(); }
  };
  const section = (number) => {
    const heads = document.querySelectorAll("#answers h3");
    if (heads[number - 1]) { heads[number - 1].scrollIntoView({ block: "start" }); }
  };
  const queue = () => { const link = document.querySelector('[aria-keyshortcuts="g q"]'); if (link) { link.click(); } };
  const search = () => { const box = document.querySelector("[data-search]"); if (box) { box.focus(); } };
  const keys = {
    j: () => step(1), k: () => step(-1), "[": () => paper(-1), "]": () => paper(1),
    ",": () => go('[data-key=","]'), ".": () => go('[data-key="."]'), r: () => go('[data-key="r"]'),
    m: () => go('[data-key="m"]'), d: () => go('[data-key="d"]'), "/": search,
    "?": () => go('[aria-keyshortcuts="?"]'),
  };
  let before = "";
  document.addEventListener("keydown", (event) => {
    const typing = event.target.closest("input, select, textarea, [contenteditable]");
    if (off() || typing || event.ctrlKey || event.metaKey || event.altKey) { return; }
    if (before === "g" && event.key === "q") { queue(); before = ""; return; }
    before = event.key;
    const number = Number(event.key);
    if (number >= 1 && number <= 9) { section(number); return; }
    if (keys[event.key]) { event.preventDefault(); keys[event.key](); }
  });
  const button = document.getElementById("keys-switch");
  if (button) {
    const label = () => { button.textContent = off() ? button.dataset.on : button.dataset.off; };
    button.hidden = false;
    button.addEventListener("click", () => { localStorage.setItem(STORE, off() ? "on" : "off"); label(); });
    label();
  }
})();
