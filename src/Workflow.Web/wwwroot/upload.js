// While a long report is read, says how far the reading is. Without script the browser just waits for the page.
"use strict";

{
  const EVERY = 500;
  const box = document.querySelector("[data-reading]");
  const form = box.closest("form");
  const bar = box.querySelector("progress");
  const words = box.querySelector("[data-words]");
  const said = box.querySelector("[role=status]");
  let timer = 0;
  let stage = "";

  const show = (reading) => {
    words.textContent = box.dataset[reading.stage].replace("{0}", reading.page).replace("{1}", reading.pages);
    if (reading.pages > 0) {
      bar.max = reading.pages;
      bar.value = reading.page;
    } else {
      bar.removeAttribute("value");
    }
    // Aloud only what is new, not every page.
    if (reading.stage !== stage) {
      stage = reading.stage;
      said.textContent = words.textContent;
    }
  };

  const ask = async () => {
    try {
      const answer = await fetch(`${box.dataset.reading}/${form.elements.commandId.value}`, { headers: { Accept: "application/json" } });
      if (answer.status === 200) {
        show(await answer.json());
      }
    } catch {
      // The next question may be answered; the reading itself goes on.
    }
  };

  form.addEventListener("submit", (event) => {
    if (event.defaultPrevented) {
      return;
    }
    box.hidden = false;
    show({ stage: "sending", page: 0, pages: 0 });
    timer ||= setInterval(ask, EVERY);
  });

  addEventListener("pageshow", () => {
    clearInterval(timer);
    timer = 0;
    stage = "";
    box.hidden = true;
  });
}
