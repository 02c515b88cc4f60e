// While the record is brought up to date: says how far that is, and opens the page when it is done.

const EVERY = 1000;
const far = document.getElementById("far");

async function look() {
  try {
    const answer = await fetch(window.location.href, { headers: { accept: "application/json" } });
    if (answer.status !== 503) {
      window.location.reload();
      return;
    }
    far.textContent = (await answer.json()).error;
  } catch {
    // The workbench does not answer just now; it is asked again.
  }
  setTimeout(look, EVERY);
}

setTimeout(look, EVERY);
