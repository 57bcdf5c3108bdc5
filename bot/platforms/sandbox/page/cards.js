// The bot's cards: how each tone looks, its fields, and its buttons.

import { saveButton } from "/page/files.js";
import { h, linked, prose, timed } from "/page/dom.js";
import { icon } from "/page/icons.js";
import { words } from "/page/words.js";

const ICONS = { plain: "info", care: "hands", caution: "pause", urgent: "phone", done: "check" };

/**
 * A card. `act(button, element)` runs one of its buttons, `take(text)` puts a draft into the message box.
 * `files` are those that its veiled fields name. Addresses can be followed only where the words are the clinic's own, never in what people typed.
 */
export function cardView(card, { act, take, level = 3, files = [] } = {}) {
  const tone = card.tone || "plain";
  const cited = Boolean(card.cites);
  const aboutCase = card.buttons?.some((button) => button.args?.case);
  const ours = cited || (!aboutCase && ["care", "caution", "urgent"].includes(tone));
  const kept = [...files];
  const view = h("div", { class: `card ${tone}${cited ? " cited" : ""}`, data: { tone } });
  if (cited) view.append(h("p", { class: "kicker" }, icon("book"), words.library));
  if (card.title)
    view.append(h(`h${level}`, { class: "card-title" }, cited ? null : icon(aboutCase && tone === "urgent" ? "alarm" : ICONS[tone] || "info"), h("span", {}, timed(card.title))));
  if (card.body) view.append(prose(card.body, cited));
  const fields = card.fields || [];
  const drafts = fields.filter((field) => field.copy);
  const facts = fields.filter((field) => !field.copy);
  for (const field of drafts) view.append(draft(field, take));
  if (facts.length) view.append(h("dl", { class: "facts" }, facts.map((field) => fact(field, ours, kept))));
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
    data: { command: button.command || "", keep: `button-${button.command}` },
    on: { click: (event) => act(button, event.currentTarget) },
  });
}

function fact(field, ours, files) {
  const value = ours && field.value.includes("https://") ? linked(field.value) : field.value.split("\n").map((line) => h("span", { class: "line" }, timed(line)));
  const place = field.veiled ? files.findIndex((file) => field.value.startsWith(`${file.name} (`)) : -1;
  if (place >= 0) value.push(saveButton(files.splice(place, 1)[0]));
  const long = field.value.length > 60 || field.value.includes("\n");
  return h("div", { class: `fact${long ? " wide" : ""} ${field.tone || ""}` }, h("dt", {}, timed(field.name)), h("dd", {}, field.veiled ? veil(value) : value));
}

/** What may be hard to read stays out of sight, also for a screen reader, until it is asked for. */
function veil(value) {
  const button = h("button", { type: "button", class: "button veil", text: words.unveil });
  const shown = h("div", { class: "unveiled", tabindex: "-1" });
  button.addEventListener("click", () => {
    shown.append(...value);
    button.replaceWith(shown);
    shown.focus();
  });
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
export const fileLinks = (files = []) => files.map(saveButton);
