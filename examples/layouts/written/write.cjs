// Writes postings with packages of npm: `write.cjs FOLDER OUT`, from FOLDER/N.md, N.html and N.json (blocks) to OUT/PACKAGE/N.EXT.
// Prints a line for each package that is there, tab-separated: its folder, name and version, what is made of what.
"use strict";
const fs = require("fs");
const path = require("path");

const [folder, out] = process.argv.slice(2);
const names = fs.readdirSync(folder).filter((name) => name.endsWith(".md")).map((name) => path.parse(name).name);
const read = (name, ext) => fs.readFileSync(path.join(folder, name + ext), "utf8");
const page = (body) => `<!doctype html><html><head><meta charset="utf-8"></head><body>${body}</body></html>`;

// ops of Quill: a line's format stands at its end
function delta(blocks) {
    const ops = [];
    for (const { kind, level, spans, rows } of blocks) {
        for (const line of rows.length ? rows.map((row) => row.flat()) : [spans]) {
            for (const [text, bold] of line) {
                ops.push({ insert: text.replaceAll("\n", " "), attributes: bold ? { bold } : undefined });
            }
            const lists = { item: "bullet", number: "ordered" };
            const attributes = { list: lists[kind], indent: lists[kind] && level ? level : undefined, header: kind === "heading" ? level : undefined };
            ops.push({ insert: "\n", attributes });
        }
    }
    return ops;
}

// paragraphs of docx
function paragraphs(docx, blocks) {
    const runs = (spans) => spans.flatMap(([text, bold]) => text.split("\n").map((text, i) => new docx.TextRun({ text, bold, break: i ? 1 : 0 })));
    return blocks.map(({ kind, level, spans, rows }) => {
        if (rows.length) {
            const cell = (spans) => new docx.TableCell({ children: [new docx.Paragraph({ children: runs(spans) })] });
            return new docx.Table({ rows: rows.map((row) => new docx.TableRow({ children: row.map(cell) })) });
        }
        const options = { children: runs(spans) };
        if (kind === "heading") options.heading = docx.HeadingLevel[`HEADING_${level}`];
        if (kind === "item") options.bullet = { level };
        if (kind === "number") options.numbering = { reference: "numbers", level };
        return new docx.Paragraph(options);
    });
}

const WRITERS = [
    ["docx", "docx", "paragraphs", (docx) => (name) => {
        const levels = [0, 1, 2, 3].map((level) => ({ level, format: "decimal", text: `%${level + 1}.` }));
        const children = paragraphs(docx, JSON.parse(read(name, ".json")));
        const document = new docx.Document({ numbering: { config: [{ reference: "numbers", levels }] }, sections: [{ children }] });
        return docx.Packer.toBuffer(document);
    }],
    ["html-to-docx", "docx", "HTML", (convert) => (name) => convert(page(read(name, ".html")))],
    ["html-docx-js", "docx", "HTML", (html) => async (name) => {
        const made = html.asBlob(page(read(name, ".html")));
        return Buffer.from(made.arrayBuffer ? await made.arrayBuffer() : made);
    }],
    ["marked", "html", "Markdown", ({ marked }) => (name) => page(marked.parse(read(name, ".md")))],
    ["markdown-it", "html", "Markdown", (markdownIt) => {
        const parser = (markdownIt.default ?? markdownIt)({ html: true, linkify: true });
        return (name) => page(parser.render(read(name, ".md")));
    }],
    ["quill-delta-to-html", "html", "lines of Quill", ({ QuillDeltaToHtmlConverter }) => (name) =>
        new QuillDeltaToHtmlConverter(delta(JSON.parse(read(name, ".json"))), { multiLineParagraph: false }).convert()],
    ["prosemirror-markdown", "html", "a document of ProseMirror", ({ defaultMarkdownParser, schema }) => {
        const { DOMSerializer } = require("prosemirror-model");
        const { document } = new (require("jsdom").JSDOM)().window;
        return (name) => {
            const content = defaultMarkdownParser.parse(read(name, ".md")).content;
            const root = document.createElement("div");
            root.appendChild(DOMSerializer.fromSchema(schema).serializeFragment(content, { document }));
            return root.innerHTML;
        };
    }],
];

(async () => {
    for (const [name, ext, from, writer] of WRITERS) {
        let write, version;
        try {
            write = writer(require(name));
            const main = require.resolve(name);
            const root = main.slice(0, main.lastIndexOf(`node_modules/${name}/`)) + `node_modules/${name}`;
            version = JSON.parse(fs.readFileSync(path.join(root, "package.json"))).version;
        } catch (error) {
            console.error(`${name}: not there (${error.message.split("\n")[0]})`);
            continue;
        }
        fs.mkdirSync(path.join(out, name), { recursive: true });
        for (const posting of names) {
            try {
                fs.writeFileSync(path.join(out, name, `${posting}.${ext}`), await write(posting));
            } catch (error) {
                console.error(`${name} does not write ${posting}: ${String(error).slice(0, 100)}`);
            }
        }
        console.log([name, `${name} ${version}`, from].join("\t"));
    }
})();
