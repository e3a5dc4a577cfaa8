import { short } from './short';

describe('short names in charts', () => {
  it('counts two letters as one Chinese character', () => {
    expect(short('信息传输、软件和信息技术服务业', 12)).toBe('信息传输、软件和信息技术…');
    expect(short('Wholesale and retail', 12)).toBe('Wholesale and retail');
    expect(short('Information, software and IT', 12)).toBe('Information, software an…');
  });
  it('leaves no space before the dots', () => {
    expect(short('Leasing and business', 4)).toBe('Leasing…');
  });
});
