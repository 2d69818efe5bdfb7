// As soon as there is an answer again: the page that was asked for, and with it what waits to be sent.
function look() {
  if (navigator.onLine) fetch(location.href, { method: "HEAD" }).then(() => location.reload(), () => {});
}

addEventListener("online", look);
setInterval(look, 5000); // a device may call itself connected before anything answers
