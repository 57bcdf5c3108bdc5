// What can be done with a message, and for the team with a person: the menus in the conversation.

import { get } from "/page/api.js";
import { messageItems, personItems } from "/page/commands.js";
import { h, iconButton, leadingRole } from "/page/dom.js";
import { menuItem, popup } from "/page/popup.js";
import { isModerator, isStaff, state, tell } from "/page/state.js";
import { words } from "/page/words.js";

const ACTIONS = {
  reply: { icon: "reply", text: () => words.reply, label: (name) => words.replyTo(name) },
  edit: { icon: "pencil", text: () => words.edit, label: () => words.edit },
  delete: { icon: "trash", text: () => words.delete, label: () => words.delete },
  why: { icon: "eye", text: () => words.why, label: () => words.why },
};

/** The buttons of a message: the quick ones, and a menu with everything. */
export function tools(message, { name, own, bot, gone }) {
  const fitting = [!gone && "reply", own && !gone && "edit", own && !gone && "delete", isModerator() && !bot && "why"].filter(Boolean);
  const act = (action) => tell(action, message);
  const quick = fitting.map((action) => iconButton(ACTIONS[action].icon, ACTIONS[action].label(name), () => act(action), { class: "quick-tool" }));
  const foreign = !own && !bot;
  const items = (close) => [
    fitting.map((action) => menuItem(ACTIONS[action].text(), "", () => (close(false), act(action)))),
    foreign ? messageItems(message, close) : [],
  ];
  const more = fitting.length || foreign ? popup(iconButton("more", words.more(name)), items, { label: words.tools(name) }) : null;
  return h("div", { class: "tools", role: "group", "aria-label": words.tools(name) }, quick, more);
}

/** A name; for the team it opens what can be done with the person. */
export function nameView(person, name) {
  if (!isStaff() || !person?.roles || person.id === state.me.id) return h("span", { class: "name", text: name });
  const button = h("button", { type: "button", class: "name name-button", title: words.person(name), text: name });
  return popup(button, (close) => personMenu(person, close), { label: words.person(name) });
}

async function personMenu(person, close) {
  const [cases, items] = await Promise.all([casesOf(person), personItems(person, close)]);
  const open = cases.map((one) => menuItem(one.title, words.openCaseAbout, () => (close(false), tell("open-case", one.case))));
  const about = [words.roles[leadingRole(person.roles)], person.about].filter(Boolean).join(" · ");
  return [h("p", { class: "menu-head" }, h("strong", { text: person.name }), h("span", { text: about })), open, items, open.length || items.length ? null : h("p", { class: "soft", text: words.personNothing })];
}

const casesOf = (person) =>
  isModerator()
    ? get("cases", { person: state.me.id, about: person.id })
        .then((answer) => answer.cases)
        .catch(() => [])
    : [];
