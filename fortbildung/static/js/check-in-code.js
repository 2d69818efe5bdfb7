// The code on the wall renews itself; without a connection it says so and keeps trying.
const wall = document.querySelector("[data-wall]");
const image = wall?.querySelector("[data-image]");
const RETRY = 5;

function after(seconds) {
    setTimeout(renew, seconds * 1000);
}

async function renew() {
    const lost = wall.querySelector("[data-lost]");
    try {
        const response = await fetch(wall.dataset.wall, { headers: { Accept: "application/json" } });
        if (!response.ok || response.redirected) throw new Error("no code");
        const shown = await response.json();
        image.src = shown.image;
        wall.querySelector("[data-code]").textContent = shown.code;
        lost.hidden = true;
        after(shown.seconds);
    } catch {
        lost.hidden = false;
        after(RETRY);
    }
}

if (image) after(Number(wall.dataset.seconds));
