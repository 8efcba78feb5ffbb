/** What a table with a row for each agent asks for. */
export const COLUMNS = ['nTransferred', 'tAcw', 'tAnswered', 'tHandle', 'tHeldComplete', 'tTalkComplete'] as const;
