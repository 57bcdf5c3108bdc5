// A small menu beside its button: opened and closed by mouse, touch and keyboard.

import { h } from "/page/dom.js";

let number = 0;

/**
 * `items()` makes what is inside, each time it opens; it may be a promise. Arrow keys walk through the buttons, Escape and Tab
 * leave, and focus returns to the button.
 */
export function popup(button, items, { label, id = `popup-${++number}` } = {}) {
  const list = h("div", { class: "menu", id, role: "group", "aria-label": label, "aria-live": "off", hidden: true });
  button.setAttribute("aria-expanded", "false");
  button.setAttribute("aria-controls", list.id);
  const away = (event) => !box.contains(event.target) && close(false);
  async function open() {
    list.replaceChildren(...[await items(() => close())].flat(Infinity).filter(Boolean));
    list.hidden = false;
    button.setAttribute("aria-expanded", "true");
    document.addEventListener("pointerdown", away);
    place();
    list.querySelector("button, input, a")?.focus();
  }
  /** Up where there is no room below. */
  function place() {
    const frame = (box.closest("#log, .panel-scroll") || document.documentElement).getBoundingClientRect();
    list.classList.remove("up");
    const { bottom, height } = list.getBoundingClientRect();
    const above = box.getBoundingClientRect().top - Math.max(frame.top, 0);
    list.classList.toggle("up", bottom > Math.min(frame.bottom, innerHeight) - 8 && above > height);
    list.scrollIntoView({ block: "nearest" });
  }
  function close(focus = true) {
    if (list.hidden) return;
    list.hidden = true;
    button.setAttribute("aria-expanded", "false");
    document.removeEventListener("pointerdown", away);
    if (focus && button.isConnected) button.focus();
  }
  const box = h("div", { class: "menu-box" }, button, list);
  button.addEventListener("click", () => (list.hidden ? open() : close()));
  box.addEventListener("keydown", (event) => {
    if (list.hidden) return;
    const all = [...list.querySelectorAll("button:not(:disabled), a, input:checked")];
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (event.key === "Escape") {
      event.stopPropagation();
      close();
    } else if (step && document.activeElement.type !== "radio" && all.length) {
      event.preventDefault();
      event.stopPropagation();
      all[(all.indexOf(document.activeElement) + step + all.length) % all.length].focus();
    }
  });
  box.addEventListener("focusout", (event) => event.relatedTarget && !box.contains(event.relatedTarget) && close(false));
  return box;
}

/** One line of a menu: what it does, and in small what that means. */
export function menuItem(text, about, onClick, props = {}) {
  return h(
    "button",
    { type: "button", class: "menu-item", on: { click: onClick }, ...props },
    h("span", { class: "menu-text", text }),
    about ? h("span", { class: "menu-about", text: about }) : null,
  );
}
