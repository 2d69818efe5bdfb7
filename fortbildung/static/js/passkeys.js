"use strict";

// Buttons marked data-passkey="addForm|authenticateForm|loginForm" start allauth's scripts.
// They stay hidden where the browser cannot do it.
(() => {
  const able = "PublicKeyCredential" in window && window.allauth && window.allauth.webauthn;
  const alertBox = document.querySelector("[data-passkey-error]");

  document.addEventListener("allauth.error", (event) => {
    event.preventDefault();
    if (!alertBox) return;
    alertBox.textContent = alertBox.dataset.cancelled;
    alertBox.hidden = false;
  });

  document.querySelectorAll("[data-passkey]").forEach((button) => {
    if (!able) return;
    const credential = button.form.querySelector("[name=credential]");
    const passwordless = button.form.querySelector("[name=passwordless]");
    const ids = { credential: credential.id, data: "passkey-data" };
    if (passwordless) ids.passwordless = passwordless.id;
    for (const act of ["add", "authenticate", "login"]) ids[act] = button.id;
    window.allauth.webauthn.forms[button.dataset.passkey]({ ids });
    button.hidden = false;
    button.addEventListener("click", () => {
      if (alertBox) alertBox.hidden = true;
    });
  });
})();
