// The right side: for moderators the cases and what the bot saw; for everybody their own privacy and help.

import { get, Offline, post } from "/page/api.js";
import { cardView } from "/page/cards.js";
import { avatar, byId, h, iconButton, moment } from "/page/dom.js";
import { icon } from "/page/icons.js";
import { isModerator, isStaff, personOf, state, tell } from "/page/state.js";
import { words } from "/page/words.js";

const panel = byId("panel");
const guide = h("div", { id: "guide-wide" });
const desk = h("div", { class: "desk" });
const mine = h("div", { class: "mine" });
panel.append(h("header", { class: "panel-top" }, h("h2", { class: "panel-title" })), h("div", { class: "panel-scroll" }, guide, desk, mine));
const title = panel.querySelector(".panel-title");
panel.querySelector(".panel-top").append(iconButton("close", words.close, () => tell("close-drawers"), { class: "drawer-close" }));

let view = { kind: "home" };
let notes = [];
export const guidePlace = guide;

/** Another person acts. */
export function open() {
  notes = [];
  view = { kind: "home" };
  title.textContent = isModerator() ? words.queue : words.myPanel;
  panel.setAttribute("aria-label", title.textContent);
  desk.hidden = !isModerator();
  panel.classList.toggle("at-desk", isModerator());
  desk.replaceChildren();
  drawMine();
  if (isModerator()) home();
}

export function setNotes(found) {
  notes = found.slice(0, 3);
  drawMine();
}

// One's own

function drawMine() {
  const open = new Set([...mine.querySelectorAll("details[open]")].map((one) => one.dataset.note));
  const list = notes.length
    ? notes.map((note) => noteRow(note, open.has(note.id)))
    : [h("p", { class: "soft", text: words.myNotesEmpty })];
  const quick = [...(isStaff() ? words.staffQuick : []), ...words.quick].filter((one) => state.commands.some((command) => command.name === one.command));
  const sections = [
    h("section", {}, h("h3", { text: words.myNotes }), list),
    h(
      "section",
      {},
      h("h3", { text: words.myHelp }),
      h(
        "ul",
        { class: "quick" },
        quick.map((one) =>
          h(
            "li",
            {},
            h(
              "button",
              { type: "button", class: "quick-button", on: { click: () => (tell("close-drawers"), tell("command", { command: one.command, args: {} })) } },
              icon(one.icon),
              h("span", { text: one.label }),
            ),
          ),
        ),
      ),
    ),
  ];
  if (!isModerator()) return mine.replaceChildren(...sections);
  const was = mine.querySelector(".mine-fold")?.open;
  mine.replaceChildren(h("details", { class: "mine-fold", open: was }, h("summary", {}, icon("lock"), words.myPanel), sections));
}

function noteRow(note, open) {
  return h(
    "details",
    { class: "note-row", data: { note: note.id }, open },
    h("summary", {}, icon("lock"), h("span", { text: note.card.title }), h("time", { datetime: note.at, text: moment(new Date(note.at)) })),
    cardView({ ...note.card, title: "" }, {
      act: (button, element) => tell("press", { button, message: note, element }),
      take: (text) => tell("take", text),
    }),
  );
}

// The moderators' desk

const home = () => show({ kind: "home" });
const desks = () => state.channels.find((channel) => channel.kind === "moderators")?.id || state.channel;
const ask = (command, args = {}) => post("do", { person: state.me.id, channel: desks(), command, args });

function show(next) {
  view = next;
  tell("selected", next.kind === "why" ? next.message.id : null);
  return refresh();
}

/** Draw what is open on the desk again, from the server. */
export async function refresh() {
  if (!isModerator()) return;
  const [turn, standing] = [state.turn, view];
  const draw = { home: drawQueue, case: drawCase, why: drawWhy }[view.kind];
  try {
    const nodes = await draw(standing);
    if (turn !== state.turn || standing !== view) return;
    const focused = desk.contains(document.activeElement) && document.activeElement.dataset.keep;
    desk.replaceChildren(...nodes);
    if (focused) desk.querySelector(`[data-keep="${CSS.escape(focused)}"]`)?.focus();
  } catch (error) {
    if (!(error instanceof Offline)) desk.replaceChildren(...backTo(), h("p", { class: "soft", text: error.message || words.failed }));
  }
}

const backTo = () => [
  h("button", { type: "button", class: "link back", data: { keep: "back" }, on: { click: home } }, icon("back"), words.queue),
];

async function drawQueue() {
  const { reply } = await ask("case list");
  const cases = reply.buttons.filter((button) => button.args.case);
  tell("cases", cases.length);
  title.textContent = words.queue;
  if (!cases.length)
    return [h("div", { class: "blank small" }, icon("check"), h("p", { class: "blank-title", text: reply.title }), h("p", { text: reply.body })), hint()];
  return [
    h("ul", { class: "queue" }, cases.map((button, index) => queueRow(button, reply.fields[index]?.value || ""))),
    h("button", { type: "button", class: "button primary wide", data: { keep: "next" }, on: { click: next } }, icon("inbox"), words.queueNext),
    hint(),
  ];
}

const hint = () => h("p", { class: "soft hint" }, icon("eye"), words.queueHint);

