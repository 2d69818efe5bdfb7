// Checking in. Every note is kept on the device first and forgotten once the server has answered
// for it: a lost connection loses nothing, and sending twice changes nothing.
const PAUSE = 10_000; // milliseconds in which the same code in front of the camera is one note
const LOOK = 200; // milliseconds between two looks of the camera
const WIDEST = 640; // pixels of the picture that is read
const RETRY = { first: 2_000, most: 30_000 };
const SHOWN = 8; // notes in the list

const door = document.querySelector("[data-check-in]");
const form = door.querySelector("form");
const key = `check-in:${door.dataset.queue || location.pathname}`;
const words = door.querySelector("[data-words]").content;
const list = door.querySelector("[data-notes]");
let sending = false;
let wait = RETRY.first;
let timer = 0;

const word = (name) => words.querySelector(`[data-word="${name}"]`).textContent;
const part = (name) => door.querySelector(`[data-${name}]`);
const say = (text) => (part("said").textContent = text);

function load() {
    try {
        return JSON.parse(localStorage.getItem(key)) ?? [];
    } catch {
        return [];
    }
}

function store(notes) {
    if (notes.length) localStorage.setItem(key, JSON.stringify(notes));
    else localStorage.removeItem(key);
    const count = { 0: "", 1: word("one") }[notes.length] ?? word("many").replace("#", notes.length);
    part("waiting").textContent = count;
}

function newId() {
    if (crypto.randomUUID) return crypto.randomUUID();
    const digits = [...crypto.getRandomValues(new Uint8Array(16))];
    digits[6] = (digits[6] & 0x0f) | 0x40;
    digits[8] = (digits[8] & 0x3f) | 0x80;
    const hex = digits.map((digit) => digit.toString(16).padStart(2, "0")).join("");
    return hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, "$1-$2-$3-$4-$5");
}

function device() {
    const known = localStorage.getItem("check-in:device") ?? newId();
    localStorage.setItem("check-in:device", known);
    return known;
}

const seatOf = (code) => document.querySelector(`[data-seat="${CSS.escape(code.split("-")[0])}"]`);
const nameOf = (code) => seatOf(code)?.querySelector("[data-name]").textContent ?? code;

// A line in the list of this device's notes.
function show(note, text, state = "") {
    if (!list) return;
    let line = [...list.children].find((each) => each.dataset.note === note.id);
    if (!line) {
        line = document.createElement("li");
        line.className = "row";
        line.dataset.note = note.id;
        list.prepend(line);
        while (list.children.length > SHOWN) list.lastElementChild.remove();
    }
    line.dataset.state = state;
    const name = document.createElement("strong");
    name.textContent = nameOf(note.code);
    line.replaceChildren(name, ` ${text}`);
}

function mark(note, seat) {
    const row = document.querySelector(`[data-seat="${seat}"]`);
    if (!row) return;
    if (!("came" in row.dataset)) {
        row.dataset.came = "";
        const here = document.querySelector("[data-here]");
        here.textContent = Number(here.textContent) + 1;
    }
    const seen = row.querySelector("[data-seen]");
    const time = new Date(note.at).toLocaleTimeString([], { hour: "2-digit", minute: "2-digit" });
    const kind = form.querySelector(`[name="kind"][value="${note.kind}"]`);
    const label = kind?.labels[0]?.textContent.trim() ?? "";
    seen.textContent = [seen.textContent.trim(), `${label} ${time}`].filter(Boolean).join(", ");
}

function add(code, kind) {
    const note = { id: newId(), code, kind, at: new Date().toISOString() };
    try {
        store([...load(), note]);
    } catch {
        say(word("full"));
        return;
    }
    const connected = navigator.onLine && !("offline" in door.dataset);
    show(note, word(connected ? "sending" : "waiting"));
    say(connected ? word("sending") : `${word("offline")} ${word("waiting")}`);
    send();
}

function told(note, outcome) {
    show(note, outcome.text, outcome.state);
    say(outcome.text);
    if (outcome.state === "accepted") mark(note, outcome.enrolment);
}

async function post(notes) {
    const response = await fetch(location.pathname, {
        method: "POST",
        headers: {
            "Content-Type": "application/json",
            "X-CSRFToken": form.querySelector("[name=csrfmiddlewaretoken]").value,
        },
        body: JSON.stringify({ device: device(), notes }),
    });
    if (response.redirected || [401, 403, 404].includes(response.status)) return "again";
    if (!response.ok) throw new Error(response.status);
    return (await response.json()).outcomes;
}

// This is the page kept at hand; once there is a connection, the real one takes over. At its own
// address there is no other.
const DOORS = /\/check-in\/\d+\/$/;

