// The conversation: what the acting person sees in the open channel, live.

import { get, Offline, Refused } from "/page/api.js";
import { cardView, fileLinks } from "/page/cards.js";
import { fileChips } from "/page/files.js";
import { avatar, byId, dayName, fullTime, h, hour, leadingRole, moment, quiet, roleBadge } from "/page/dom.js";
import { icon } from "/page/icons.js";
import { nameView, tools } from "/page/menus.js";
import { BOT, channelOf, DIRECT, isModerator, isStaffChannel, personOf, state, tell } from "/page/state.js";
import { words } from "/page/words.js";

const PAGE = 200;
const TOGETHER = 5 * 60 * 1000;
/** A change is told before it can be read everywhere: look at once, and once more when things are still. */
const SOON = 30;
const STILL = 450;
const MANY = 500;
/** Pixels above what was just said, and how many messages may follow it before the view moves on. */
const GAP = 8;
const RECENT = 8;

const log = byId("log");
const jump = byId("jump");
const nodes = new Map();
const answers = new Map();
let messages = [];
let shown = PAGE;
let selected = null;
let soon = 0;
let still = 0;
/** Whether new messages move the view, and where it was put last. */
let following = true;
let placed = 0;
/** What this person just sent, or was just answered. */
let anchor = null;

const here = () => `${state.me.id}/${state.channel}`;
const atBottom = () => log.scrollHeight - log.scrollTop - log.clientHeight < 80;

/** Follow what comes, but never past what this person just said: a long answer is read from its start. */
function settle() {
  const own = [...log.children].slice(-RECENT).find((node) => node.dataset.key === anchor);
  const top = own ? own.offsetTop - GAP : Infinity;
  log.scrollTop = Math.min(top, log.scrollHeight - log.clientHeight);
  placed = log.scrollTop;
  following = true;
  jump.hidden = atBottom();
}

function toBottom() {
  anchor = null;
  settle();
}

/** Another person or channel: everything anew. */
export async function open() {
  clearTimeout(soon);
  clearTimeout(still);
  const turn = state.turn;
  [messages, shown, selected] = [[], PAGE, null];
  nodes.clear();
  log.setAttribute("aria-live", "off");
  log.setAttribute("aria-busy", "true");
  log.replaceChildren(h("div", { class: "skeleton", "aria-hidden": "true" }, [1, 2, 3].map(() => h("span"))));
  jump.hidden = true;
  try {
    const found = (await get("view", { person: state.me.id, channel: state.channel })).messages;
    if (turn !== state.turn) return;
    messages = found;
    draw();
    toBottom();
  } catch (error) {
    if (turn === state.turn && !(error instanceof Offline)) log.replaceChildren(blank([words.failed, error.message]));
  } finally {
    if (turn === state.turn) {
      log.removeAttribute("aria-busy");
      setTimeout(() => log.setAttribute("aria-live", "polite"), 300);
    }
  }
}

/** Something changed here. */
export function refresh() {
  clearTimeout(soon);
  clearTimeout(still);
  soon = setTimeout(() => read(messages.length > MANY), SOON);
  still = setTimeout(() => read(false), messages.length > MANY ? STILL * 4 : STILL);
}

async function read(onlyNew) {
  const turn = state.turn;
  const last = onlyNew ? messages.findLast((message) => !message.removed)?.id : null;
  try {
    const found = (await get("view", { person: state.me.id, channel: state.channel, after: last })).messages;
    if (turn !== state.turn) return;
    merge(onlyNew ? [...messages, ...found] : withRemoved(found));
  } catch (error) {
    if (error instanceof Refused && onlyNew && turn === state.turn) read(false);
    else if (!(error instanceof Offline || error instanceof Refused)) throw error;
  }
}

/** What was there and is not any more keeps its place, without its words. */
function withRemoved(found) {
  const there = new Set(found.map((message) => message.id));
  const merged = [...found];
  messages.forEach((message, index) => {
    if (there.has(message.id)) return;
    const before = messages[index - 1]?.id;
    const place = before ? merged.findIndex((other) => other.id === before) + 1 : 0;
    merged.splice(place, 0, { ...message, text: "", card: null, removed: true });
  });
  return merged;
}

function merge(found) {
  const stay = following || atBottom();
  const known = new Set(messages.map((message) => message.id));
  const fresh = found.filter((message) => !known.has(message.id));
  messages = found;
  const own = fresh.findLast((message) => message.author === state.me.id);
  if (own) anchor = own.id;
  draw();
  if (stay || own) settle();
  else if (fresh.length) jump.hidden = false;
  if (!fresh.length) return;
  tell("seen", state.channel);
}

/** An answer of the bot that only this person sees and that is not kept. */
export function answer(card, files = []) {
  const list = answers.get(here()) || [];
  const id = `answer-${Date.now()}-${list.length}`;
  answers.set(here(), [...list, { id, after: messages.at(-1)?.id, card, files }]);
  anchor = id;
  draw();
  settle();
}

export const messageOf = (id) => messages.find((message) => message.id === id);

