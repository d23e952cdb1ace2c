// Looks every two seconds whether the wallet has answered; without script a link does the same.
const waits = document.querySelector("[data-waiting]");

async function look() {
  try {
    const headers = { Accept: "application/json" };
    const said = await fetch(waits.dataset.waiting, { cache: "no-store", headers });
    if (!said.ok || (await said.json()).answered) {
      location.reload();
      return;
    }
  } catch {
    // No network for a moment: the next look may find it.
  }
  setTimeout(look, 2000);
}

if (waits) setTimeout(look, 2000);
