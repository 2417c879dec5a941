"use strict";
// Optional: every page works without it.
(() => {
  const form = document.querySelector("form[data-draft]");
  let dirty = false;
  if (form) {
    const state = document.getElementById("saved");
    const store = "draft:" + location.pathname + location.search;
    const typed = () => {
      const pairs = [];
      new FormData(form).forEach((value, name) => {
        if (typeof value === "string" && name !== "token" && name !== "version") pairs.push([name, value]);
      });
      return JSON.stringify(pairs);
    };
    const first = typed();
    // What was typed and never reached the node comes back, once, when the person asks for it.
    try {
      const kept = localStorage.getItem(store);
      const back = document.getElementById("bring-back");
      if (kept && kept !== first && back) {
        back.hidden = false;
        back.querySelector("button").addEventListener("click", () => {
          const values = new Map();
          JSON.parse(kept).forEach(([name, value]) => values.set(name, [...(values.get(name) || []), value]));
          for (const field of form.elements) {
            if (!field.name || field.type === "hidden" || field.type === "file") continue;
            const mine = values.get(field.name) || [];
            if (field.type === "checkbox" || field.type === "radio") field.checked = mine.includes(field.value);
            else if (field.name && mine.length) field.value = mine.shift();
          }
          back.hidden = true;
          dirty = true;
        });
      }
    } catch (_) { /* storage is switched off */ }
    let timer;
    const keep = () => {
      try { localStorage.setItem(store, typed()); if (state) state.textContent = state.dataset.text; } catch (_) { /* as above */ }
    };
    form.addEventListener("input", () => { dirty = true; clearTimeout(timer); timer = setTimeout(keep, 5000); });
    form.addEventListener("focusout", () => { if (dirty) keep(); });
    form.addEventListener("submit", () => { dirty = false; keep(); });
    addEventListener("beforeunload", (event) => { if (dirty) { keep(); event.preventDefault(); } });
    if (document.querySelector("[data-saved-now]")) try { localStorage.removeItem(store); } catch (_) { /* as above */ }
  }
  // Keys that go through cases one by one. They can be switched off, for people who speak to their computer (WCAG 2.1.4).
  const keyed = [...document.querySelectorAll("[data-key]")];
  if (keyed.length) {
    let on = true;
    try { on = localStorage.getItem("keys") !== "off"; } catch (_) { /* storage is switched off */ }
    const line = document.getElementById("keys");
    const button = line && line.querySelector("button");
    const say = () => { button.textContent = on ? button.dataset.off : button.dataset.on; };
    if (line) {
      line.hidden = false;
      say();
      button.addEventListener("click", () => {
        on = !on;
        say();
        try { localStorage.setItem("keys", on ? "on" : "off"); } catch (_) { /* as above */ }
      });
    }
    addEventListener("keydown", (event) => {
      if (!on || event.ctrlKey || event.metaKey || event.altKey) return;
      if (event.target.closest && event.target.closest("input,select,textarea")) return;
      const target = keyed.find((one) => one.dataset.key === event.key);
      if (!target) return;
      event.preventDefault();
      if (target.localName !== "summary") return target.click();
      target.parentElement.open = true;
      const field = target.parentElement.querySelector("select,textarea,input:not([type=hidden])");
      (field || target).focus();
    });
  }
  // Photos are made smaller before they travel: the biggest single gain on a slow network.
  for (const input of document.querySelectorAll("input[type=file][data-shrink]")) {
    input.addEventListener("change", async () => {
      const file = input.files[0];
      if (!file || file.size < 90000 || !self.createImageBitmap || !self.DataTransfer) return;
      try {
        const picture = await createImageBitmap(file);
        const scale = Math.min(1, 1280 / Math.max(picture.width, picture.height));
        const canvas = document.createElement("canvas");
        canvas.width = Math.round(picture.width * scale);
        canvas.height = Math.round(picture.height * scale);
        canvas.getContext("2d").drawImage(picture, 0, 0, canvas.width, canvas.height);
        let best = null;
        for (const quality of [0.8, 0.65, 0.5]) {
          best = await new Promise((done) => canvas.toBlob(done, "image/jpeg", quality));
          if (best && best.size <= 90000) break;
        }
        if (!best || best.size >= file.size) return;
        const files = new DataTransfer();
        files.items.add(new File([best], "photo.jpg", { type: "image/jpeg" }));
        input.files = files.files;
      } catch (_) { /* the photo goes as it is */ }
    });
  }
})();
