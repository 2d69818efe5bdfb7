// Looks again every two seconds and shows how far it is, until all is done.
const PAUSE = 2000; // milliseconds

async function lookAgain() {
    const here = document.querySelector("[data-progress]");
    const answer = await fetch(window.location.href).catch(() => null);
    if (answer?.ok) {
        const page = new DOMParser().parseFromString(await answer.text(), "text/html");
        const there = page.querySelector("[data-progress]");
        if (!there) {
            window.location.reload(); // it has come to an end: the page is another one now
            return;
        }
        const [old, now] = [here, there].map((part) => part.querySelector("progress"));
        old.max = now.max; // known once the work has begun
        old.value = now.value;
        here.querySelector("[role=status]").textContent =
            there.querySelector("[role=status]").textContent;
        if (now.value === now.max) {
            here.replaceWith(there);
            return;
        }
    }
    setTimeout(lookAgain, PAUSE);
}

setTimeout(lookAgain, PAUSE);
