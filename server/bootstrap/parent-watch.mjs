// Loaded before a program that the bootstrap starts. The program runs in a process group of its own, so that Ctrl-C and a SIGTERM to the
// group reach the bootstrap alone and the program is told once. Where the bootstrap is killed, this tells the program in its stead.
if (process.channel) {
  process.once('disconnect', () => process.kill(process.pid, 'SIGTERM'));
  process.channel.unref();
}
