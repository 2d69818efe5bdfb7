{% load static %}"use strict";

// Keeps two pages at hand for when a page cannot be had: one to check people in by their codes
// where the speaker did so, and one that says there is no connection. Nothing personal is kept.
const CACHE = "offline";
const PAGE = "{% url "shared:offline" %}";
const DOOR = "{% url "courses:check_in_offline" %}";
const DOORS = /\/check-in\/\d+\/$/;
const PARTS = [
  PAGE,
  DOOR,
  "{% static "css/check-in.css" %}",
  "{% static "js/check-in.js" %}",
  "{% static "js/back-online.js" %}",
  "{% static "fonts/fira.css" %}",
  "{% static "fonts/Regular.woff2" %}",
  "{% static "fonts/SemiBold.woff2" %}",
  "{% static "kern/kern.min.css" %}",
  "{% static "css/site.css" %}",
  "{% static "img/mark.svg" %}",
];

// What reads codes in a picture is large: kept only where a page says that it may be needed.
const READER = "{% static "jsqr/jsQR.js" %}";

addEventListener("message", (event) => {
  if (event.data === "keep-reader") event.waitUntil(caches.open(CACHE).then((cache) => cache.add(READER)));
});

addEventListener("install", (event) => {
  event.waitUntil(caches.open(CACHE).then((cache) => cache.addAll(PARTS)));
  skipWaiting();
});

addEventListener("fetch", (event) => {
  if (event.request.method !== "GET") return;
  const path = new URL(event.request.url).pathname;
  if (event.request.mode === "navigate") {
    event.respondWith(fetch(event.request).catch(() => caches.match(DOORS.test(path) ? DOOR : PAGE)));
  } else if (PARTS.includes(path) || path === READER) {
    event.respondWith(fetch(event.request).catch(() => caches.match(path)));
  }
});
