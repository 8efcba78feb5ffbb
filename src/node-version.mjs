// Plain JavaScript on purpose: a Node too old to load TypeScript must still be able to read this sentence.
const [major, minor] = process.versions.node.split('.').map(Number);
if (major < 24 || (major === 24 && minor < 14)) {
  console.error(
    `Floorwalker needs Node 24.14 or newer; this is Node ${process.versions.node}. Run \`npm ci\` and start it with \`npm start\`, which brings its own.`,
  );
  process.exit(1);
}
