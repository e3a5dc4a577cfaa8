export { ConfigError, loadConfig, localAddress, type Config, type ConfigProblem, type DatabaseConfig } from './config';
export { KeyFileError, loadKey, readKey } from './key-file';
export { serverVersion } from './version';
export { describeSettings, type SettingHelp } from './settings';
export type { BackupConfig } from './backup-settings';
