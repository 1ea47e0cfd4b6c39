// Reports sentences with more than `max` words. A span of code is one word. Lines that are wrapped belong to one sentence, and a sentence
// can end inside bold or italic text.
"use strict";

const { split, SentenceSplitterSyntax } = require("sentence-splitter");
const { StringSource } = require("textlint-util-to-string");

const masked = ({ node, maskValue }) => (node.type === "Code" ? maskValue("x") : undefined);

module.exports = ({ Syntax, RuleError, locator, report }, { max }) => {
  const check = (node) => {
    const text = new StringSource(node, { replacer: masked });
    const sentences = split(text.toString()).filter(({ type }) => type === SentenceSplitterSyntax.Sentence);
    for (const sentence of sentences) {
      const words = sentence.raw.split(/\s+/).filter((word) => /\w/.test(word));
      if (words.length > max) {
        const padding = locator.range(sentence.range.map((index) => text.originalIndexFromIndex(index)));
        report(node, new RuleError(`The sentence has ${words.length} words; ${max} are allowed.`, { padding }));
      }
    }
  };
  return { [Syntax.Paragraph]: check, [Syntax.TableCell]: check };
};
