/** Where somebody looks who wants to change what stands in the settings. */
export const SETTINGS_FILE = 'pairwatch.yaml';
