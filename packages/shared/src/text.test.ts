import fc from 'fast-check';
import { fold, hasControlCharacter, nameParts, normaliseName, textLength, trimText } from './text';
import './regions';

test('fold joins width and case, and folding twice changes nothing', () => {
  expect(fold('ＡＢＣ（中国）Ⅲ')).toBe('abc(中国)iii');
  fc.assert(fc.property(fc.string({ unit: 'binary' }), (text) => fold(fold(text)) === fold(text)));
});

test('fold is the same for a text and its upper case, in the Latin alphabet', () => {
  fc.assert(fc.property(fc.stringMatching(/^[A-Za-z0-9 ]*$/), (text) => fold(text.toUpperCase()) === fold(text)));
});

test('names differ neither by width nor by blanks', () => {
  expect(normaliseName(' ａｂｃ （ 中国 ）·有限公司\u200b')).toBe('ABC(中国)有限公司');
});

test.each([
  ['深圳市示例计算机系统有限公司', '示例计算机系统', false],
  ['示例科技（深圳）有限公司', '示例科技', false],
  ['浙江示例控股集团有限公司', '浙江示例', false],
  ['上海银行股份有限公司', '上海银行', false],
  ['成都市示例餐饮管理有限公司', '示例餐饮管理', false],
  ['武汉城市建设示例有限公司', '城市建设示例', false],
  ['广西壮族自治区示例糖业有限责任公司', '示例糖业', false],
  ['阿里示例有限公司', '阿里示例', false],
  ['示例钢铁有限公司杭州西湖分公司', '示例钢铁', true],
  ['示例银行股份有限公司杭州支行', '示例银行', true],
  ['有限公司', '有限公司', false],
])('%s has the core %s', (name, core, branch) => expect(nameParts(name)).toMatchObject({ core, branch }));

test('a core is never empty for a name that is not', () => {
  fc.assert(
    fc.property(fc.string({ minLength: 1 }), (name) => normaliseName(name) === '' || nameParts(name).core !== ''),
  );
});

test('what nobody can see is cut off or found', () => {
  expect(trimText('\u202a 示例　\ufeff')).toBe('示例');
  expect(trimText('a\r\nb')).toBe('a\nb');
  expect(hasControlCharacter('a\nb')).toBe(true);
  expect(hasControlCharacter('a\n\tb', true)).toBe(false);
  expect(hasControlCharacter('a\u0007b', true)).toBe(true);
  expect(hasControlCharacter('\ud800')).toBe(true);
  expect(textLength('𠮷野')).toBe(2);
});
