// Looks again how far a message is; without this script the page reloads by itself.
const PAUSE = 2000;

async function lookAgain() {
    const shown = document.querySelector("[data-live]");
    if (!shown || shown.dataset.live !== "yes") return;
    try {
        const answer = await fetch(window.location.href, { credentials: "same-origin" });
        const page = new DOMParser().parseFromString(await answer.text(), "text/html");
        const fresh = page.querySelector("[data-live]");
        if (!fresh) return;
        shown.replaceWith(fresh);
        const rows = page.querySelector("#recipients")?.closest("section");
        document.querySelector("#recipients")?.closest("section").replaceWith(rows);
    } catch {
        // the network is away for a moment
    }
    window.setTimeout(lookAgain, PAUSE);
}

window.setTimeout(lookAgain, PAUSE);
