// Choosing many rows at once; without it each row is ticked by itself.
const form = document.querySelector("[data-roster]");

if (form) {
    const boxes = [...form.querySelectorAll('input[name="enrolment"]')];
    const all = form.querySelector("[data-all]");
    let last = null;

    boxes.forEach((box, number) => {
        box.addEventListener("click", (event) => {
            if (event.shiftKey && last !== null) {
                const [from, to] = [last, number].sort((a, b) => a - b);
                boxes.slice(from, to + 1).forEach((other) => { other.checked = box.checked; });
            }
            last = number;
        });
    });
    all.addEventListener("change", () => {
        boxes.forEach((box) => { box.checked = all.checked; });
    });
    form.addEventListener("change", ({ target }) => {
        if (target.name === "enrolment" && !target.checked) all.checked = false;
    });
}