function queueRow(button, line) {
  const [urgency, ...state_] = line.split(" · ");
  const [number, what] = /^(\D*\d+):\s*(.*)$/.exec(button.label)?.slice(1) || ["", button.label];
  return h(
    "li",
    {},
    h(
      "button",
      { type: "button", class: `queue-row ${words.urgency[urgency] || ""}`, data: { keep: `case-${button.args.case}`, case: button.args.case }, on: { click: () => openCase(button.args.case) } },
      h("span", { class: "queue-what", text: what }),
      h("span", { class: "urgency", text: urgency }),
      h("span", { class: "queue-state", text: [number, ...state_].filter(Boolean).join(" · ") }),
    ),
  );
}

async function next() {
  const { reply, refused } = await ask("case next");
  if (refused) return tell("toast", { text: refused, tone: "caution" });
  const number = reply.buttons.find((button) => button.args?.case)?.args.case;
  if (number) openCase(number);
  else refresh();
}

export function openCase(number) {
  tell("open-panel");
  return show({ kind: "case", number, evidence: null });
}

async function drawCase({ number, evidence }) {
  const { reply, refused } = await ask("case show", { case: number });
  if (refused) return [...backTo(), h("p", { class: "soft", text: refused })];
  const act = (button, element) => tell("press", { button, channel: desks(), element });
  return [
    ...backTo(),
    evidence ? h("section", { class: "evidence" }, cardView(evidence)) : null,
    h("section", { class: "case", data: { case: number } }, cardView(reply, { act })),
  ].filter(Boolean);
}

/** What came of a case's button or command. False where it does not belong on the desk. */
export function took(command, args, reply) {
  if (!isModerator() || !command.startsWith("case ")) return false;
  tell("open-panel");
  if (command === "case list") {
    home();
    return true;
  }
  const number = args.case || reply?.buttons?.find((button) => button.args?.case)?.args.case;
  if (!number) return false;
  const evidence = command === "case evidence" ? reply : view.kind === "case" && view.number === number ? view.evidence : null;
  if (["case note", "case invite"].includes(command)) tell("toast", { text: reply.body || reply.title, tone: "done" });
  show({ kind: "case", number, evidence });
  return true;
}

// What the bot saw, and why

export function openWhy(message) {
  if (!isModerator()) return;
  tell("open-panel");
  show({ kind: "why", message });
}

async function drawWhy({ message }) {
  const why = await get("why", { person: state.me.id, message: message.id });
  const name = message.author_name || message.author;
  const parts = [
    ...backTo(),
    h("h3", { class: "why-title", text: words.whyTitle }),
    h(
      "figure",
      { class: "why-message" },
      h("figcaption", {}, avatar(personOf(message.author) || { id: message.author, name }, "tiny"), words.whyMessage(name)),
      h("blockquote", { text: why.text || words.whyGone }),
      /\[[^\]]+\]/.test(why.text || "") ? h("p", { class: "soft", text: words.whyMasked }) : null,
    ),
  ];
  if (!why.findings.length) parts.push(h("p", { class: "why-nothing" }, icon("check"), words.whyNothing));
  else
    parts.push(
      h("h4", { text: words.whySaw }),
      h("ul", { class: "findings" }, why.findings.map(finding)),
      h("h4", { text: words.whyThen }),
      h("ul", { class: "then" }, followed(why.decision)),
    );
  if (why.lines.length)
    parts.push(h("h4", { text: words.whyPolicy }), h("p", { class: "codes" }, why.lines.map((line) => h("code", { text: line }))));
  if (why.case)
    parts.push(
      h("button", { type: "button", class: "button wide", data: { keep: "open-case" }, on: { click: () => openCase(String(why.case)) } }, icon("inbox"), words.openCase(why.case)),
    );
  return parts;
}

const labelWords = (name) => words.labels[name] || name.replaceAll("_", " ");

function finding(found) {
  const percent = Math.round(found.confidence * 100);
  const meter = h("meter", { min: "0", max: "100", value: percent, "aria-label": words.whySure(percent) });
  const facts = [
    [words.whyWords, found.words && `“${found.words}”`],
    [words.whyAbout, found.about],
  ].filter(([, value]) => value);
  return h(
    "li",
    { class: "finding" },
    h("p", { class: "finding-label", text: labelWords(`${found.label}.${found.value}`) }),
    h("p", { class: "sure" }, meter, h("span", { text: words.whySure(percent) })),
    facts.length ? h("dl", { class: "facts" }, facts.map(([name, value]) => h("div", { class: "fact" }, h("dt", { text: name }), h("dd", { text: value })))) : null,
    h("p", { class: "codes" }, h("code", { title: words.whyRule, text: found.rule })),
  );
}

function followed(decision) {
  const { then } = words;
  const about = (intro, list) => list.length > 0 && h("li", { text: `${intro} ${list.map(labelWords).join(", ").toLowerCase()}` });
  return [
    h("li", { text: then.visibility[decision.visibility] || then.visibility.other(decision.visibility) }),
    about(then.author, decision.author),
    about(then.readers, decision.readers),
    h("li", { text: then.human[decision.human] || then.human.other(decision.human) }),
    decision.urgency !== "none" && h("li", { text: then.urgency(decision.urgency) }),
  ];
}