export function select(id) {
  nodes.get(selected)?.node.classList.remove("selected");
  selected = id;
  nodes.get(selected)?.node.classList.add("selected");
}

// Drawing

function draw() {
  const visible = messages.slice(-shown);
  const list = [];
  if (messages.length > visible.length) list.push(["earlier", "", earlier]);
  if (!messages.length && !answers.get(here())?.length) list.push(["blank", "", emptyPlace]);
  let previous = null;
  const add = (message) => {
    const day = dayName(new Date(message.at));
    if (!previous || dayName(new Date(previous.at)) !== day) {
      list.push([`day-${day}`, "", () => h("h2", { class: "day" }, h("span", { text: day }))]);
      previous = null;
    }
    const quoted = quoteOf(message, previous);
    const joins = previous && continues(previous, message, quoted);
    list.push([message.id, JSON.stringify([message, joins, quoted && [quoted.text, quoted.hidden]]), () => messageView(message, joins, quoted)]);
    previous = message;
  };
  const extra = answers.get(here()) || [];
  const known = new Set(visible.map((message) => message.id));
  const own = (one) => list.push([one.id, "", () => answerView(one)]);
  extra.filter((one) => !known.has(one.after)).forEach(own);
  for (const message of visible) {
    add(message);
    extra.filter((one) => one.after === message.id).forEach(own);
  }
  place(list);
}

/** Put nodes in order, making only those that are new or changed, so that focus and scroll stay. */
function place(list) {
  const keys = new Set(list.map(([key]) => key));
  for (const [key, { node }] of nodes) if (!keys.has(key)) (node.remove(), nodes.delete(key));
  if (log.firstElementChild && !log.firstElementChild.dataset.key) log.replaceChildren();
  list.forEach(([key, signature, make], index) => {
    let known = nodes.get(key);
    if (!known || known.signature !== signature) {
      const node = make();
      node.dataset.key = key;
      if (key === selected) node.classList.add("selected");
      const focused = known?.node.contains(document.activeElement);
      known?.node.replaceWith(node);
      if (focused) node.focus();
      known = { signature, node };
      nodes.set(key, known);
    }
    const standing = log.children[index];
    if (standing !== known.node) log.insertBefore(known.node, standing || null);
  });
}

function earlier() {
  return h("button", { type: "button", class: "button earlier", text: words.earlier, on: { click: showEarlier } });
}

function showEarlier() {
  const from = log.scrollHeight - log.scrollTop;
  shown += PAGE;
  log.setAttribute("aria-live", "off");
  draw();
  log.scrollTop = placed = log.scrollHeight - from;
  setTimeout(() => log.setAttribute("aria-live", "polite"), 300);
}

function emptyPlace() {
  const channel = channelOf(state.channel);
  return blank(words.empty[channel.kind === DIRECT ? "direct" : isStaffChannel(channel) ? "staff" : "channel"]);
}

const blank = ([title, body]) => h("div", { class: "blank" }, icon("chat"), h("p", { class: "blank-title", text: title }), h("p", { text: body }));

function continues(previous, message, quoted) {
  return (
    previous.author === message.author &&
    !quoted &&
    !previous.removed &&
    previous.private === message.private &&
    !message.page &&
    new Date(message.at) - new Date(previous.at) < TOGETHER
  );
}

/** What a message answers, unless it stands right above it. */
function quoteOf(message, previous) {
  if (!message.reply_to) return null;
  const answered = messages.find((other) => other.id === message.reply_to);
  const near = previous && message.author === BOT && (previous.id === message.reply_to || (previous.author === BOT && previous.reply_to === message.reply_to));
  return answered && !near ? answered : null;
}

const nameOf = (message) => message.author_name || personOf(message.author)?.name || message.author;

function messageView(message, joins, quoted) {
  const at = new Date(message.at);
  const bot = message.author === BOT;
  const own = message.author === state.me.id;
  const person = bot ? null : personOf(message.author) || { id: message.author, name: nameOf(message) };
  const gone = message.removed || message.hidden;
  const view = h("article", {
    class: ["message", joins && "joins", bot && "from-bot", own && "own", message.private && state.channel !== DIRECT && "private", gone && "gone", message.page && "page"]
      .filter(Boolean)
      .join(" "),
    tabindex: "-1",
    "aria-label": `${nameOf(message)}, ${moment(at)}`,
    data: { message: message.id, author: message.author },
  });
  const stamp = h("time", { class: "at", datetime: message.at, title: fullTime(at), text: hour(at) });
  view.append(h("div", { class: "margin" }, joins ? stamp : avatar(person)));
  const body = h("div", { class: "body" });
  if (!joins) {
    const role = bot ? "bot" : leadingRole(message.author_roles || person.roles);
    body.append(
      h("p", { class: "byline" }, bot ? h("span", { class: "name", text: nameOf(message) }) : nameView(person, nameOf(message)), role === "member" ? null : roleBadge(role), stamp),
    );
  }
  if (message.private && state.channel !== DIRECT) body.append(h("p", { class: "only-you" }, icon("lock"), words.private));
  if (message.reply_to && bot && !quoted) {
    const answered = messages.find((other) => other.id === message.reply_to);
    if (answered) body.append(quiet(words.inAnswerTo(nameOf(answered))));
  }
  if (quoted) body.append(quoteView(quoted));
  if (gone) body.append(goneView(message, own));
  else {
    if (message.text) body.append(h("p", { class: "text" }, message.text, message.edited && !message.card ? h("span", { class: "edited", text: ` (${words.edited})` }) : null));
    if (message.files?.length) body.append(fileChips(message.files));
    const number = message.page && caseOf(message.card);
    if (number) body.append(pageView(number));
    else if (message.card)
      body.append(
        cardView(message.card, {
          act: (button, element) => tell("press", { button, message, element }),
          take: (text) => tell("take", text),
        }),
      );
  }
  view.append(body);
  if (!message.removed) view.append(tools(message, { name: nameOf(message), own, bot, gone }));
  if (isModerator() && !bot && !message.removed) {
    view.classList.add("can-select");
    if (message.flagged) view.append(h("span", { class: "flag", title: words.seeWhy }, icon("eye")));
    view.addEventListener("click", (event) => {
      if (!event.target.closest("button, a, .menu-box") && !String(document.getSelection())) tell("why", message);
    });
  }
  return view;
}

