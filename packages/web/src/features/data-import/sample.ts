/** The messy sample workbook that the server offers. */
export const SAMPLE_URL = '/files/samples/customers.xlsx';
