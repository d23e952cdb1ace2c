/* Follows an errand to a card, and brings the code that stands behind # back by itself. Without it
   the page has a button that asks anew, and a field for the code. It never signs in by asking. */
"use strict";
(() => {
  const line = document.getElementById("card-state");
  const form = document.getElementById("card-finish");
  const shown = document.getElementById("card-shown");
  const code = new URLSearchParams(location.hash.slice(1)).get("fc");
  if (code) {
    history.replaceState(null, "", location.pathname + location.search);
    if (form) {
      form.elements.namedItem("fc").value = code;
      form.requestSubmit ? form.requestSubmit() : form.submit();
      return;
    }
    if (shown) {
      shown.querySelector("b").textContent = code;
      shown.hidden = false;
    }
  }
  if (!line) return;
  const ask = () => fetch(line.dataset.poll, { credentials: "same-origin", cache: "no-store" })
    .then((answer) => answer.ok ? answer.json() : Promise.reject(answer.status))
    .then((told) => {
      if (told.state === line.dataset.state) return;
      line.dataset.state = told.state;
      if (told.state in line.dataset) line.querySelector("b").textContent = line.dataset[told.state];
      else location.replace(location.pathname);
    })
    .catch(() => undefined)
    .then(() => setTimeout(ask, 2000));
  setTimeout(ask, 2000);
})();
