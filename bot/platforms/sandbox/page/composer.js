// The message box: write, answer, change, and commands by a slash.

import { Offline, post } from "/page/api.js";
import { avatar, byId, h, iconButton, shortName } from "/page/dom.js";
import { fileChooser } from "/page/files.js";
import { icon } from "/page/icons.js";
import { channelOf, DIRECT, memory, state, tell } from "/page/state.js";
import { words } from "/page/words.js";

const box = byId("compose");
/** What stands unsent in each conversation, and where each person spoke last. */
const drafts = new Map();
const spoke = new Map();
let mode = null;
let chip = null;
let options = [];
let marked = 0;

const face = h("span", { class: "composer-face" });
const text = h("textarea", {
  id: "composer-text",
  rows: "1",
  "aria-describedby": "composer-keys",
  "aria-autocomplete": "list",
  "aria-controls": "commands",
  "aria-haspopup": "listbox",
});
const menu = h("ul", { id: "commands", role: "listbox", "aria-label": words.commands, hidden: true });
const count = h("span", { class: "quiet", role: "status" });
const about = h("div", { class: "composer-mode", hidden: true });
const sendLabel = h("span", { text: words.send });
const sendButton = h("button", { type: "submit", class: "button primary send" }, icon("send"), sendLabel);
const files = fileChooser();
const slash = iconButton("slash", words.commandsShow, () => (text.value.startsWith("/") || put("/"), text.focus(), complete()), { class: "slash" });
const form = h(
  "form",
  { class: "composer", on: { submit: (event) => (event.preventDefault(), send()) } },
  menu,
  about,
  files.list,
  h("div", { class: "composer-row" }, face, text, slash, files.button, files.input, sendButton),
  count,
);
box.append(chips(), form, h("p", { id: "composer-keys", class: "keys", text: words.composerKeys }));

function chips() {
  const row = h("div", { class: "chips", role: "group", "aria-label": words.tryThis });
  row.append(h("span", { class: "chips-label", "aria-hidden": "true" }, icon("spark"), words.tryThis));
  for (const one of words.chips)
    row.append(h("button", { type: "button", class: "chip", text: one.label, data: { chip: one.id }, on: { click: () => tell("chip", one.id) } }));
  return row;
}

const here = () => `${state.me.id}/${state.channel}`;
const channelName = () => (state.channel === DIRECT ? words.direct : `#${channelOf(state.channel).name}`);

/** Another person or channel. What was typed before waits where it was typed. */
export function leave() {
  if (state.me && !mode?.edit) drafts.set(here(), text.value);
  files.clear();
  stop(false);
}

export function open() {
  face.replaceChildren(avatar(state.me, "small"));
  const label = state.channel === DIRECT ? words.composerDirect : words.composer(shortName(state.me.name), channelName());
  text.placeholder = label;
  text.setAttribute("aria-label", label);
  form.classList.toggle("in-private", state.channel === DIRECT);
  put(drafts.get(here()) || "", false);
}

/** Fill the box; nothing is sent. */
export function put(value, focus = true, from = null) {
  text.value = value;
  chip = from;
  grow();
  complete();
  if (!focus) return;
  text.focus();
  text.setSelectionRange(value.length, value.length);
}

export const focus = () => text.focus();
/** The channel where a person spoke last in front of others. */
export const spokeLast = (person) => spoke.get(person) || memory.read("spoke", {})[person] || null;

export function reply(message) {
  enter({ reply: message }, words.replying(message.author_name));
}

export function edit(message) {
  drafts.set(here(), text.value);
  enter({ edit: message }, words.editing);
  put(message.text);
}

function enter(next, label) {
  mode = next;
  about.replaceChildren(
    icon(next.edit ? "pencil" : "reply"),
    h("span", { class: "mode-label", text: label }),
    h("span", { class: "mode-text", text: next.reply?.text || "" }),
    iconButton("close", words.stop, () => stop()),
  );
  about.hidden = false;
  files.allow(!next.edit);
  sendLabel.textContent = next.edit ? words.save : words.send;
  text.focus();
}

function stop(restore = true) {
  const was = mode;
  mode = null;
  about.hidden = true;
  files.allow(true);
  sendLabel.textContent = words.send;
  if (was?.edit && restore) put(drafts.get(here()) || "");
  closeMenu();
}

