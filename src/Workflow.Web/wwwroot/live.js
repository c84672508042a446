// New figures without a reload: when the server says that the projection has moved, the figures on the page are replaced by
// those of a page fetched anew. Without script, or when this fails, the page stays as it was loaded.
"use strict";

{
  const PAUSE = 400;
  const said = document.querySelector("[data-live-said]");
  const stale = document.querySelector("[data-live-stale]");
  let source = null;
  let timer = 0;

  const figures = () => document.querySelector("[data-live]");

  const opened = (of) => [...of.querySelectorAll("details")].map((fold) => fold.open);

  const replace = async () => {
    try {
      const answer = await fetch(location.href, { headers: { Accept: "text/html" }, credentials: "same-origin" });
      const fresh = answer.ok && !answer.redirected ? new DOMParser().parseFromString(await answer.text(), "text/html").querySelector("[data-live]") : null;
      if (!fresh) {
        throw new Error("no figures");
      }
      const old = figures();
      const open = opened(old);
      const focused = document.activeElement?.closest("[data-live]") ? [...old.querySelectorAll("a, summary")].indexOf(document.activeElement) : -1;
      old.replaceWith(document.adoptNode(fresh));
      const folds = fresh.querySelectorAll("details");
      if (folds.length === open.length) {
        folds.forEach((fold, at) => (fold.open = open[at]));
      }
      fresh.querySelectorAll("a, summary")[focused]?.focus({ preventScroll: true });
      stale.hidden = true;
      said.textContent = fresh.dataset.said;
    } catch {
      stale.hidden = false;
    }
  };

  const follow = () => {
    source?.close();
    const box = figures();
    source = new EventSource(`${box.dataset.live}?seen=${box.dataset.seen}`);
    // Several moves at once are one change of the page; a page may only be followed from what it shows.
    source.addEventListener("moved", () => {
      clearTimeout(timer);
      timer = setTimeout(replace, PAUSE);
    });
  };

  // A page nobody looks at keeps no line open: a browser has few of them.
  document.addEventListener("visibilitychange", () => {
    if (document.hidden) {
      source?.close();
    } else {
      follow();
    }
  });
  addEventListener("pagehide", () => source?.close());
  if (!document.hidden) {
    follow();
  }
}
