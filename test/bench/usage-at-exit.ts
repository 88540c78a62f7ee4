// Preloaded into a process of the bench: says as its last line on stderr what the process used.
process.on('exit', () => {
  const { user, system } = process.cpuUsage();
  const usage = { cpuMs: (user + system) / 1000, peakMb: process.resourceUsage().maxRSS / 1024 };
  process.stderr.write(`\nUSAGE ${JSON.stringify(usage)}\n`);
});
