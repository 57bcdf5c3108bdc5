// What a person may do, from the commands' own declarations: lists by feature, and the entries of menus.

import { get } from "/page/api.js";
import { h } from "/page/dom.js";
import { menuItem } from "/page/popup.js";
import { state, tell } from "/page/state.js";

/** How a command reads in a menu: in words of its own, or "duty pause" as it is said: "Duty pause". */
const spoken = ({ name, menu }) => menu || name.charAt(0).toUpperCase() + name.slice(1);

/** Open a command's form, with what is known already. */
export function start(command, args = {}) {
  const open = command.arguments.filter((argument) => !(argument.name in args));
  tell("close-drawers");
  tell("command", { command: command.name, args, ask: open.length > 0 });
}

/** Every feature with its commands; for the team, its own work comes first. */
export function featureList() {
  const features = new Map();
  for (const command of state.commands) {
    const { id, label } = command.feature;
    if (!features.has(id)) features.set(id, { id, label, commands: [] });
    features.get(id).commands.push(command);
  }
  const forAll = (feature) => feature.commands.some((command) => command.roles.includes("member"));
  return [...features.values()].sort((one, other) => Number(forAll(one)) - Number(forAll(other)));
}

/** The list of commands; `opened` are the features that stand open. */
export function commandList(opened = new Set()) {
  return h(
    "div",
    { class: "features" },
    featureList().map((feature) =>
      h(
        "details",
        { class: "feature", open: opened.has(feature.id), data: { feature: feature.id } },
        h("summary", {}, h("span", { text: feature.label }), h("span", { class: "feature-count", "aria-hidden": "true", text: String(feature.commands.length) })),
        h("ul", { class: "quick" }, feature.commands.map((command) => h("li", {}, row(command)))),
      ),
    ),
  );
}

const row = (command) => menuItem(command.summary, `/${command.name}`, () => start(command), { data: { name: command.name, keep: `command-${command.name}` } });

const taking = (type) =>
  state.commands
    .map((command) => ({ command, argument: command.arguments.find((argument) => argument.type === type) }))
    .filter(({ argument }) => argument);

/** What can be done with somebody's message. */
export function messageItems(message, close) {
  return taking("message").map(({ command, argument }) =>
    menuItem(spoken(command), command.summary, () => (close(), start(command, { [argument.name]: message.id })), { data: { name: command.name } }),
  );
}

/** What can be done with a person: only where the command would take them. */
export async function personItems(person, close) {
  const fitting = await Promise.all(taking("person").map(async (one) => ((await takes(one, person.id, person.name)) ? one : null)));
  return fitting
    .filter(Boolean)
    .map(({ command, argument }) =>
      menuItem(spoken(command), command.summary, () => (close(), start(command, { [argument.name]: person.id })), { data: { name: command.name } }),
    );
}

/** What else can be done with a case, beside the buttons of its card. */
export async function caseItems(number, shown, close) {
  const mine = taking("case").filter(({ command, argument }) => argument.required && !shown.has(command.name));
  const fitting = await Promise.all(mine.map(async (one) => ((await takes(one, number, number)) ? one : null)));
  return fitting
    .filter(Boolean)
    .map(({ command, argument }) =>
      menuItem(command.summary, `/${command.name}`, () => (close(), start(command, { [argument.name]: number })), { data: { name: command.name } }),
    );
}

/** Whether the value is among those that the command offers; one that offers nothing is asked when it runs. */
async function takes({ command, argument }, value, text) {
  const ask = (typed) =>
    get("choices", { person: state.me.id, command: command.name, argument: argument.name, text: typed })
      .then((answer) => answer.choices)
      .catch(() => []);
  return !argument.completes || (await ask(text)).some((choice) => choice.value === value);
}
