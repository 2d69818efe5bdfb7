{% load static %}"use strict";

// Keeps one page at hand, and shows it when a page cannot be had. Nothing personal is kept.
const CACHE = "offline";
const PAGE = "{% url "shared:offline" %}";
const PARTS = [
  PAGE,
  "{% static "kern/fonts/fira-sans.css" %}",
  "{% static "kern/kern.min.css" %}",
  "{% static "css/site.css" %}",
  "{% static "img/mark.svg" %}",
];

addEventListener("install", (event) => {
  event.waitUntil(caches.open(CACHE).then((cache) => cache.addAll(PARTS)));
  skipWaiting();
});

addEventListener("fetch", (event) => {
  if (event.request.method !== "GET") return;
  const path = new URL(event.request.url).pathname;
  if (event.request.mode === "navigate") {
    event.respondWith(fetch(event.request).catch(() => caches.match(PAGE)));
  } else if (PARTS.includes(path)) {
    event.respondWith(fetch(event.request).catch(() => caches.match(path)));
  }
});
