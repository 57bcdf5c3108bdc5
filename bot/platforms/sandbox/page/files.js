// Files: chosen for a message, shown on one, and saved from an answer.

import { h, iconButton } from "/page/dom.js";
import { icon } from "/page/icons.js";
import { state, tell } from "/page/state.js";
import { words } from "/page/words.js";

const MOST = 10;
/** Bytes of all files of one message together: what one request of the sandbox can carry. */
const TOGETHER = 2700000;

export function sizeOf(bytes) {
  if (bytes < 1000) return `${bytes} B`;
  return bytes < 1000000 ? `${Math.round(bytes / 1000)} kB` : `${(bytes / 1000000).toFixed(1)} MB`;
}

/** What came with a message: names alone, never the content. */
export const fileChips = (files) =>
  h(
    "ul",
    { class: "files", "aria-label": words.files },
    files.map((file) => h("li", { class: "file" }, icon("clip"), h("span", { class: "file-name", text: file.name }), file.size ? h("span", { class: "file-size", text: sizeOf(file.size) }) : null)),
  );

/** The chosen files of the message box: a button, the list of what goes along, and how to read and empty them. */
export function fileChooser() {
  let chosen = [];
  const input = h("input", { type: "file", multiple: true, hidden: true, tabindex: "-1", "aria-hidden": "true", on: { change: () => (add([...input.files]), (input.value = "")) } });
  const button = iconButton("clip", words.attach, () => input.click(), { class: "attach" });
  const list = h("ul", { class: "files chosen", "aria-label": words.files, hidden: true });
  function add(files) {
    if (chosen.length + files.length > MOST) tell("toast", { text: words.filesMost(MOST), tone: "caution" });
    chosen = [...chosen, ...files].slice(0, MOST);
    if (chosen.some((file) => !goesAlong(file))) tell("toast", { text: words.fileLarge(sizeOf(state.fileBytes)), tone: "caution" });
    draw();
  }
  function draw() {
    list.hidden = !chosen.length;
    list.replaceChildren(
      ...chosen.map((file) => {
        const away = () => {
          chosen = chosen.filter((other) => other !== file);
          draw();
          button.focus();
        };
        return h("li", { class: "file" }, icon("clip"), h("span", { class: "file-name", text: file.name }), h("span", { class: "file-size", text: sizeOf(file.size) }), iconButton("close", words.fileAway(file.name), away));
      }),
    );
  }
  /** The first files that fit; of a larger one only the name goes along, as where a platform does not hand it over. */
  function goesAlong(file) {
    let sum = 0;
    for (const one of chosen) {
      const fits = one.size <= state.fileBytes && sum + one.size <= TOGETHER;
      if (fits) sum += one.size;
      if (one === file) return fits;
    }
    return false;
  }
  return {
    button,
    input,
    list,
    any: () => chosen.length > 0,
    read: () => Promise.all(chosen.map(async (file) => ({ name: file.name.slice(0, 200), type: file.type, size: file.size, content: goesAlong(file) ? await base64(file) : "" }))),
    clear: () => ((chosen = []), draw()),
    allow: (yes) => ((button.hidden = !yes), yes || ((chosen = []), draw())),
  };
}

const base64 = (file) =>
  new Promise((resolve, reject) => {
    const reader = new FileReader();
    reader.addEventListener("load", () => resolve(String(reader.result).split(",")[1] || ""));
    reader.addEventListener("error", () => reject(reader.error));
    reader.readAsDataURL(file);
  });

/** A file of an answer, to be saved; nothing of it is shown or run here. */
export function saveButton(file) {
  const save = () => {
    const bytes = file.content === undefined ? file.text : Uint8Array.from(atob(file.content), (char) => char.charCodeAt(0));
    const address = URL.createObjectURL(new Blob([bytes], { type: "application/octet-stream" }));
    h("a", { href: address, download: file.name }).click();
    setTimeout(() => URL.revokeObjectURL(address), 1000);
  };
  return h("button", { type: "button", class: "button save", on: { click: save } }, icon("download"), words.download(file.name));
}
