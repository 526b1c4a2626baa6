/** The page of an incident with its report open. */
export const reportHref = (incident: number): string => `/incidents/${incident}?report`;
