// Shows the sample again while the design is typed. Without this, it shows what is saved.
const PAUSE = 400; // milliseconds after the last key
const form = document.querySelector("[data-design]");
const paper = form.querySelector("img");
const hindrance = form.querySelector("[data-hindrance]");
let timer = 0;
let latest = 0;

async function show() {
    const mine = (latest += 1);
    const asked = { method: "POST", body: new FormData(form) };
    const answer = await fetch(form.dataset.design, asked).catch(() => null);
    if (mine !== latest || !answer) {
        return;
    }
    if (answer.ok) {
        const before = paper.src;
        paper.src = URL.createObjectURL(await answer.blob());
        URL.revokeObjectURL(before);
    }
    hindrance.textContent = answer.status === 422 ? await answer.text() : "";
    hindrance.hidden = answer.ok;
}

form.addEventListener("input", () => {
    clearTimeout(timer);
    timer = setTimeout(show, PAUSE);
});
