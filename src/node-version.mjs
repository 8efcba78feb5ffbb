// Plain JavaScript on purpose: a Node too old to load TypeScript must still be able to read this sentence.
const [major, minor] = process.versions.node.split('.').map(Number);
if (major < 22 || (major === 22 && minor < 19)) {
  console.error(
    `Floorwalker needs Node 22.19 or newer; this is Node ${process.versions.node}. Run \`npm ci\` and start it with \`npm start\`, which brings its own.`,
  );
  process.exit(1);
}