async function goBack() {
    clearTimeout(timer);
    try {
        await fetch(location.pathname, { method: "HEAD", cache: "no-store", redirect: "manual" });
        if (DOORS.test(location.pathname) && !form.elements.code.value) location.reload();
    } catch {
        part("said").textContent ||= word("offline");
    }
    timer = setTimeout(goBack, wait);
    wait = Math.min(wait * 2, RETRY.most);
}

async function send() {
    if ("offline" in door.dataset) {
        goBack();
        return;
    }
    clearTimeout(timer);
    const notes = load().sort((one, other) => one.at.localeCompare(other.at)).slice(0, 100);
    if (sending || !notes.length) return;
    sending = true;
    try {
        const outcomes = await post(notes);
        if (outcomes === "again") {
            say(word("again"));
            return;
        }
        const answered = new Map(outcomes.map((outcome) => [outcome.client_id, outcome]));
        store(load().filter((note) => !answered.has(note.id)));
        for (const note of notes) if (answered.has(note.id)) told(note, answered.get(note.id));
        wait = RETRY.first;
        if (load().length) timer = setTimeout(send, 0);
        else if ("once" in door.dataset) form.hidden = true;
    } catch {
        for (const note of notes) show(note, word("waiting"));
        say(`${word("offline")} ${word("waiting")}`);
        timer = setTimeout(send, wait);
        wait = Math.min(wait * 2, RETRY.most);
    } finally {
        sending = false;
    }
}

form.addEventListener("submit", (event) => {
    const code = form.elements.code?.value.trim() ?? "";
    if (form.elements.code && !code) return;
    event.preventDefault();
    add(code, event.submitter?.name === "kind" ? event.submitter.value : form.elements.kind.value);
    if (form.elements.code) {
        form.elements.code.value = "";
        form.elements.code.focus();
    }
});
window.addEventListener("online", send);
document.addEventListener("visibilitychange", () => document.hidden || send());

async function readsCodes() {
    return ((await window.BarcodeDetector?.getSupportedFormats()) ?? []).includes("qr_code");
}

// Reads codes in the camera's picture: the browser itself where it can, else the reader we bring.
async function newReader(address) {
    if (await readsCodes()) {
        const detector = new BarcodeDetector({ formats: ["qr_code"] });
        return async (video) => (await detector.detect(video)).map((found) => found.rawValue);
    }
    await new Promise((loaded, failed) => {
        const script = Object.assign(document.createElement("script"), { src: address });
        Object.assign(script, { onload: loaded, onerror: failed });
        document.head.append(script);
    });
    const canvas = document.createElement("canvas");
    const paper = canvas.getContext("2d", { willReadFrequently: true });
    return async (video) => {
        const scale = Math.min(1, WIDEST / video.videoWidth);
        canvas.width = video.videoWidth * scale;
        canvas.height = video.videoHeight * scale;
        paper.drawImage(video, 0, 0, canvas.width, canvas.height);
        const { data, width, height } = paper.getImageData(0, 0, canvas.width, canvas.height);
        const found = jsQR(data, width, height, { inversionAttempts: "dontInvert" });
        return found ? [found.data] : [];
    };
}

async function watch(camera) {
    const video = camera.querySelector("video");
    const read = await newReader(camera.dataset.reader);
    const last = new Map();
    const stream = await navigator.mediaDevices.getUserMedia({ video: { facingMode: "environment" } });
    video.srcObject = stream;
    await video.play();
    const look = setInterval(async () => {
        for (const code of await read(video).catch(() => [])) {
            const note = `${code} ${form.elements.kind.value}`;
            if (Date.now() - (last.get(note) ?? 0) > PAUSE) {
                navigator.vibrate?.(100);
                add(code, form.elements.kind.value);
            }
            last.set(note, Date.now());
        }
    }, LOOK);
    return () => {
        clearInterval(look);
        for (const track of stream.getTracks()) track.stop();
    };
}

function setUpCamera(camera) {
    const [video, start, stop] = ["video", "[data-start]", "[data-stop]"].map((each) => camera.querySelector(each));
    let end = () => {};
    const turn = (on) => {
        video.hidden = !on;
        stop.hidden = !on;
        start.hidden = on;
        (on ? stop : start).focus();
    };
    start.addEventListener("click", async () => {
        try {
            turn(true);
            end = await watch(camera);
        } catch {
            turn(false);
            say(word("camera"));
        }
    });
    stop.addEventListener("click", () => {
        end();
        turn(false);
    });
    camera.hidden = false;
}

// Where the browser cannot read codes itself, our reader is kept for when the network is away.
async function keepReader() {
    if (!navigator.serviceWorker || (await readsCodes())) return;
    (await navigator.serviceWorker.ready).active.postMessage("keep-reader");
}

if (part("camera") && navigator.mediaDevices) {
    setUpCamera(part("camera"));
    if (!("offline" in door.dataset)) keepReader();
}
store(load());
for (const note of load()) show(note, word("waiting"));
send();
