// A file dropped anywhere on the page is checked at once; without this, the field takes it, too.
const form = document.querySelector("[data-drop]");
const field = form.querySelector("input[type=file]");

function carriesFile(event) {
    return Array.from(event.dataTransfer?.types ?? []).includes("Files");
}

document.addEventListener("dragover", (event) => {
    if (carriesFile(event)) {
        event.preventDefault();
        form.classList.add("drop--over");
    }
});
document.addEventListener("dragleave", (event) => {
    if (!event.relatedTarget) {
        form.classList.remove("drop--over");
    }
});
document.addEventListener("drop", (event) => {
    if (carriesFile(event)) {
        event.preventDefault();
        field.files = event.dataTransfer.files;
        form.requestSubmit();
    }
});
field.addEventListener("change", () => form.requestSubmit());
