// Dialogs: a form for what a command still needs, and a plain question.

import { get, Offline, post } from "/page/api.js";
import { h, iconButton, now } from "/page/dom.js";
import { state, tell } from "/page/state.js";
import { words } from "/page/words.js";

const FEW = 40;
let number = 0;

/**
 * Opens a dialog and answers what `content.finish` made of the values, or null where it was closed. What is refused is said in
 * the dialog, which stays open: nothing typed is lost.
 */
function dialog(title, content, buttons) {
  const opener = document.activeElement;
  const id = `dialog-${++number}`;
  return new Promise((resolve) => {
    const view = h("dialog", { "aria-labelledby": id, class: "dialog" });
    const done = (value) => {
      view.close();
      view.remove();
      if (opener?.isConnected && opener !== document.body) opener.focus();
      else tell("focus-composer");
      resolve(value);
    };
    const form = h(
      "form",
      { method: "dialog", novalidate: true, on: { submit: (event) => (event.preventDefault(), submit()) } },
      h("header", {}, h("h2", { id, text: title }), iconButton("close", words.close, () => done(null))),
      h("div", { class: "dialog-body" }, content.nodes),
      h(
        "footer",
        {},
        h("button", { type: "button", class: "button", text: words.cancel, on: { click: () => done(null) } }),
        h("button", { type: "submit", class: `button ${buttons.danger ? "danger" : "primary"}`, text: buttons.yes }),
      ),
    );
    const refused = h("p", { class: "fault refused", role: "alert" });
    form.querySelector(".dialog-body").after(refused);
    const submit = async () => {
      const value = content.read();
      refused.textContent = "";
      if (value === undefined || form.dataset.busy) return;
      if (!content.finish) return done(value);
      form.dataset.busy = "";
      try {
        const answer = await content.finish(value);
        if (!view.isConnected) return;
        if (!answer.refused) return done(answer);
        refused.textContent = answer.refused;
        refused.scrollIntoView({ block: "nearest" });
      } catch (error) {
        if (!(error instanceof Offline)) refused.textContent = error.message || words.failed;
      } finally {
        delete form.dataset.busy;
      }
    };
    view.addEventListener("cancel", (event) => (event.preventDefault(), done(null)));
    view.append(form);
    document.body.append(view);
    view.showModal();
    (view.querySelector("[data-first]") || view.querySelector("footer .button"))?.focus();
  });
}

export const confirm = (title, body, yes) => dialog(title, { nodes: [h("p", { text: body })], read: () => true }, { yes, danger: true });

/** Asks for arguments, and hands them to `finish`. */
async function ask(command, title, fields, given, finish) {
  const controls = await Promise.all(fields.map((field, index) => control(command, field, given[field.name] || "", index === 0)));
  const read = () => {
    const values = {};
    let faulty = null;
    for (const { field, value, fail, first } of controls) {
      const found = value();
      const missing = field.required && !found;
      fail(missing ? (["text", "long_text", "whole_number", "time"].includes(field.type) ? words.fillIn : words.pickOne) : "");
      if (missing) faulty = faulty || first;
      else if (found) values[field.name] = found;
    }
    if (!faulty) return values;
    faulty.focus();
    return undefined;
  };
  return dialog(title, { nodes: controls.map((one) => one.node), read, finish }, { yes: words.go });
}

async function control(command, field, given, focused) {
  const id = `field-${++number}`;
  const fault = h("p", { class: "fault", id: `${id}-fault`, role: "alert" });
  const common = { id, name: field.name, "aria-describedby": `${id}-fault`, data: focused ? { first: "" } : {} };
  const made = await input(command, field, given, common);
  // "Days (mon-fri)": how to write it helps where one writes.
  const [, plain, how = ""] = /^(.*?)\s*(?:\(([^)]*)\))?$/.exec(field.label);
  const written = ["text", "long_text"].includes(field.type) && field.required;
  const hint = !field.required ? words.optional : written ? how : "";
  const label = [plain, hint ? h("span", { class: "hint-words", text: ` (${hint})` }) : null];
  const node = made.group
    ? h("fieldset", { class: "field" }, h("legend", {}, label), made.nodes, fault)
    : h("div", { class: "field" }, h("label", { for: id }, label), made.nodes, fault);
  const fail = (text) => {
    fault.textContent = text;
    if (!made.group) made.first.setAttribute("aria-invalid", String(Boolean(text)));
  };
  return { field, node, value: made.value, fail, first: made.first };
}

