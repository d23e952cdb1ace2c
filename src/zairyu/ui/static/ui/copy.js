// Shows the copy buttons where the browser can copy; without script a tap selects the whole number.
if (navigator.clipboard) {
  for (const button of document.querySelectorAll("[data-copy]")) {
    button.hidden = false;
    button.addEventListener("click", async () => {
      await navigator.clipboard.writeText(button.dataset.copy);
      button.textContent = button.dataset.done;
      button.setAttribute("role", "status");
    });
  }
}
