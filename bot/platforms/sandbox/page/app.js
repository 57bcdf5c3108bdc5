// Carecircle's sandbox: puts the parts together, follows the address bar, and listens to the server.

import { get, Offline, post, Refused } from "/page/api.js";
import * as composer from "/page/composer.js";
import * as conversation from "/page/conversation.js";
import { byId, colourPeople, fullTime, h, hour, iconButton, now, setNow, shortName } from "/page/dom.js";
import { confirm, invoke } from "/page/forms.js";
import * as guide from "/page/guide.js";
import { icon } from "/page/icons.js";
import { popup } from "/page/popup.js";
import * as notices from "/page/notices.js";
import * as panel from "/page/panel.js";
import * as rail from "/page/rail.js";
import { channelOf, DIRECT, isModerator, isStaff, maySee, on, personOf, state, tell } from "/page/state.js";
import { words } from "/page/words.js";

const shell = byId("shell");
let source = null;
let alarmWait = 0;

// Where we are: #person/channel

const address = (person, channel) => `#${encodeURIComponent(person)}/${encodeURIComponent(channel)}`;

function go({ person = state.me?.id, channel = state.channel }) {
  const wanted = address(person, channel || "");
  if (location.hash === wanted) return;
  location.hash = wanted;
}

function follow() {
  const [person, channel] = location.hash.slice(1).split("/").map((part) => {
    try {
      return decodeURIComponent(part);
    } catch {
      return "";
    }
  });
  const me = personOf(person) || state.me || personOf("bill") || state.people[0];
  const seen = (id) => {
    const found = id && channelOf(id);
    return found && maySee(me, found) ? id : null;
  };
  const start = state.channels.find((one) => one.kind === "support" && one.id === "prostate") || state.channels.find((one) => maySee(me, one));
  const open = seen(channel) || seen(state.channel) || start?.id || DIRECT;
  if (location.hash !== address(me.id, open)) history.replaceState(null, "", address(me.id, open));
  if (state.me?.id === me.id && state.channel === open) return;
  enter(me, open);
}

async function enter(me, channel) {
  const other = state.me?.id !== me.id;
  composer.leave();
  Object.assign(state, { me, channel, turn: state.turn + 1 });
  closeDrawers(false);
  notices.hush();
  if (other) {
    state.commands = [];
    notices.clearNotes();
    notices.clearAlarm();
    listen();
  }
  rail.draw();
  rail.markRead(channel);
  drawTop();
  composer.open();
  byId("log").setAttribute("aria-label", words.log(channelTitle()));
  document.title = `${channelTitle()} · ${state.community || words.brand}`;
  const opened = conversation.open();
  if (other) {
    panel.open();
    get("commands", { person: me.id })
      .then((commands) => {
        if (me.id !== state.me.id) return;
        state.commands = commands;
        panel.setCommands();
      })
      .catch(fail);
    notices.readAlarm();
  }
  notices.readNotes();
  await opened;
}

const channelTitle = () => (state.channel === DIRECT ? words.direct : channelOf(state.channel).name);

// The top of the conversation

const count = h("span", { class: "count", hidden: true });
const openRail = iconButton("menu", words.openRail, () => openDrawer("rail"), { class: "for-rail", "aria-expanded": "false" });
const openPanel = iconButton("panel", words.openPanel, () => openDrawer("panel"), { class: "for-panel", "aria-expanded": "false" });
openPanel.append(count);

function drawTop() {
  const channel = channelOf(state.channel);
  const direct = channel.kind === DIRECT;
  const about = direct
    ? words.directAbout
    : channel.about ||
      (channel.kind === "support"
        ? words.about.conditions[channel.condition] || words.about.support(channel.name.replaceAll("-", " "))
        : words.about[channel.kind]);
  byId("top").replaceChildren(
    openRail,
    h("div", { class: "top-words" }, h("h2", {}, icon(direct ? "lock" : "hash"), h("span", { text: channelTitle() })), h("p", { text: about || "" })),
    menuButton(),
    openPanel,
  );
  byId("main").classList.toggle("in-direct", direct);
}

const menuButton = () => popup(iconButton("more", words.menu, null), menuItems, { label: words.menu, id: "menu" });

function menuItems(close) {
  const theme = document.documentElement.dataset.theme || "auto";
  return [
    h("p", { class: "group-name" }, words.clock),
    h("p", { class: "soft", title: fullTime(now()), text: words.clockNow(hour(now())) }),
    h("div", { class: "menu-grid" }, words.clockSteps.map((step) => h("button", { type: "button", class: "button", text: step.label, data: { seconds: step.seconds }, on: { click: () => (close(), moveClock(step.seconds)) } }))),
    h("fieldset", { class: "themes" }, h("legend", { class: "group-name", text: words.theme }),
      Object.entries(words.themes).map(([value, label]) =>
        h("label", { class: "choice" }, h("input", { type: "radio", name: "theme", value, checked: value === theme, on: { change: () => setTheme(value) } }), h("span", { text: label })),
      ),
    ),
    h("button", { type: "button", class: "button wide", text: words.guideAgain, on: { click: () => (close(), tell("guide-again")) } }),
  ];
}

