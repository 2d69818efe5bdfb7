"use strict";

// Without a connection, a page of ours says so instead of the browser.
if ("serviceWorker" in navigator && window.isSecureContext) {
  window.addEventListener("load", () => navigator.serviceWorker.register("/offline.js").catch(() => {}));
}
