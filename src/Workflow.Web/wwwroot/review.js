// Going through a reading by keyboard, and choosing places in its source. Without script the same is done by links and buttons.
"use strict";

{
  const source = document.querySelector(".source-text");
  const keys = document.querySelector("[data-keys]");
  const bar = document.querySelector("[data-selection]");
  const said = document.querySelector("[data-said]");
  const rows = [...document.querySelectorAll(".reading[data-row]")];
  const say = (words) => { said.textContent = words; };

  // The row the person is at, and its places in the source

  const current = () => rows.find((row) => row.getAttribute("aria-current") === "true") ?? rows[0];

  const marksOf = (row) => source.querySelectorAll(`#source-${row.dataset.row}, [id^="source-${row.dataset.row}-"]`);

  const showInside = (pane, element) => {
    const [outer, inner] = [pane.getBoundingClientRect(), element.getBoundingClientRect()];
    pane.scrollTo({ top: pane.scrollTop + inner.top - outer.top - pane.clientHeight / 4, behavior: "instant" });
  };

  const choose = (row, { focus = true } = {}) => {
    for (const marked of document.querySelectorAll(".chosen")) {
      marked.classList.remove("chosen");
    }
    current()?.removeAttribute("aria-current");
    row.setAttribute("aria-current", "true");
    const marks = marksOf(row);
    marks.forEach((mark) => mark.classList.add("chosen"));
    if (marks.length > 0) {
      showInside(source, marks[0]);
    }
    if (focus) {
      row.focus({ preventScroll: true });
      row.scrollIntoView({ block: "nearest", behavior: "instant" });
    }
  };

  const step = (by) => {
    const at = rows.indexOf(current());
    const to = rows[Math.min(rows.length - 1, Math.max(0, document.activeElement?.closest(".reading") ? at + by : at))];
    if (to) {
      choose(to);
    }
  };

  const showMark = (mark) => {
    mark.tabIndex = -1;
    mark.focus({ preventScroll: true });
    mark.scrollIntoView({ block: "center", behavior: "instant" });
    showInside(source, mark);
  };

  for (const row of rows) {
    row.addEventListener("focusin", () => {
      if (row !== current()) {
        choose(row, { focus: false });
      }
    });
  }

  for (const link of document.querySelectorAll("a[data-show]")) {
    link.addEventListener("click", (event) => {
      const mark = document.getElementById(link.hash.slice(1));
      if (mark) {
        event.preventDefault();
        showMark(mark);
      }
    });
  }

  // A press on a mark goes to what was read there.
  source.addEventListener("click", (event) => {
    const mark = event.target.closest("mark");
    if (!mark || !getSelection().isCollapsed) {
      return;
    }
    const target = document.getElementById(mark.querySelector(":scope > a:last-of-type")?.hash.slice(1) ?? "");
    if (target?.dataset.row) {
      event.preventDefault();
      choose(target);
    }
  });

  // Choosing a sentence: the browser's own selection, counted in the letters of the report

  const isOfReport = (node) => !node.parentElement.closest("mark > a");

  const letters = () => {
    const walker = document.createTreeWalker(source, NodeFilter.SHOW_TEXT, (node) => (isOfReport(node) ? NodeFilter.FILTER_ACCEPT : NodeFilter.FILTER_REJECT));
    const nodes = [];
    for (let node = walker.nextNode(), at = 0; node; node = walker.nextNode()) {
      nodes.push({ node, at });
      at += node.length;
    }
    return nodes;
  };

  const positionOf = (container, offset) => {
    const before = document.createRange();
    before.setStart(source, 0);
    before.setEnd(container, offset);
    const copy = before.cloneContents();
    copy.querySelectorAll("mark > a").forEach((link) => link.remove());
    return copy.textContent.length;
  };

  const placeOf = (nodes, position, isEnd) => {
    const found = nodes.findLast(({ at }) => (isEnd ? at < position : at <= position)) ?? nodes[0];
    return [found.node, Math.min(position - found.at, found.node.length)];
  };

  const selected = () => {
    const selection = getSelection();
    if (selection.rangeCount === 0 || selection.isCollapsed || !source.contains(selection.anchorNode) || !source.contains(selection.focusNode)) {
      return null;
    }
    const range = selection.getRangeAt(0);
    const start = positionOf(range.startContainer, range.startOffset);
    return { start, length: positionOf(range.endContainer, range.endOffset) - start };
  };

  const addSelected = () => {
    const place = selected();
    if (place?.length > 0) {
      const address = new URL(location.href);
      for (const name of ["row", "after", "open", "passage", "handler"]) {
        address.searchParams.delete(name);
      }
      address.searchParams.set("start", place.start);
      address.searchParams.set("length", place.length);
      address.hash = "add";
      location.assign(address);
    }
  };

  let sentences = null;
  let picked = null;

  // Not after a code such as "1.2.6."
  const sentenceEnd = /(?<!(?:^|\s)\d+(?:\.\d+)*[.;])(?<=[\p{L}\d)%”"][.;])\s+(?=[\p{Lu}\d+-])/gu;

  const readSentences = () => {
    const nodes = letters();
    const text = nodes.map(({ node }) => node.data).join("");
    const found = [];
    for (const line of text.matchAll(/[^\n]+/g)) {
      let start = line.index;
      for (const end of [...line[0].matchAll(sentenceEnd)].map((gap) => line.index + gap.index + gap[0].length).concat(line.index + line[0].length)) {
        if (text.slice(start, end).trim().length > 0) {
          found.push({ start, end: start + text.slice(start, end).trimEnd().length });
        }
        start = end;
      }
    }
    return { nodes, text, found };
  };

  const select = (first, last) => {
    const { nodes, text, found } = sentences;
    picked = { first, last };
    getSelection().setBaseAndExtent(...placeOf(nodes, found[first].start, false), ...placeOf(nodes, found[last].end, true));
    const range = getSelection().getRangeAt(0);
    showInside(source, range);
    say(text.slice(found[first].start, found[last].end));
  };

  const pick = () => {
    sentences ??= readSentences();
    const mark = current() && marksOf(current())[0];
    const from = mark ? positionOf(mark, 0) : 0;
    const at = Math.max(0, sentences.found.findIndex(({ end }) => end > from));
    if (sentences.found.length > 0) {
      source.focus({ preventScroll: true });
      source.scrollIntoView({ block: "nearest", behavior: "instant" });
      select(at, at);
      say(`${bar.dataset.hint} ${getSelection()}`);
    }
  };

  const leavePicking = () => {
    picked = null;
    getSelection().removeAllRanges();
    current()?.focus({ preventScroll: true });
  };

  const pickingKeys = {
    ArrowDown: (event) => (event.shiftKey
      ? select(picked.first, Math.min(sentences.found.length - 1, picked.last + 1))
      : select(Math.min(sentences.found.length - 1, picked.last + 1), Math.min(sentences.found.length - 1, picked.last + 1))),
    ArrowUp: (event) => (event.shiftKey
      ? select(picked.first, Math.max(picked.first, picked.last - 1))
      : select(Math.max(0, picked.first - 1), Math.max(0, picked.first - 1))),
    Enter: addSelected,
    Escape: leavePicking,
  };

  if (bar) {
    bar.querySelector("button").addEventListener("click", addSelected);
    document.addEventListener("selectionchange", () => { bar.hidden = selected() === null; });
    document.querySelector("[data-pick]").addEventListener("click", (event) => {
      event.preventDefault();
      pick();
    });
  }

  // Keys

  const acting = (act) => {
    const at = document.activeElement?.closest(".reading, .passage") ?? current();
    return at?.querySelector(`[data-act="${act}"]`);
  };

  const press = (act) => {
    const control = acting(act) ?? document.querySelector(`.review-bar [data-act="${act}"]`);
    control?.click();
  };

  const open = (form) => {
    const fold = current()?.querySelector(`[data-fold="${form}"]`);
    if (fold) {
      fold.open = true;
      fold.querySelector("input:not([type=hidden]), textarea, select").focus();
    } else {
      press(form);
    }
  };

  const nextFilter = () => {
    const filters = [...document.querySelectorAll("[data-filter]")];
    filters[(filters.findIndex((filter) => filter.hasAttribute("aria-current")) + 1) % filters.length].click();
  };

  const toSourceAndBack = () => {
    const mark = document.activeElement?.closest("mark");
    if (mark) {
      choose(current());
    } else if (current() && marksOf(current()).length > 0) {
      showMark(marksOf(current())[0]);
    }
  };

  const addMissed = () => {
    const passage = document.activeElement?.closest(".passage")?.querySelector("[data-act=add]");
    if (passage) {
      passage.click();
    } else {
      pick();
    }
  };

  const nextPassage = () => {
    const open = [...document.querySelectorAll(".passage:has(form)")];
    open[(open.indexOf(document.activeElement?.closest(".passage")) + 1) % open.length]?.focus();
  };

  const toConfirmation = () => document.querySelector("[data-confirm] input:not([type=hidden]), [data-confirm] button")?.focus();

  const help = () => {
    keys.open = !keys.open;
    keys.querySelector("summary").focus();
  };

  const letterKeys = {
    j: () => step(1),
    k: () => step(-1),
    a: () => press("accept"),
    e: () => open("fix"),
    t: () => open("split"),
    x: () => open("remove"),
    g: () => press("merge"),
    s: toSourceAndBack,
    n: addMissed,
    p: nextPassage,
    f: nextFilter,
    c: toConfirmation,
    u: () => document.querySelector("[data-act=undo]")?.click(),
    "?": help,
  };

  // Where a row itself has the focus, arrows and Enter do what they do in any list.
  const rowKeys = { ArrowDown: letterKeys.j, ArrowUp: letterKeys.k, Enter: letterKeys.a };

  const areOn = () => localStorage.getItem("review-keys") !== "off";

  const isTyping = (element) => element.matches("input:not([type=checkbox]):not([type=radio]), textarea, select, [contenteditable]");

  document.addEventListener("keydown", (event) => {
    const { target, key } = event;
    if (event.ctrlKey || event.altKey || event.metaKey || event.isComposing || !(target instanceof Element)) {
      return;
    }
    if (isTyping(target)) {
      if (key === "Escape" && target.closest("[data-fold]")) {
        target.closest("[data-fold]").open = false;
        current()?.focus();
      }
      return;
    }
    const act = picked && target === source ? pickingKeys[key]
      : target.matches(".reading") && rowKeys[key] ? rowKeys[key]
        : keys && areOn() ? letterKeys[key.toLowerCase()] : undefined;
    if (act) {
      event.preventDefault();
      act(event);
    }
  });

  if (keys) {
    keys.hidden = false;
    const on = document.getElementById("keys-on");
    on.checked = areOn();
    on.addEventListener("change", () => localStorage.setItem("review-keys", on.checked ? "on" : "off"));
  }

  // Where the page was sent to: a row, the next one, or the form for a sentence

  // The browser focuses the place an address names, and does so late: from there the focus is led on to where work begins.
  const sent = document.getElementById(location.hash.slice(1));
  const begin = (element) => {
    sent.addEventListener("focus", () => element.focus({ preventScroll: true }), { once: true, signal: AbortSignal.timeout(1000) });
    element.focus({ preventScroll: true });
  };
  const row = sent?.closest(".reading");
  const refused = document.getElementById("errors") !== null;
  if (row) {
    choose(row, { focus: !refused });
    if (!refused) {
      begin(row.querySelector("[data-fold][open] input:not([type=hidden])") ?? row);
    }
  } else if (current()) {
    choose(current(), { focus: false });
  }
  if (sent?.id === "add" && !refused) {
    begin(sent.querySelector("select"));
  }
}