async function send() {
  const value = text.value;
  if (!value.trim() && !files.any()) return text.focus();
  if (!mode && value.startsWith("/") && run(value)) return;
  const sent = { mode, chip, person: state.me.id, channel: state.channel };
  sendButton.disabled = true;
  try {
    if (mode?.edit) await post("edit", { person: sent.person, message: mode.edit.id, text: value });
    else {
      const body = { person: sent.person, channel: sent.channel, text: value };
      if (mode?.reply) body.reply_to = mode.reply.id;
      if (files.any()) body.files = await files.read();
      await post("say", body);
      remember(sent);
    }
    if (here() === `${sent.person}/${sent.channel}`) {
      if (text.value === value) put("");
      files.clear();
      stop();
    } else drafts.delete(`${sent.person}/${sent.channel}`);
    tell("changed", sent.channel);
    if (sent.chip) tell("chip-sent", sent.chip);
    tell("hush");
  } catch (error) {
    if (!(error instanceof Offline)) tell("toast", { text: error.message || words.failed, tone: "caution" });
  } finally {
    sendButton.disabled = false;
  }
}

function remember({ person, channel }) {
  if (channel === DIRECT) return;
  spoke.set(person, channel);
  memory.write("spoke", { ...memory.read("spoke", {}), [person]: channel });
}

// Commands

/** "/faq ask what is PSA": the command, and the rest for its first argument of text. False where it is none. */
function run(value) {
  const [, name = "", typed = ""] = /^\/(\S+\s+\S+)\s*([^]*)$/.exec(value.trim()) || [];
  const command = state.commands.find((one) => one.name === name.replace(/\s+/, " "));
  if (!command) {
    tell("toast", { text: words.commandNone, tone: "caution" });
    return true;
  }
  const target = command.arguments.find((argument) => argument.required) || command.arguments[0];
  start(command, typed && target ? { [target.name]: typed } : {});
  return true;
}

function start(command, args) {
  put("");
  tell("command", { command: command.name, args, ask: command.arguments.length > 0 && !Object.keys(args).length });
}

function complete() {
  const typed = text.value;
  if (mode || !typed.startsWith("/") || typed.includes("\n")) return closeMenu();
  const wanted = typed.slice(1).toLowerCase();
  options = state.commands.filter((command) => command.name.startsWith(wanted.split(" ").slice(0, 2).join(" ")));
  if (wanted.split(" ").filter(Boolean).length > 2) options = [];
  if (!options.length) return closeMenu();
  marked = 0;
  menu.replaceChildren(
    ...options.map((command, index) =>
      h(
        "li",
        { id: `command-${index}`, role: "option", on: { mousedown: (event) => (event.preventDefault(), choose(index)) } },
        h("span", { class: "command-name", text: `/${command.name}` }),
        h("span", { class: "command-summary", text: command.summary }),
      ),
    ),
  );
  menu.hidden = false;
  count.textContent = words.commandCount(options.length);
  markOption(0);
}

function markOption(index) {
  marked = (index + options.length) % options.length;
  [...menu.children].forEach((item, at) => item.setAttribute("aria-selected", String(at === marked)));
  menu.children[marked].scrollIntoView({ block: "nearest" });
  text.setAttribute("aria-activedescendant", `command-${marked}`);
}

function closeMenu() {
  menu.hidden = true;
  options = [];
  text.removeAttribute("aria-activedescendant");
  count.textContent = "";
}

function choose(index) {
  const command = options[index];
  closeMenu();
  const typed = text.value.slice(1);
  const rest = typed.startsWith(`${command.name} `) ? typed.slice(command.name.length + 1).trim() : "";
  if (rest) return run(text.value);
  start(command, {});
}

function keys(event) {
  if (event.isComposing) return;
  if (options.length) {
    if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      event.preventDefault();
      return markOption(marked + (event.key === "ArrowDown" ? 1 : -1));
    }
    if (event.key === "Enter" || (event.key === "Tab" && !event.shiftKey)) {
      event.preventDefault();
      return choose(marked);
    }
    if (event.key === "Escape") {
      event.stopPropagation();
      return closeMenu();
    }
  }
  if (event.key === "Enter" && !event.shiftKey) {
    event.preventDefault();
    send();
  } else if (event.key === "Escape" && mode) {
    event.stopPropagation();
    stop();
  }
}

/** Where the browser cannot size the box by its content. */
function grow() {
  if (CSS.supports("field-sizing", "content")) return;
  text.style.height = "auto";
  text.style.height = `${Math.min(text.scrollHeight, 200)}px`;
}

text.addEventListener("input", () => {
  grow();
  complete();
});
text.addEventListener("keydown", keys);
text.addEventListener("blur", closeMenu);