const caseOf = (card) => card?.buttons.find((button) => button.args?.case)?.args.case;

/** An alarm stays in the conversation as a mark; the case itself is on its own card. */
function pageView(number) {
  return h(
    "p",
    { class: "page-mark" },
    icon("alarm"),
    h("span", { text: words.page }),
    h("button", { type: "button", class: "link", text: words.openCase(number), on: { click: () => tell("open-case", number) } }),
  );
}

function quoteView(quoted) {
  const text = quoted.hidden || quoted.removed ? words.quoteGone : quoted.text || quoted.card?.title || "";
  return h(
    "button",
    { type: "button", class: "quote", on: { click: () => focusMessage(quoted.id) } },
    icon("reply"),
    quiet(words.inAnswerTo("")),
    h("span", { class: "quote-name", text: nameOf(quoted) }),
    h("span", { class: "quote-text", text }),
  );
}

function goneView(message, own) {
  if (message.removed) return h("p", { class: "gone-text" }, icon("trash"), own ? words.removedOwn : words.removed(nameOf(message)));
  return h(
    "p",
    { class: "gone-text" },
    icon("eyeOff"),
    h("span", { text: `${own ? words.hiddenOwn : words.hidden} ` }),
    own ? h("button", { type: "button", class: "link", text: words.readNote, on: { click: () => tell("go", { channel: DIRECT }) } }) : null,
    isModerator() && !own ? h("button", { type: "button", class: "link", text: words.seeWhy, on: { click: () => tell("why", message) } }) : null,
  );
}

function answerView(one) {
  const put = () => {
    answers.set(here(), answers.get(here()).filter((other) => other.id !== one.id));
    draw();
  };
  return h(
    "article",
    { class: "message from-bot private answer", tabindex: "-1", "aria-label": words.justNow },
    h("div", { class: "margin" }, avatar(null)),
    h(
      "div",
      { class: "body" },
      h("p", { class: "only-you" }, icon("lock"), words.private, h("button", { type: "button", class: "link", text: words.dismiss, on: { click: put } })),
      cardView(one.card, { act: (button, element) => tell("press", { button, element }), take: (text) => tell("take", text) }),
      fileLinks(one.files),
    ),
  );
}

// Moving about

export function focusMessage(id) {
  const node = nodes.get(id)?.node;
  if (!node) return;
  node.focus();
  node.scrollIntoView({ block: "center" });
  node.classList.add("flash");
  setTimeout(() => node.classList.remove("flash"), 1200);
}

log.addEventListener("keydown", (event) => {
  const standing = event.target.closest?.("article");
  if (event.target !== log && event.target !== standing) return;
  const all = [...log.querySelectorAll("article")];
  const index = all.indexOf(standing);
  const to = {
    ArrowUp: index < 0 ? all.length - 1 : Math.max(index - 1, 0),
    ArrowDown: index < 0 ? all.length - 1 : Math.min(index + 1, all.length - 1),
    Home: 0,
    End: all.length - 1,
  }[event.key];
  if (to !== undefined && all[to]) {
    event.preventDefault();
    all[to].focus();
    all[to].scrollIntoView({ block: "nearest" });
  } else if (event.key === "Enter" && standing && standing.classList.contains("can-select")) {
    event.preventDefault();
    const message = messageOf(standing.dataset.message);
    if (message) tell("why", message);
  }
});

log.addEventListener("scroll", () => {
  if (Math.abs(log.scrollTop - placed) > GAP) [following, anchor] = [atBottom(), null];
  if (atBottom()) jump.hidden = true;
  if (log.scrollTop < 40 && messages.length > shown) showEarlier();
});

jump.append(icon("down"), words.newBelow);
jump.addEventListener("click", toBottom);
new ResizeObserver(() => following && state.me && settle()).observe(log);
