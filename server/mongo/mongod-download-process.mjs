// Downloads a mongod in a process of its own: the downloader prints its progress to stdout and reads its settings from the
// environment, and neither should be so in the process that asked. Arguments: folder, version, mirror.
const [downloadDir, version, mirror] = process.argv.slice(2);
// biome-ignore lint/style/noProcessEnv: the downloader takes its settings from nowhere else.
const settings = process.env;
// Without this the downloader does not check the host's certificate.
settings.npm_config_strict_ssl = 'true';
settings.MONGOMS_DOWNLOAD_DIR = downloadDir;
settings.MONGOMS_DOWNLOAD_MIRROR = mirror;
settings.MONGOMS_USE_HTTP = String(mirror.startsWith('http:'));
delete settings.MONGOMS_SYSTEM_BINARY;

const { MongoBinary } = await import('mongodb-memory-server-core');
await MongoBinary.getPath({ downloadDir, version });
