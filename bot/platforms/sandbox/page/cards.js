// The bot's cards: how each tone looks, its fields, and its buttons.

import { h, linked, prose, timed } from "/page/dom.js";
import { icon } from "/page/icons.js";
import { words } from "/page/words.js";

const ICONS = { plain: "info", care: "hands", caution: "pause", urgent: "phone", done: "check" };

/**
 * A card. `act(button, element)` runs one of its buttons, `take(text)` puts a draft into the message box.
 * Addresses can be followed only where the words are the clinic's own, never in what people typed.
 */
export function cardView(card, { act, take, level = 3 } = {}) {
  const tone = card.tone || "plain";
  const cited = Boolean(card.cites);
  const aboutCase = card.buttons?.some((button) => button.command?.startsWith("case "));
  const ours = cited || (!aboutCase && ["care", "caution", "urgent"].includes(tone));
  const view = h("div", { class: `card ${tone}${cited ? " cited" : ""}`, data: { tone } });
  if (cited) view.append(h("p", { class: "kicker" }, icon("book"), words.library));
  if (card.title)
    view.append(h(`h${level}`, { class: "card-title" }, cited ? null : icon(aboutCase && tone === "urgent" ? "alarm" : ICONS[tone] || "info"), h("span", { text: card.title })));
  if (card.body) view.append(prose(card.body));
  const fields = card.fields || [];
  const drafts = fields.filter((field) => field.copy);
  const facts = fields.filter((field) => !field.copy);
  for (const field of drafts) view.append(draft(field, take));
  if (facts.length) view.append(h("dl", { class: "facts" }, facts.map((field) => fact(field, ours))));
  if (card.buttons?.length && act)
    view.append(
      h(
        "div",
        { class: "card-buttons" },
        card.buttons.map((button, index) => cardButton(button, act, index === 0 && tone !== "plain")),
      ),
    );
  return view;
}

function cardButton(button, act, first) {
  const kind = button.danger ? "danger" : first ? "primary" : "";
  return h("button", {
    type: "button",
    class: `button ${kind}`,
    text: button.label,
    data: { command: button.command || "" },
    on: { click: (event) => act(button, event.currentTarget) },
  });
}

function fact(field, ours) {
  const value = ours && field.value.includes("https://") ? linked(field.value) : field.value.split("\n").map((line) => h("span", { class: "line" }, timed(line)));
  const long = field.value.length > 60 || field.value.includes("\n");
  return h("div", { class: long ? "fact wide" : "fact" }, h("dt", {}, timed(field.name)), h("dd", {}, field.veiled ? veil(value) : value));
}

/** What may be hard to read stays out of sight, also for a screen reader, until it is asked for. */
function veil(value) {
  const button = h("button", { type: "button", class: "button veil", text: words.unveil });
  button.addEventListener("click", () => button.replaceWith(...value));
  return button;
}

function draft(field, take) {
  return h(
    "figure",
    { class: "draft" },
    h("figcaption", { text: field.name }),
    h("blockquote", { text: field.value }),
    take
      ? h("button", { type: "button", class: "button primary", data: { take: "" }, on: { click: () => take(field.value) } }, icon("pencil"), words.copyDraft)
      : null,
  );
}

/** Files that came with an answer, to be saved. */
export function fileLinks(files = []) {
  return files.map((file) => {
    const link = h("button", { type: "button", class: "button" }, icon("download"), words.download(file.name));
    link.addEventListener("click", () => {
      const address = URL.createObjectURL(new Blob([file.text], { type: file.type }));
      h("a", { href: address, download: file.name }).click();
      setTimeout(() => URL.revokeObjectURL(address), 1000);
    });
    return link;
  });
}
