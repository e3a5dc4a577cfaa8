import { codeSet } from './codes';
import { customerFields } from './customer';
import { parseInput } from './input';
import { findRegion, regionPath, regionText, regionTree } from './regions';

const today = '2026-11-21';

const industry = codeSet('industry')!;

test('industries: 20 sections, 97 divisions', () => {
  const codes = [...industry.entries()].map(([code]) => code);
  expect(codes.filter((code) => code.length === 1)).toHaveLength(20);
  expect(codes.filter((code) => code.length === 3)).toHaveLength(97);
  expect(new Set(codes).size).toBe(codes.length);
});

test.each([
  ['39', 'C39'],
  ['c39', 'C39'],
  ['3911', 'C3911'],
  ['Ｃ３９', 'C39'],
  ['房地产业', 'K70'],
  ['C39 计算机、通信和其他电子设备制造业', 'C39'],
  ['软件和信息技术服务业', 'I65'],
  ['Retail', 'F52'],
  ['00', null],
  ['X99', null],
  ['造船', null],
])('industry %s is %s', (text, code) => expect(industry.find(text)).toBe(code));

test('classes below a division are taken, and shown as their division', () => {
  expect(industry.has('C3911')).toBe(true);
  expect(industry.label('C3911')?.zh).toBe('计算机、通信和其他电子设备制造业');
  expect(industry.has('A3911')).toBe(false);
});

test('registration types', () => {
  expect(codeSet('registrationType')!.find('私营有限责任公司')).toBe('112');
  expect(codeSet('registrationType')!.find('112-私营有限责任公司')).toBe('112');
});

test.each([
  ['330106', '330106'],
  ['浙江省杭州市西湖区', '330106'],
  ['浙江 杭州 西湖区', '330106'],
  ['杭州西湖区', '330106'],
  ['杭州', '330100'],
  ['吉林', '220000'],
  ['吉林市', '220200'],
  ['北京市朝阳区', '110105'],
  ['北京市北京市朝阳区', '110105'],
  ['北京市市辖区东城区', '110101'],
  ['湖北仙桃', '429004'],
  ['香港', '810000'],
  ['台湾省', '710000'],
  ['澳门特别行政区', '820000'],
  ['朝阳区', null],
  ['鼓楼区', null],
  ['999999', null],
  ['', null],
])('region %s is %s', (text, code) => expect(findRegion(text)).toBe(code));

test('places hang from what is above them', () => {
  expect(regionText('110105')).toBe('北京市 / 朝阳区');
  expect(regionPath('429004')).toEqual(['420000', '429004']);
  expect(regionText('330103')).toBe('浙江省 / 杭州市 / 下城区');
  expect(regionTree()).toHaveLength(34);
  expect(regionTree().find((node) => node.code === '500000')!.children!.length).toBeGreaterThan(30);
});

test('regions are judged once they are loaded: abolished ones pass, unknown ones can be accepted', () => {
  const judge = (region: string): string[] => {
    const result = parseInput(customerFields, { name: '示例', region }, { mode: 'create', today });
    return result.ok ? [String(result.value.region)] : result.errors.map((error) => error.code);
  };
  expect(judge('330103')).toEqual(['330103']);
  expect(judge('浙江省杭州市西湖区')).toEqual(['330106']);
  expect(judge('339999')).toEqual(['UNKNOWN_CODE']);
  expect(judge('西湖')).toEqual(['INVALID_FORMAT']);
});
