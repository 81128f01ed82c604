// A long, commented configuration out of a short one: many agents, all of them good, before the defaults.

/** One agent, in the style of the example. */
function agent(number) {
  const name = String(number).padStart(3, "0");
  return `      // Agent ${number} answers one family group. Ünïcode and 🦞 must not move any range.
      "agent-${name}": {
        name: "Agent ${number}",
        workspace: "~/.openclaw/agents/${name}",
        model: {
          primary: "anthropic/claude-sonnet-4-6", /* the quick one */
          fallbacks: ["openai/gpt-5.4"],
        },
        params: {
          cacheRetention: "short", // replies come within minutes
          temperature: 0.${1 + (number % 9)},
        },
        groupChat: { mentionPatterns: ["@agent-${name}"] },
      },
`;
}

/** `text` with so many agents that it has at least `lines` lines. */
export function lengthened(text, lines) {
  if (text.split("\n").length >= lines) return text;
  const agents = [];
  for (let count = text.split("\n").length + 3; count < lines; count += agents.at(-1).split("\n").length - 1) {
    agents.push(agent(agents.length + 1));
  }
  return text.replace(/^  agents: \{\n/m, (line) => `${line}    ownership: "explicit",\n    entries: {\n${agents.join("")}    },\n`);
}
