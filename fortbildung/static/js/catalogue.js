// Finds while one types or chooses: asks for the same page and takes over what has changed.
// Without it the button “Show courses” does the same.
const PAUSE = 250; // milliseconds after the last key
const form = document.querySelector("[data-catalogue]");
let timer = 0;
let asking = null;

function address() {
    const asked = new URLSearchParams(new FormData(form));
    for (const [name, value] of [...asked]) {
        if (!value) asked.delete(name);
    }
    return `${form.action}${asked.size ? "?" : ""}${asked}`;
}

// Choices keep their place and their counts change; what has the focus keeps it.
function takeOverChoices(there) {
    for (const select of form.querySelectorAll("select")) {
        const chosen = select.value;
        const other = there.querySelector(`#${select.id}`);
        select.replaceChildren(...[...other.options].map((option) => option.cloneNode(true)));
        select.value = chosen;
        if (select.selectedIndex < 0) select.selectedIndex = 0; // the choice is no more
    }
}

// What was clicked or reached by Tab may be in a part that is new now.
function keepFocus(before) {
    if (!before || before.isConnected) return;
    const address = before.getAttribute("href");
    const same = address && document.querySelector(`main a[href="${CSS.escape(address)}"]`);
    (same || form.elements.q).focus({ preventScroll: true });
}

function takeOver(there) {
    const focused = document.activeElement;
    const open = document.querySelector(".map")?.open;
    takeOverChoices(there);
    for (const part of document.querySelectorAll("[data-part]")) {
        const other = there.querySelector(`[data-part="${part.dataset.part}"]`);
        if (part.dataset.part === "count") {
            part.textContent = other.textContent; // read out once, as a whole
        } else {
            part.replaceChildren(...other.cloneNode(true).childNodes);
        }
    }
    const map = document.querySelector(".map");
    if (map) map.open = open;
    keepFocus(focused);
}

async function find() {
    asking?.abort();
    asking = new AbortController();
    const where = address();
    try {
        const answer = await fetch(where, { signal: asking.signal });
        if (!answer.ok) return;
        takeOver(new DOMParser().parseFromString(await answer.text(), "text/html"));
        window.history.replaceState(null, "", where);
    } catch {
        // Overtaken by the next key, or offline: the button still works.
    }
}

form.addEventListener("input", () => {
    clearTimeout(timer);
    timer = setTimeout(find, PAUSE);
});

// On a telephone the results come first: the other filters unfold, as they do once one is in use.
const toggle = form.querySelector("[data-toggle]");

function fold(folded) {
    form.classList.toggle("filter--folded", folded);
    toggle.setAttribute("aria-expanded", String(!folded));
}

const IN_SIGHT = ["q", "view"];
const used = [...new FormData(form)].some(([name, value]) => value && !IN_SIGHT.includes(name));
toggle.hidden = false;
fold(!used);
toggle.addEventListener("click", () => fold(!form.classList.contains("filter--folded")));
