export function buildReportThread(folder: string): Promise<void>;