function setTheme(value) {
  if (value === "auto") delete document.documentElement.dataset.theme;
  else document.documentElement.dataset.theme = value;
  try {
    if (value === "auto") localStorage.removeItem("carecircle.theme");
    else localStorage.setItem("carecircle.theme", value);
  } catch {
    // The choice then lasts until the page is closed.
  }
}

async function moveClock(seconds) {
  notices.toast({ text: words.clockMoving });
  try {
    setNow((await post("clock", { seconds })).now);
    readDuty();
    notices.toast({ text: words.clockMoved(fullTime(now())), tone: "done" });
    conversation.open();
    refreshDesk();
  } catch (error) {
    if (error instanceof Refused) notices.toast({ text: words.clockBusy, tone: "caution" });
    else fail(error);
  }
}

// Drawers, where the window is narrow

function openDrawer(id) {
  const drawer = byId(id);
  if (getComputedStyle(drawer).position !== "fixed") return;
  closeDrawers(false);
  shell.dataset.open = id;
  byId("scrim").hidden = false;
  setInert();
  (id === "rail" ? openRail : openPanel).setAttribute("aria-expanded", "true");
  (drawer.querySelector("input:checked, a, button") || drawer).focus();
}

function closeDrawers(focus = true) {
  const id = shell.dataset.open;
  if (!id) return;
  delete shell.dataset.open;
  byId("scrim").hidden = true;
  setInert();
  for (const button of [openRail, openPanel]) button.setAttribute("aria-expanded", "false");
  if (focus) (id === "rail" ? openRail : openPanel).focus();
}

/** What is off the screen is out of reach of the keyboard as well. */
function setInert() {
  for (const id of ["rail", "panel"]) byId(id).inert = getComputedStyle(byId(id)).position === "fixed" && shell.dataset.open !== id;
  byId("main").inert = Boolean(shell.dataset.open);
}

/** Who is on duty may have changed. */
async function readDuty() {
  const found = await get("state").catch(() => null);
  if (found) tellDuty(found);
}

function tellDuty(found) {
  state.duty = found.on_duty || [];
  rail.drawDuty();
  tell("on-duty");
}

// What people do

async function command({ command: name, args = {}, ask = false, channel = state.channel, element = null }) {
  const known = state.commands.find((one) => one.name === name);
  const fields = ask && known ? known.arguments.filter((argument) => !(argument.name in args)) : null;
  await acted(name, args, element, () =>
    invoke({ path: "do", body: { person: state.me.id, channel, command: name, args }, command: name, title: known?.summary || name, askFirst: fields }),
  );
}

/** A button. On a card that is kept, the server looks whether it is still there; on an answer it is a plain command. */
async function press({ button, message = null, channel = state.channel, element = null }) {
  if (!message) return command({ command: button.command, args: button.args, channel, element });
  await acted(button.command, button.args, element, () =>
    invoke({
      path: "press",
      body: { person: state.me.id, message: message.id, button: button.id, args: {} },
      command: button.command,
      title: button.label,
    }),
  );
}

async function acted(name, args, element, call) {
  const turn = state.turn;
  if (element?.ariaDisabled) return; // it is under way; `disabled` would take the focus away, and a dialog could not give it back
  if (element) element.ariaDisabled = "true";
  try {
    const answer = await call();
    if (!answer || turn !== state.turn) return;
    if (answer.refused) notices.toast({ text: answer.refused, tone: "caution" });
    else if (answer.reply && !panel.took(name, answer)) conversation.answer(answer.reply, answer.files);
    else if (!answer.reply) notices.toast({ text: words.done, tone: "done" });
    if (isStaff()) readDuty();
    refreshDesk();
  } catch (error) {
    fail(error);
  } finally {
    if (element) element.ariaDisabled = null;
  }
}

function fail(error) {
  if (error instanceof Offline) return;
  if (!(error instanceof Refused)) throw error;
  notices.toast({ text: error.message || words.failed, tone: "caution" });
}

/** A draft goes where its author spoke last in front of others. */
function take(text) {
  const channel = state.channel === DIRECT ? composer.spokeLast(state.me.id) || state.channels.find((one) => one.kind === "support")?.id : state.channel;
  if (channel && channel !== state.channel) {
    addEventListener("hashchange", () => setTimeout(() => put(text)), { once: true });
    go({ channel });
  } else put(text);
}

function put(text) {
  composer.put(text);
  closeDrawers(false);
  composer.focus();
  notices.toast({ text: words.copied, tone: "done" });
}

