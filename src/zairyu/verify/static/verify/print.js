// The button appears only where it works; without script the browser's own menu prints the page.
for (const button of document.querySelectorAll("button.print")) {
  button.hidden = false;
  button.addEventListener("click", () => window.print());
}