async function input(command, field, given, common) {
  const simple = (node) => ({ nodes: [node], first: node, value: () => node.value.trim() });
  if (field.type === "long_text") return simple(h("textarea", { ...common, rows: "4", value: given }));
  if (field.type === "whole_number" && !field.completes) return simple(h("input", { ...common, type: "number", step: "1", inputmode: "numeric", value: given }));
  if (field.type === "time") return timeInput(common);
  if (field.type === "yes_no")
    return radios(field, common, [
      { value: "true", label: words.yes },
      { value: "false", label: words.no },
    ]);
  if (field.choices?.length) return field.choices.length > 5 || !field.required ? select(field.choices, common, given) : radios(field, common, field.choices);
  const found = await choices(command, field, "");
  if (!found.length && field.type === "case" && field.completes) return none(common, words.noCases);
  if (!found.length) return simple(h("input", { ...common, type: "text", autocomplete: "off", value: given }));
  const all = ["article", "message"].includes(field.type) || found.length > FEW;
  return all ? searched(command, field, found, common, given) : select(found, common, given);
}

async function choices(command, field, text) {
  const found = await get("choices", { person: state.me.id, command, argument: field.name, text })
    .then((answer) => answer.choices)
    .catch(() => []);
  if (found.length || text) return found;
  if (field.type === "person") return state.people.map((person) => ({ value: person.id, label: person.name }));
  if (field.type === "channel") return state.channels.map((channel) => ({ value: channel.id, label: `#${channel.name}` }));
  return [];
}

/** Nothing can be chosen; the words say why. */
function none(common, text) {
  const node = h("select", common, h("option", { value: "", text }));
  return { nodes: [node], first: node, value: () => "" };
}

function timeInput(common) {
  const local = (date) => new Date(date.getTime() - date.getTimezoneOffset() * 60000).toISOString().slice(0, 16);
  const node = h("input", { ...common, type: "datetime-local", min: local(now()) });
  return { nodes: [node], first: node, value: () => (node.value ? new Date(node.value).toISOString() : "") };
}

function select(list, common, given) {
  const node = h("select", common, h("option", { value: "", text: words.choose }), list.map((one) => h("option", { value: one.value, text: one.label })));
  if (given) node.value = list.find((one) => one.value === given || one.label.toLowerCase() === given.toLowerCase())?.value || "";
  return { nodes: [node], first: node, value: () => node.value };
}

function radios(field, common, list) {
  const name = `${common.id}-choice`;
  const nodes = list.map((one, index) =>
    h(
      "label",
      { class: "choice" },
      h("input", { type: "radio", name, value: one.value, data: index === 0 ? common.data : {} }),
      h("span", { text: one.label }),
    ),
  );
  const boxes = nodes.map((node) => node.querySelector("input"));
  return { group: true, nodes, first: boxes[0], value: () => boxes.find((box) => box.checked)?.value || "" };
}

/** Too many to list: type, and choose from what is found. */
function searched(command, field, found, common, given) {
  const status = h("p", { class: "soft", role: "status" });
  const list = h("select", { size: "6", "aria-label": field.label });
  const show = (items) => {
    list.replaceChildren(...items.map((one, index) => h("option", { value: one.value, text: one.label, selected: index === 0 && Boolean(search.value) })));
    status.textContent = words.found(items.length);
  };
  let wait = 0;
  const search = h("input", {
    ...common,
    type: "search",
    placeholder: words.search,
    autocomplete: "off",
    value: given,
    on: {
      input: () => {
        clearTimeout(wait);
        wait = setTimeout(async () => show(await choices(command, field, search.value.trim())), 120);
      },
      keydown: (event) => {
        if (event.key === "ArrowDown") (event.preventDefault(), list.focus());
      },
    },
  });
  show(found);
  if (given) choices(command, field, given).then(show);
  return { nodes: [search, list, status], first: search, value: () => list.value };
}

/**
 * Runs a command or a stored card's button, asking for what is missing. Answers `{reply, files}`, `{refused}` or null.
 */
export async function invoke({ path, body, command, title, askFirst = null }) {
  const args = body.args || {};
  const call = async (given) => {
    const all = { ...args, ...given };
    return { ...(await post(path, { ...body, args: all })), args: all };
  };
  const known = state.commands.find((one) => one.name === command)?.arguments || [];
  const form = (fields) => ask(command, title, fields.map((field) => known.find((one) => one.name === field.name) || field), args, call);
  if (askFirst) return form(askFirst);
  const answer = await call({});
  return answer.missing ? form(answer.missing) : answer;
}
