// What Decap CMS lacks for dossiers. Three things only: files are read and written as design asks (exactly as
// typed, nothing empty, documents by their id), a few widgets, and words that Decap's Vietnamese lacks.
"use strict";

(async () => {
  const { CMS, createClass, h, jsyaml } = window;
  const [config, words] = await Promise.all(
    ["config.yml", "words.json"].map(async (name) => jsyaml.load(await (await fetch(name)).text())),
  );
  const files = new Map(config.collections.flatMap(({ files }) => files).map((file) => [file.file, file]));

  // --- files -------------------------------------------------------------------------------------------------
  // Under this schema of js-yaml every scalar is text, as in the file: 1.20 stays 1.20 and a day stays a day.
  const AS_WRITTEN = { schema: jsyaml.FAILSAFE_SCHEMA };
  const isObject = (value) => typeof value === "object" && value !== null && !Array.isArray(value);

  // In a file documents are a mapping and a citation may be a bare id; in the form both are lists of objects.
  const toForm = (value, key) => {
    if (Array.isArray(value)) {
      return value.map((item) => (key === "evidence" && !isObject(item) ? { document: item } : toForm(item)));
    }
    if (!isObject(value)) return value;
    const entries = Object.entries(value);
    if (key === "documents") return entries.map(([id, described]) => ({ id, ...described }));
    return Object.fromEntries(entries.map(([name, inner]) => [name, toForm(inner, name)]));
  };

  // The fields' order, nothing empty, texts trimmed; what the form does not know stays, at the end.
  const toFile = (value, fields, key) => {
    if (Array.isArray(value)) {
      const items = value.map((item) => toFile(item, fields)).filter((item) => item !== undefined);
      if (!items.length) return undefined;
      if (key === "documents") return Object.fromEntries(items.map(({ id, ...described }) => [id, described]));
      if (key !== "evidence") return items;
      return items.map((item) => (Object.keys(item).length === 1 && item.document ? item.document : item));
    }
    if (isObject(value)) {
      const known = new Map(fields.map((field) => [field.name, field.fields || []]));
      const names = [...known.keys(), ...Object.keys(value).filter((name) => !known.has(name))];
      const entries = names.map((name) => [name, toFile(value[name], known.get(name) || [], name)]);
      const filled = entries.filter(([, inner]) => inner !== undefined);
      return filled.length ? Object.fromEntries(filled) : undefined;
    }
    const text = String(value ?? "").trim().normalize("NFC");
    return text || undefined;
  };

  CMS.registerCustomFormat("minhchung", "yml", {
    fromFile(text) {
      try {
        return toForm(jsyaml.load(text, AS_WRITTEN) || {});
      } catch (error) {
        return { unreadable: error.message };
      }
    },
    toFile({ $file, ...data }) {
      const { head, given, fields } = files.get($file);
      const body = toFile({ ...data, ...given }, [...Object.keys(given).map((name) => ({ name })), ...fields]);
      return `${head}${jsyaml.dump(body, { ...AS_WRITTEN, lineWidth: -1, noRefs: true })}`;
    },
  });

  const sha256 = async (file) =>
    [...new Uint8Array(await crypto.subtle.digest("SHA-256", await file.arrayBuffer()))]
      .map((byte) => byte.toString(16).padStart(2, "0"))
      .join("");

  // The format is not told which file it writes, nor what is in a file that goes along.
  CMS.registerEventListener({
    name: "preSave",
    async handler({ entry }) {
      let data = entry.get("data");
      if (data.get("unreadable")) {
        throw new Error(`tệp trong kho không đọc được nên không ghi đè: ${data.get("unreadable")}`);
      }
      const folder = entry.get("path").replace(/[^/]*$/, "");
      const added = new Map(entry.get("mediaFiles").map((media) => [media.get("path"), media.get("file")]));
      for (const [index, described] of [...(data.get("documents") || [])].entries()) {
        const file = added.get(folder + described.get("file"));
        if (file) data = data.setIn(["documents", index, "sha256"], await sha256(file));
      }
      return data.set("$file", entry.get("path"));
    },
  });

  // --- widgets -----------------------------------------------------------------------------------------------
  const input = ({ forID, classNameWrapper, setActiveStyle, setInactiveStyle, value }, attributes) =>
    h("input", {
      id: forID,
      className: classNameWrapper,
      onFocus: setActiveStyle,
      onBlur: setInactiveStyle,
      value: value ?? "",
      ...attributes,
    });

  // A number as it is typed, so that 1.20 is not made 1.2; a decimal comma becomes a point.
  const Figure = createClass({
    isValid() {
      const { field, value } = this.props;
      const text = String(value ?? "");
      const [min, max] = [field.get("min", -Infinity), field.get("max", Infinity)];
      const said = (message) => ({ error: { type: "CUSTOM", message: `${field.get("label")}: ${message}` } });
      if (!text) return true;
      if (field.get("whole") && !/^\d+$/.test(text)) return said("hãy ghi số nguyên, chỉ gồm chữ số.");
      if (!/^-?\d+(\.\d+)?$/.test(text)) return said("hãy ghi một con số, ví dụ 0,05.");
      if (Number(text) >= min && Number(text) <= max) return true;
      if (max === Infinity) return said(`phải từ ${min} trở lên.`);
      return said(min === -Infinity ? `không được quá ${max}.` : `phải từ ${min} đến ${max}.`);
    },
    render() {
      const onChange = ({ target }) => this.props.onChange(target.value.trim().replace(",", "."));
      return input(this.props, { type: "text", inputMode: "decimal", onChange });
    },
  });

  // A day as text: 10/12/2022 is the tenth of December whatever the language of the browser, and is kept in ISO order.
  const Day = createClass({
    isValid() {
      const { field, value } = this.props;
      const [year, month, day] = (/^(\d{4})-(\d{2})-(\d{2})$/.exec(value || "") || []).slice(1).map(Number);
      if (!value || (year && new Date(Date.UTC(year, month - 1, day)).toISOString().startsWith(value))) return true;
      const message = `${field.get("label")}: hãy ghi ngày/tháng/năm, ví dụ 10/12/2022.`;
      return { error: { type: "CUSTOM", message } };
    },
    render() {
      const onChange = ({ target }) => {
        const [, day, month, year] = /^\s*(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})\s*$/.exec(target.value) || [];
        this.props.onChange(year ? `${year}-${month.padStart(2, "0")}-${day.padStart(2, "0")}` : target.value);
      };
      return input(this.props, { type: "text", placeholder: "ngày/tháng/năm", onChange });
    },
  });

  // One of the documents described above in the same file; with `free`, any other id as well.
  const Cited = createClass({
    described() {
      const documents = this.props.getEntry().getIn(["data", "documents"]) || [];
      return [...documents].map((document) => [document.get("id"), document.get("title")]).filter(([id]) => id);
    },
    render() {
      const { field, forID, value } = this.props;
      const onChange = ({ target }) => this.props.onChange(target.value);
      const options = this.described().map(([id, title]) =>
        h("option", { key: id, value: id }, title ? `${id}: ${title}` : id));
      if (field.get("free")) {
        const list = `${forID}-documents`;
        return h("div", {}, input(this.props, { type: "text", list, onChange }), h("datalist", { id: list }, options));
      }
      const gone = value && !this.described().some(([id]) => id === value);
      return h(
        "select",
        {
          id: forID,
          className: this.props.classNameWrapper,
          value: value ?? "",
          onChange,
          onFocus: () => (this.props.setActiveStyle(), this.forceUpdate()),
          onBlur: this.props.setInactiveStyle,
        },
        h("option", { value: "" }, options.length ? "Chọn một tài liệu đã khai ở trên" : "Chưa khai tài liệu nào ở trên"),
        gone ? h("option", { value }, `${value} (không còn trong danh sách tài liệu)`) : null,
        options,
      );
    },
    isValid() {
      const { field, value } = this.props;
      if (!value || field.get("free") || this.described().some(([id]) => id === value)) return true;
      return { error: { type: "CUSTOM", message: `Không có tài liệu nào mang mã ${value}.` } };
    },
  });

  // An object that may stay empty: its required fields are required once something is in it.
  const isFilled = (value) => {
    if (value && typeof value.some === "function") return value.some(isFilled);
    return value !== undefined && value !== null && value !== "";
  };
  class Optional extends CMS.getWidget("object").control {
    constructor(props) {
      super(props);
      const validate = this.validate;
      this.validate = () =>
        isFilled(this.props.value)
          ? validate()
          : Object.values(this.childRefs).forEach((child) => child.props.onValidate([]));
    }
  }

  CMS.registerWidget("figure", Figure);
  CMS.registerWidget("day", Day);
  CMS.registerWidget("cited", Cited);
  CMS.registerWidget("optional", Optional);

  // --- words -------------------------------------------------------------------------------------------------
  const merged = (old, own) =>
    isObject(own) ? Object.fromEntries(
      [...new Set([...Object.keys(old || {}), ...Object.keys(own)])].map((key) =>
        [key, key in own ? merged((old || {})[key], own[key]) : old[key]]),
    ) : own;
  CMS.registerLocale("vi", merged(CMS.getLocale("vi"), words));

  CMS.init({ config });
})();
