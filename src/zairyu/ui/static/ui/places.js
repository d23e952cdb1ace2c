/* Fills in the address of a postal code without loading the page anew. Without it the button sends the form. */
"use strict";
(() => {
  const told = (question) => {
    let line = question.querySelector(".q__said");
    if (!line) {
      line = document.createElement("p");
      line.className = "q__said"; line.setAttribute("role", "status");
      question.append(line);
    }
    return line;
  };
  const show = (form, question, box, found) => {
    question.querySelector(".q__towns")?.remove();
    told(question).textContent = found.say ?? found.address ?? "";
    if (found.towns) {
      question.insertAdjacentHTML("beforeend", found.towns);
      question.querySelector(".q__towns select").focus();
    }
    if (found.address) {
      box.value = found.address;
      box.dispatchEvent(new Event("input", { bubbles: true }));
      box.focus();
    }
  };
  document.addEventListener("click", (event) => {
    const button = event.target.closest('button[name="fill"]');
    const first = button && button.form?.querySelector(`button[name="fill"][value="${CSS.escape(button.value)}"][data-fills]`);
    const code = first && button.form.elements.namedItem(button.value);
    const box = first && document.getElementById(first.dataset.fills);
    if (!code || !box) return;
    event.preventDefault();
    const form = button.form;
    const asked = new URLSearchParams({ key: button.value, code: code.value, typed: box.value,
      csrfmiddlewaretoken: form.elements.namedItem("csrfmiddlewaretoken").value });
    const chosen = button.closest(".q__towns")?.querySelector("select");
    if (chosen) asked.set("place", chosen.value);
    // Where the answer does not come, the button does what it does without a script.
    fetch("/addresses", { method: "POST", body: asked, credentials: "same-origin" })
      .then((answer) => answer.ok && !answer.redirected ? answer.json() : Promise.reject(answer.status))
      .then((found) => show(form, first.closest(".q"), box, found))
      .catch(() => {
        const sent = document.createElement("input");
        sent.type = "hidden"; sent.name = "fill"; sent.value = button.value;
        form.append(sent); form.submit();
      });
  });
})();
