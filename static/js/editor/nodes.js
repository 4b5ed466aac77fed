// What does a text hold beside paragraphs, lists and tables? Footnotes, citations, references, names of tables and figures.

const MARKED = { table: "t", figure: "g" };
const MARK = /^[tg]-[0-9a-z]{6,12}$/;

// An attribute that stands in the HTML as `data-…`, left out while it is empty.
function data(name) {
  return {
    default: "",
    parseHTML: (element) => element.getAttribute(`data-${name}`) ?? "",
    renderHTML: (attributes) => (attributes[name] ? { [`data-${name}`]: attributes[name] } : {}),
  };
}

const label = { default: "", parseHTML: (element) => element.textContent, renderHTML: () => ({}) };
const inlineAtom = { group: "inline", inline: true, atom: true, selectable: true };

export function ownNodes(lib, words) {
  const Footnote = lib.Node.create({
    name: "footnote",
    ...inlineAtom,
    addAttributes: () => ({ footnote: data("footnote") }),
    parseHTML: () => [{ tag: "sup[data-footnote]", priority: 100 }],
    renderHTML: ({ HTMLAttributes }) => ["sup", HTMLAttributes],
    addNodeView: () => ({ node }) => {
      const dom = document.createElement("sup");
      dom.dataset.footnote = node.attrs.footnote;
      dom.title = node.attrs.footnote;
      dom.setAttribute("role", "img");
      dom.setAttribute("aria-label", `${words.footnote}: ${node.attrs.footnote}`);
      return { dom };
    },
  });
  const Citation = lib.Node.create({
    name: "citation",
    ...inlineAtom,
    addAttributes: () => ({ source: data("source"), at: data("at"), label }),
    parseHTML: () => [{ tag: "cite[data-source]", priority: 100 }],
    renderHTML: ({ HTMLAttributes, node }) => ["cite", HTMLAttributes, node.attrs.label],
  });
  const CrossReference = lib.Node.create({
    name: "crossReference",
    ...inlineAtom,
    addAttributes: () => ({ ref: data("ref"), label }),
    parseHTML: () => [{ tag: "a[data-ref]", priority: 100 }],
    renderHTML: ({ HTMLAttributes, node }) => ["a", HTMLAttributes, node.attrs.label || "?"],
  });
  const Image = lib.Image.extend({
    addAttributes() { return { ...this.parent?.(), width: data("width") }; },
  });
  // Every table and figure bears a name by which others refer to it; a copy gets a new one.
  const Marks = lib.Extension.create({
    name: "marks",
    addGlobalAttributes: () => [{
      types: Object.keys(MARKED),
      attributes: {
        mark: {
          default: null,
          parseHTML: (element) => (MARK.test(element.id) ? element.id : null),
          renderHTML: (attributes) => (attributes.mark ? { id: attributes.mark } : {}),
        },
      },
    }],
    addProseMirrorPlugins: () => [new lib.Plugin({ appendTransaction: nameNew })],
  });
  return { Footnote, Citation, CrossReference, Image, Marks };
}

function nameNew(transactions, before, after) {
  if (!transactions.some((one) => one.docChanged)) return null;
  const seen = new Set();
  const change = after.tr;
  after.doc.descendants((node, pos) => {
    const letter = MARKED[node.type.name];
    if (!letter) return node.isBlock && !node.isTextblock;
    if (!node.attrs.mark || seen.has(node.attrs.mark)) {
      const mark = `${letter}-${freshName()}`;
      change.setNodeAttribute(pos, "mark", mark);
      seen.add(mark);
    } else seen.add(node.attrs.mark);
    return node.type.name !== "figure";
  });
  return change.docChanged ? change.setMeta("addToHistory", false) : null;
}

function freshName() {
  return [...crypto.getRandomValues(new Uint8Array(8))].map((byte) => (byte % 36).toString(36)).join("");
}
