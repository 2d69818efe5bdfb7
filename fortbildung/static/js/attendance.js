// The attendance sheet: the keyboard moves through it, sums follow at once. It works without.
const GONE = new Set(["absent", "excused"]);
const numbers = new Intl.NumberFormat(document.documentElement.lang || "de", {
    minimumFractionDigits: 2,
    maximumFractionDigits: 2,
});

const controls = (node) => [...node.querySelectorAll("select, input")];
const inSight = (node) => [...node.querySelectorAll("select, input, summary")].filter((each) => each.checkVisibility());
const partOf = (control) => control.name.split("-").pop();

function part(cell, name) {
    return controls(cell).find((control) => partOf(control) === name);
}

function minutesOf(cell) {
    const choice = part(cell, "choice").value;
    if (!choice || GONE.has(choice)) return 0;
    const missed = ["late", "early", "away"].map((name) => Number(part(cell, name)?.value) || 0);
    return Math.max(Number(cell.dataset.minutes) - missed.reduce((sum, each) => sum + each), 0);
}

function showSum(row) {
    const units = [...row.querySelectorAll("td[data-minutes]")].reduce(
        (sum, cell) => sum + (Number(cell.dataset.units) * minutesOf(cell)) / Number(cell.dataset.minutes),
        0,
    );
    row.querySelector("[data-sum]").textContent = numbers.format(units);
}

// What is chosen and what is typed never contradict each other.
function agree(control) {
    const cell = control.closest("td");
    const choice = part(cell, "choice");
    if (control === choice && GONE.has(choice.value)) {
        for (const name of ["late", "early", "away"]) {
            if (part(cell, name)) part(cell, name).value = "";
        }
    } else if (["late", "early"].includes(partOf(control)) && control.value) {
        choice.value = "present";
    }
    showSum(control.closest("tr"));
}

function goto(control) {
    if (!control) return;
    control.focus();
    if (control.type === "number") control.select();
}

// What one can go to in another row: the same part of the same session, if it is in sight there.
function peer(row, cell, control) {
    const there = row.cells[cell.cellIndex];
    if (control.tagName === "SUMMARY") return there.querySelector("summary");
    const same = part(there, partOf(control));
    return same?.checkVisibility() ? same : null;
}

function vertical(control, step) {
    const cell = control.closest("td");
    let row = cell.parentElement;
    do row = step > 0 ? row.nextElementSibling : row.previousElementSibling;
    while (row && !peer(row, cell, control));
    goto(row && peer(row, cell, control));
}

function horizontal(control, step) {
    const row = inSight(control.closest("tr"));
    goto(row[row.indexOf(control) + step]);
}

function atTheEdge(control, step) {
    if (control.type !== "text") return true;
    const edge = step > 0 ? control.value.length : 0;
    return control.selectionStart === edge && control.selectionEnd === edge;
}

function choose(select, letter) {
    const found = [...select.options].find((option) =>
        option.text.toLowerCase().startsWith(letter.toLowerCase()),
    );
    if (!found) return false;
    select.value = found.value;
    agree(select);
    return true;
}

const VERTICAL = { ArrowUp: -1, ArrowDown: 1, Enter: 1 };
const HORIZONTAL = { ArrowLeft: -1, ArrowRight: 1 };

function onKey(event) {
    const { target: control, key } = event;
    const unfolds = control.tagName === "SUMMARY";
    if (event.altKey || event.ctrlKey || event.metaKey || !(control.name || unfolds)) return;
    if (unfolds && key === "Enter") return;
    if (key in VERTICAL) {
        event.preventDefault();
        vertical(control, key === "Enter" && event.shiftKey ? -1 : VERTICAL[key]);
    } else if (key in HORIZONTAL && atTheEdge(control, HORIZONTAL[key])) {
        event.preventDefault();
        horizontal(control, HORIZONTAL[key]);
    } else if (control.tagName === "SELECT" && key.length === 1 && choose(control, key)) {
        event.preventDefault();
    }
}

for (const sheet of document.querySelectorAll("[data-sheet]")) {
    sheet.addEventListener("keydown", onKey);
    sheet.addEventListener("input", ({ target }) => agree(target));
    for (const row of sheet.tBodies[0].rows) showSum(row);
    document.getElementById("sheet-keys").hidden = false;
}
document.querySelector(".sheet__faults")?.focus();
