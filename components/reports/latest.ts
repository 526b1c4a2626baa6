/** The incidents whose reports the page of reports offers: the open ones, and as many of those that are over. */
export const LATEST = { limit: 20 };
