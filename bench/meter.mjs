// Loaded before a measured program: says its peak memory on stderr when it ends.
process.on('exit', () => process.stderr.write(`peak ${process.resourceUsage().maxRSS} kB\n`));
