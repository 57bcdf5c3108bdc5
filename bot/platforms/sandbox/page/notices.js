// What comes up by itself: short words, private notes, the alarm, a lost server.

import { get, onReach, post } from "/page/api.js";
import { cardView } from "/page/cards.js";
import { byId, h, iconButton, moment, now } from "/page/dom.js";
import { icon } from "/page/icons.js";
import { BOT, DIRECT, isModerator, state, tell } from "/page/state.js";
import { words } from "/page/words.js";

const toasts = byId("toasts");
const notes = byId("notes");
const alarm = byId("alarm");
const offline = byId("offline");
const TOAST_SECONDS = 6;

export function toast({ text, tone = "plain" }) {
  const node = h("div", { class: `toast ${tone}` }, icon(tone === "done" ? "check" : "info"), h("span", { text }));
  node.append(iconButton("close", words.close, () => node.remove()));
  toasts.replaceChildren(node);
  setTimeout(() => node.remove(), TOAST_SECONDS * 1000);
}

export const hush = () => toasts.replaceChildren();

// Private notes

/** Notes from before the page was opened are history; they wait in the private talk. */
let since = null;
const closed = new Set();
let latest = [];

export const begin = () => (since = now().getTime() - 1000);
export const latestNotes = () => latest;

/** Read the acting person's private talk, and put up what is new there. */
export async function readNotes() {
  const turn = state.turn;
  const found = (await get("view", { person: state.me.id, channel: DIRECT }).catch(() => null))?.messages;
  if (!found || turn !== state.turn) return;
  latest = found.filter((message) => message.author === BOT && message.card && !message.reply_to).reverse();
  tell("notes", latest);
  showNotes();
}

export function clearNotes() {
  latest = [];
  notes.hidden = true;
  notes.replaceChildren();
}

function showNotes() {
  const fresh = latest.filter((note) => new Date(note.at).getTime() >= since && !closed.has(note.id));
  if (state.channel === DIRECT) fresh.splice(0).forEach((note) => closed.add(note.id));
  const standing = new Set([...notes.children].map((node) => node.dataset.note));
  for (const node of [...notes.children]) if (!fresh.some((note) => note.id === node.dataset.note)) node.remove();
  for (const note of [...fresh].reverse()) if (!standing.has(note.id)) notes.prepend(noteView(note));
  notes.hidden = !fresh.length;
}

function noteView(message) {
  const id = `note-${message.id}`;
  const urgent = message.card.tone === "urgent";
  const close = () => {
    closed.add(message.id);
    showNotes();
    tell("seen", DIRECT);
    tell("focus-composer");
  };
  const view = h(
    "article",
    { class: `note ${message.card.tone}`, "aria-labelledby": id, data: { note: message.id } },
    h(
      "header",
      {},
      h("span", { class: "note-lock" }, icon("lock")),
      h("div", {}, h("h2", { id, text: words.note }), h("p", { class: "note-hint", text: `${words.noteHint} · ${moment(new Date(message.at))}` })),
      iconButton("close", words.noteClose, close),
    ),
  );
  // The heading says that there is a note; its reason comes after the greeting, as it was written.
  const said = h("div", { class: "note-body", tabindex: "0", role: "group", "aria-labelledby": id });
  view.append(said);
  const fill = () =>
    said.append(
      cardView(
        { ...message.card, title: message.card.title === words.note ? "" : message.card.title },
        {
          act: (button, element) => tell("press", { button, message, element }),
          take: (text) => (close(), tell("take", text)),
        },
      ),
    );
  said.setAttribute("aria-live", urgent ? "assertive" : "polite");
  setTimeout(fill, 20);
  view.addEventListener("keydown", (event) => event.key === "Escape" && (event.stopPropagation(), close()));
  return view;
}

// The alarm

const silenced = new Set();

/** For moderators: an alarm stays up until somebody has the case. */
export async function readAlarm() {
  if (!isModerator()) return clearAlarm();
  const turn = state.turn;
  const home = state.channels.find((channel) => channel.kind === "moderators");
  if (!home) return;
  const found = (await get("view", { person: state.me.id, channel: home.id }).catch(() => null))?.messages;
  if (!found || turn !== state.turn) return;
  const pages = found.filter((message) => message.page && message.card).slice(-8);
  const waiting = new Map();
  for (const page of pages) {
    const number = page.card.buttons.find((button) => button.args?.case)?.args.case;
    if (!number || waiting.has(number) || silenced.has(number)) continue;
    const answer = await ask("case show", { case: number }, home.id);
    if (turn !== state.turn) return;
    const claim = answer?.reply?.buttons.find((button) => button.command === "case claim");
    if (claim) waiting.set(number, { title: answer.reply.title, claim });
    else if (answer?.reply) silenced.add(number);
  }
  showAlarm([...waiting].pop(), home.id);
}

const ask = (command, args, channel) => post("do", { person: state.me.id, channel, command, args }).catch(() => null);

function showAlarm(entry, channel) {
  if (!entry) return clearAlarm();
  const [number, { title, claim }] = entry;
  if (alarm.dataset.case === number && !alarm.hidden) return;
  alarm.dataset.case = number;
  alarm.hidden = false;
  alarm.replaceChildren(
    h("span", { class: "alarm-bell" }, icon("alarm")),
    h("div", { class: "alarm-words" }, h("strong", { text: words.alarm }), h("span", { text: title })),
    h("button", {
      type: "button",
      class: "button on-alarm",
      text: words.alarmTake,
      on: { click: (event) => tell("press", { button: claim, channel, element: event.currentTarget }) },
    }),
    h("button", { type: "button", class: "button on-alarm quiet-button", text: words.alarmOpen, on: { click: () => tell("open-case", number) } }),
  );
}

export function clearAlarm() {
  alarm.hidden = true;
  alarm.replaceChildren();
  delete alarm.dataset.case;
}

/** A case that was opened again can alarm again. */
export const wake = () => silenced.clear();

// The server

let lost = false;

export function reach(fine) {
  if (fine === !lost) return;
  lost = !fine;
  offline.hidden = fine;
  offline.replaceChildren(
    ...(fine
      ? []
      : [
          icon("info"),
          h("span", { text: words.offline }),
          h("button", { type: "button", class: "button", text: words.retry, on: { click: () => tell("retry") } }),
        ]),
  );
  if (fine) {
    toast({ text: words.backOnline, tone: "done" });
    tell("back");
  }
}
onReach(reach);
