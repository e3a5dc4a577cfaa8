import { creditCheckCharacter, type Scoring } from '@dossier/shared';
import { creditCodeOf, shortNameOf, type City, type Company } from './company';
import { contactsOf } from './contact-file';
import { signedContract } from './contract-file';
import { inventTerms, type Terms } from './contract-terms';
import { eventsOf, lead } from './customer-events';
import type { CustomerFile } from './customer-file';
import { trades } from './data/trades';
import { customerRecord, outlineOf, planOf } from './outline';
import { accountsOf } from './secrets-file';
import { stories, type Scene, type Story } from './story-list';
import { randomOf, type World } from './world';

/** Index of the story with the code that fails its check character. */
const WRONG_CODE = 2;
const wrongCodeReason = '营业执照原件即为此代码，已向登记机关核实';
export const storyCount = stories.length;

function companyOf(story: Story, index: number): Company {
  const [code, name, dialling, region] = story.place;
  const city: City = { code, name, dialling, districts: [region] };
  const trade = trades.find(({ word }) => word === story.word)!;
  const form = { registrationType: '112', ownership: 'PRIVATE', ending: '有限公司', type: 'ENTERPRISE' };
  const { tradeName, pinyin } = story;
  return {
    city,
    region,
    trade,
    tradeName,
    pinyin,
    form,
    name: story.name,
    shortName: shortNameOf(tradeName, story.word),
    creditCode: creditCodeOf(index, region),
  };
}

/** The same code with another last character than the one it asks for. */
function spoil(code: string): string {
  const right = creditCheckCharacter(code);
  return code.slice(0, 17) + (right === '8' ? 'A' : '8');
}

function withAmount(terms: Terms, amount: number): Terms {
  const money = (value: number) => ({ amount: value.toFixed(2), currency: 'CNY' });
  const net = Math.round((amount / 1.13) * 100) / 100;
  return {
    ...terms,
    lines: [],
    values: {
      ...terms.values,
      taxRate: '13.00',
      amount: money(amount),
      netAmount: money(net),
      taxAmount: money(amount - net),
      itemsRevision: 0,
    },
  };
}

/** The file of a story. */
export function storyFile(world: World, scoring: Scoring, index: number): CustomerFile {
  const story = stories[index]!;
  const outline = outlineOf(world, index, { life: story.life, company: companyOf(story, index) });
  outline.values.registrationStatus = 'ACTIVE';
  if (index === WRONG_CODE)
    Object.assign(outline.values, {
      unifiedSocialCreditCode: spoil(outline.company.creditCode),
      creditCodeOverrideReason: wrongCodeReason,
    });
  const { life, company, owner, id, created } = outline;
  const contacts = contactsOf(
    world,
    { index, customerId: id, company, stage: life.stage, owner, created, count: 3 },
    randomOf(world, index, 'contacts'),
  );
  const random = randomOf(world, index, 'contracts');
  const plan = { ...planOf(outline, contacts, random), currency: 'CNY' };
  const contracts = story.signed.map((day, at) => {
    const terms = withAmount(inventTerms(plan, world.calendar.date(day).slice(0, 4), random), story.amount!);
    return signedContract(world, plan, day, random, {
      terms,
      expiresIn: at === story.signed.length - 1 ? story.endsIn : undefined,
    });
  });
  const scene: Scene = {
    world,
    outline,
    contracts,
    assessed: [],
    plan: { customerId: id, contracts, firstDeal: life.firstDeal ?? 0, from: 0, to: 0, earliest: created, scoring },
  };
  const told = story.tell?.(scene) ?? [];
  const customer = customerRecord(world, outline);
  lead(customer, [...eventsOf(world, outline, contracts, scene.assessed), ...told]);
  const assessments = scene.assessed.map(({ record }) => record);
  return { index, customer, contacts, contracts, assessments, accounts: accountsOf(world, outline) };
}
