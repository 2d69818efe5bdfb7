// Whoever is chosen stays chosen while one turns pages, searches or sorts, in this window only.
// Without it each page is chosen from by itself, or everybody found.
const PREFIX = "chosen ";
const NOT_A_FILTER = ["page", "sort", "columns", "message"];

const form = document.querySelector("[data-roster]");

if (form) {
    const address = new URL(window.location.href);
    const key = `${PREFIX}${address.pathname} ${address.searchParams.get("message") ?? ""}`;
    const filter = [...address.searchParams]
        .filter(([name, value]) => value && !NOT_A_FILTER.includes(name)).sort().join("&");
    const boxes = [...form.querySelectorAll('input[name="enrolment"]')];
    const here = boxes.map((box) => box.value);
    const [all, page, said, clear] = ["all", "page", "said", "clear"]
        .map((name) => form.querySelector(`[data-${name}]`));
    const elsewhere = addHidden("enrolment");
    const without = addHidden("without");
    let last = null;

    // Either who is ticked, or everybody the filter finds but those left out.
    let chosen = JSON.parse(sessionStorage.getItem(key)) ?? { all: null, ticked: [], without: [] };
    if (chosen.all !== null && chosen.all !== filter) {
        chosen = { all: null, ticked: [], without: [] };
    }

    function addHidden(name) {
        const input = Object.assign(document.createElement("input"), { type: "hidden", name });
        return form.appendChild(input);
    }

    function show() {
        const everybody = chosen.all !== null;
        const listed = new Set(everybody ? chosen.without : chosen.ticked);
        boxes.forEach((box) => { box.checked = listed.has(box.value) !== everybody; });
        all.checked = everybody;
        const now = boxes.filter((box) => box.checked).length;
        page.checked = now === boxes.length;
        page.indeterminate = now > 0 && now < boxes.length;
        elsewhere.value = everybody ? "" : chosen.ticked.filter((pk) => !here.includes(pk)).join();
        elsewhere.disabled = !elsewhere.value;
        without.value = chosen.without.join();
        without.disabled = !everybody || !without.value;
        tell(everybody ? Number(all.dataset.all) - listed.size : listed.size, now);
        sessionStorage.setItem(key, JSON.stringify(chosen));
    }

    function tell(count, now) {
        const words = count > now ? said.dataset.elsewhere : said.dataset.here;
        said.textContent = words.replace("{n}", count).replace("{m}", count - now);
        clear.hidden = !count;
    }

    function choose(some, wanted) {
        const name = chosen.all === null ? "ticked" : "without";
        const list = new Set(chosen[name]);
        some.forEach((pk) => list[wanted === (name === "ticked") ? "add" : "delete"](pk));
        chosen[name] = [...list];
        show();
    }

    boxes.forEach((box, number) => {
        box.addEventListener("click", (event) => {
            const from = event.shiftKey && last !== null ? last : number;
            const [first, end] = [from, number].sort((a, b) => a - b);
            choose(here.slice(first, end + 1), box.checked);
            last = number;
        });
    });
    page.addEventListener("change", () => choose(here, page.checked));
    all.addEventListener("change", () => {
        chosen = { all: all.checked ? filter : null, ticked: [], without: [] };
        show();
    });
    clear.addEventListener("click", () => {
        chosen = { all: null, ticked: [], without: [] };
        show();
    });
    page.hidden = false;
    show();
}

// What was chosen has been used; coming back to the table one begins anew.
document.querySelectorAll("[data-uses-chosen]").forEach((used) => {
    used.addEventListener("submit", () => {
        Object.keys(sessionStorage)
            .filter((name) => name.startsWith(`${PREFIX}${used.dataset.usesChosen} `))
            .forEach((name) => sessionStorage.removeItem(name));
    });
});
