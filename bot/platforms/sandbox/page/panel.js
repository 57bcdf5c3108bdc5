// The right side: for moderators the cases and what the bot saw; for everybody their own privacy and help.

import { get, Offline, post, Refused } from "/page/api.js";
import { cardView } from "/page/cards.js";
import { caseItems, commandList } from "/page/commands.js";
import { avatar, byId, h, iconButton, moment } from "/page/dom.js";
import { icon } from "/page/icons.js";
import { popup } from "/page/popup.js";
import { isModerator, personOf, state, tell } from "/page/state.js";
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

/** The commands of the acting person are known. */
export const setCommands = () => drawMine();

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
  const opened = new Set([...mine.querySelectorAll(".feature[open]")].map((one) => one.dataset.feature));
  const quick = words.quick.filter((one) => state.commands.some((command) => command.name === one.command));
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
  const commands = h("section", { class: "commands" }, h("h3", { text: words.commands }), h("p", { class: "soft", text: words.commandsHint }), commandList(opened));
  const focused = mine.contains(document.activeElement) && document.activeElement.dataset.keep;
  if (isModerator()) {
    const was = mine.querySelector(".mine-fold")?.open;
    mine.replaceChildren(commands, h("details", { class: "mine-fold", open: was }, h("summary", {}, icon("lock"), words.myPanel), sections));
  } else mine.replaceChildren(...sections, commands);
  if (focused) mine.querySelector(`[data-keep="${CSS.escape(focused)}"]`)?.focus();
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
    const [drawn, make] = await draw(standing);
    if (turn !== state.turn || standing !== view) return;
    // What is the same stays as it is: a menu that is open, what was unveiled, where a reader was.
    const signature = JSON.stringify(drawn);
    if (standing.signature === signature) return;
    standing.signature = signature;
    const nodes = make();
    const focused = desk.contains(document.activeElement) && document.activeElement.dataset.keep;
    desk.replaceChildren(...nodes);
    if (focused) desk.querySelector(`[data-keep="${CSS.escape(focused)}"]`)?.focus();
  } catch (error) {
    if (!(error instanceof Offline || error instanceof Refused)) throw error;
    standing.signature = null;
    if (error instanceof Refused) desk.replaceChildren(...backTo(), h("p", { class: "soft", text: error.message || words.failed }));
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
    return [reply, () => [h("div", { class: "blank small" }, icon("check"), h("p", { class: "blank-title", text: reply.title }), h("p", { text: reply.body })), hint()]];
  return [
    reply,
    () => [
      h("ul", { class: "queue" }, cases.map((button, index) => queueRow(button, reply.fields[index]))),
      h("button", { type: "button", class: "button primary wide", data: { keep: "next" }, on: { click: next } }, icon("inbox"), words.queueNext),
      hint(),
    ],
  ];
}

const hint = () => h("p", { class: "soft hint" }, icon("eye"), words.queueHint);

function queueRow(button, { value, tone }) {
  const [urgency, ...state_] = value.split(" · ");
  const [number, what] = /^(\D*\d+):\s*(.*)$/.exec(button.label)?.slice(1) || ["", button.label];
  return h(
    "li",
    {},
    h(
      "button",
      { type: "button", class: `queue-row ${tone}`, data: { keep: `case-${button.args.case}`, case: button.args.case }, on: { click: () => openCase(button.args.case) } },
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
  return show({ kind: "case", number: String(number), aside: null });
}

async function drawCase({ number, aside }) {
  const { reply, refused } = await ask("case show", { case: number });
  if (refused) return [refused, () => [...backTo(), h("p", { class: "soft", text: refused })]];
  const act = (button, element) => tell("press", { button, channel: desks(), element });
  const make = () => [
    ...backTo(),
    aside ? asideNode(aside) : null,
    h("section", { class: "case", data: { case: number } }, cardView(reply, { act }), moreOf(number, reply)),
  ].filter(Boolean);
  return [[reply, aside?.id], make];
}

/** What the card has no button for. */
function moreOf(number, reply) {
  const button = h("button", { type: "button", class: "button", data: { keep: "more" }, text: words.caseMore });
  const shown = new Set(["case show", ...reply.buttons.map((one) => one.command)]);
  const items = async (close) => {
    const found = await caseItems(number, shown, close);
    return found.length ? found : [h("p", { class: "soft", text: words.caseMoreNone })];
  };
  return popup(button, items, { label: words.caseMore });
}

let asides = 0;

/**
 * What came of a command about a case: its card stands on the desk, anything else about it (the message, the playbook, what holds
 * for the member) beside it, and a short word comes up by itself. False where it does not belong on the desk.
 */
export function took(command, { reply, files, args }) {
  if (!isModerator()) return false;
  if (command === "case list") return (tell("open-panel"), home(), true);
  const named = new Set(reply.buttons.map((button) => button.args?.case).filter(Boolean));
  if (named.size > 1 || (!named.size && !args.case)) return false;
  const number = named.size ? [...named][0] : String(args.case);
  const more = reply.fields.length || reply.buttons.length;
  const standing = view.kind === "case" && view.number === number ? view.aside : null;
  const aside = more && !named.size ? { reply, files, id: ++asides } : standing;
  if (!more) tell("toast", { text: [reply.title, reply.body].filter(Boolean).join(". "), tone: "done" });
  tell("open-panel");
  show({ kind: "case", number, aside }).then(() => aside?.id === asides && aside !== standing && asideNode(aside).focus());
  return true;
}

/** Made once, so that what was unveiled stays so while the desk is drawn anew. */
function asideNode(aside) {
  const close = () => {
    view.aside = null;
    refresh();
  };
  aside.node ||= h(
    "section",
    { class: "aside", tabindex: "-1", "aria-label": aside.reply.title },
    h("button", { type: "button", class: "link put-away", text: words.dismiss, on: { click: close } }),
    cardView(aside.reply, { act: (button, element) => tell("press", { button, channel: desks(), element }), files: aside.files }),
  );
  return aside.node;
}

// What the bot saw, and why

export function openWhy(message) {
  if (!isModerator()) return;
  tell("open-panel");
  show({ kind: "why", message });
}

async function drawWhy({ message }) {
  const why = await get("why", { person: state.me.id, message: message.id });
  return [why, () => whyView(message, why)];
}

function whyView(message, why) {
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