/** A chip speaks as a fitting member in a fitting channel; nothing is sent. */
function chip(id) {
  const one = words.chips.find((each) => each.id === id);
  const members = state.people.filter((person) => !isStaff(person));
  const person = personOf(one.person) || members[0] || state.me;
  const channel =
    state.channels.find((each) => each.id === one.channel) ||
    state.channels.find((each) => each.condition === one.condition) ||
    state.channels.find((each) => each.kind === "support") ||
    channelOf(state.channel);
  const fill = () => {
    composer.put(one.text, true, id);
    notices.toast({ text: words.chipReady(shortName(person.name), channel.kind === DIRECT ? words.direct : `#${channel.name}`) });
  };
  if (person.id === state.me.id && channel.id === state.channel) return fill();
  addEventListener("hashchange", () => setTimeout(fill), { once: true });
  go({ person: person.id, channel: channel.id });
}

// The server tells

function listen() {
  source?.close();
  source = new EventSource(`/api/stream?person=${encodeURIComponent(state.me.id)}`);
  source.addEventListener("open", () => notices.reach(true));
  source.addEventListener("error", () => notices.reach(false));
  source.addEventListener("change", (event) => changed(JSON.parse(event.data).channel));
  source.addEventListener("page", refreshDesk);
}

function changed(channel) {
  if (channel === state.channel) conversation.refresh();
  else rail.markUnread(channel);
  if (channel === DIRECT) setTimeout(notices.readNotes, 40);
  if (channel === DIRECT) setTimeout(notices.readNotes, 450);
  if (channelOf(channel)?.kind === "moderators") refreshDesk();
}

function refreshDesk() {
  if (!isModerator()) return;
  clearTimeout(alarmWait);
  panel.refresh();
  alarmWait = setTimeout(() => {
    notices.wake();
    notices.readAlarm();
    panel.refresh();
  }, 450);
}

// Start

async function begin() {
  const found = await get("state");
  setNow(found.now);
  Object.assign(state, { people: found.people, channels: found.channels, community: found.community || "", notice: found.notice || "", duty: found.on_duty || [], fileBytes: found.file_bytes || 0 });
  colourPeople(state.people);
  rail.start();
  notices.begin();
  shell.removeAttribute("aria-busy");
  if (!state.people.length) return emptyCommunity();
  guide.start();
  follow();
  tellDuty(found);
  setInert();
}

function emptyCommunity() {
  const [title, body] = words.emptyCommunity;
  byId("main").replaceChildren(h("div", { class: "blank whole" }, icon("person"), h("p", { class: "blank-title", text: title }), h("p", { text: body })));
}

async function retry() {
  try {
    await get("state");
    notices.reach(true);
    if (source?.readyState === EventSource.CLOSED) listen();
    if (!state.people.length) await begin();
  } catch {
    // The banner is still up.
  }
}

on("go", go);
on("press", press);
on("command", command);
on("take", take);
on("chip", chip);
on("changed", changed);
on("reply", composer.reply);
on("edit", composer.edit);
on("delete", async (message) => {
  if (!(await confirm(words.deleteTitle, words.deleteBody, words.deleteYes))) return;
  await post("delete", { person: state.me.id, message: message.id }).catch(fail);
  changed(state.channel);
});
on("why", panel.openWhy);
on("open-case", panel.openCase);
on("selected", conversation.select);
on("notes", panel.setNotes);
on("toast", notices.toast);
on("hush", notices.hush);
on("seen", rail.markRead);
on("cases", (waiting) => {
  count.textContent = String(waiting);
  count.hidden = !waiting;
  rail.setCases(waiting);
});
on("open-panel", () => openDrawer("panel"));
on("close-drawers", () => closeDrawers());
on("focus-composer", composer.focus);
on("retry", retry);
on("back", async () => {
  const found = await get("state").catch(() => null);
  if (!found) return;
  setNow(found.now);
  tellDuty(found);
  if (state.me && !found.people.some((person) => person.id === state.me.id)) return location.reload();
  conversation.refresh();
  notices.readNotes();
  refreshDesk();
});

addEventListener("hashchange", follow);
addEventListener("resize", () => state.me && setInert());
byId("scrim").addEventListener("click", () => closeDrawers());
addEventListener("keydown", (event) => {
  if (event.key === "Escape" && shell.dataset.open && !document.querySelector("dialog")) closeDrawers();
});
for (const node of document.querySelectorAll("[data-word]")) node.textContent = words[node.dataset.word];
for (const node of document.querySelectorAll("[data-word-label]")) node.setAttribute("aria-label", words[node.dataset.wordLabel]);
byId("log").replaceChildren(h("p", { class: "soft loading", text: words.loading }));

begin().catch((error) => {
  byId("log").replaceChildren(h("div", { class: "blank" }, h("p", { class: "blank-title", text: words.openFailed }), h("p", { text: error.message || "" })));
  if (!(error instanceof Offline)) throw error;
});
