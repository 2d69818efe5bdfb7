// Conveniences of the desk; every page works without them.
const TIME = 16; // letters of "2026-12-02T09:00"

function addRow(table, template) {
    const total = document.getElementById(`id_${table.dataset.rows}-TOTAL_FORMS`);
    const number = Number(total.value);
    const markup = template.innerHTML
        .replaceAll("__prefix__", number)
        .replaceAll("__number__", number + 1);
    table.tBodies[0].insertAdjacentHTML("beforeend", markup);
    total.value = number + 1;
    table.tBodies[0].lastElementChild.querySelector("select, input:not([type=hidden])").focus();
}

function setUpSessions(table) {
    const template = document.querySelector("[data-session-row]");
    if (!template) return;
    const button = document.querySelector("[data-add-session]");
    button.hidden = false;
    button.addEventListener("click", () => addRow(table, template));
    table.addEventListener("change", ({ target }) => {
        if (!target.name.endsWith("-starts_at") || !target.value) return;
        const end = document.getElementsByName(target.name.replace("-starts_at", "-ends_at"))[0];
        if (!end.value) end.value = `${target.value.slice(0, TIME - 5)}16:00`;
    });
}

document.querySelectorAll("[data-rows]").forEach(setUpSessions);
document.querySelector(".desk-errors")?.focus();
