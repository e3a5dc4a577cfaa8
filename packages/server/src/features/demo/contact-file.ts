import type { Values } from '../../platform/db/columns';
import { domainOf } from './profile';
import type { Company } from './company';
import { posts } from './data/people';
import { RecordHistory } from './history';
import type { Stage } from './life';
import { inventLandline, inventMobile, inventPerson } from './person';
import { chooser, type Random } from './random';
import { recordId } from './record-id';
import type { World } from './world';

const choosePost = chooser(posts.map((post) => [post, post[3]] as const));
const chooseCloseness = chooser([
  ['FAMILIAR', 44],
  ['GOOD', 30],
  ['STRANGER', 16],
  ['CLOSE', 10],
] as const);
const chooseChannel = chooser([
  ['WECHAT', 46],
  ['MOBILE', 26],
  ['PHONE', 12],
  ['WECOM', 8],
  ['EMAIL', 5],
  ['DINGTALK', 3],
] as const);
/** Contacts beside the first one, on the average. */
const further: Readonly<Record<Stage, number>> = {
  POTENTIAL: 0.5,
  INTERESTED: 1.2,
  COOPERATING: 2.1,
  PAUSED: 1.7,
  LOST: 1.2,
};

export interface ContactPlan {
  index: number;
  customerId: string;
  company: Company;
  stage: Stage;
  owner: string;
  /** When the customer was put on file. */
  created: number;
  /** How many; left out, as the stage suggests. */
  count?: number;
}

/** The people at a customer. The first one is the primary contact; one of those who decide leads the others. */
export function contactsOf(world: World, plan: ContactPlan, random: Random): RecordHistory[] {
  const count = plan.count ?? 1 + random.count(further[plan.stage]);
  const contacts: RecordHistory[] = [];
  let chief: string | null = null;
  const names = new Set<string>();
  const titles = new Set<string>();
  for (let i = 0; i < count; i++) {
    const values = contactValues(plan, i, { random, titles });
    if (names.has(values.name as string)) continue;
    names.add(values.name as string);
    titles.add(values.title as string);
    // later contacts are met later, up to the day on which the demo begins
    const spread = i === 0 ? 0 : (world.calendar.anchor - plan.created) * random.between(0, 0.4);
    const at =
      i === 0 ? plan.created : world.calendar.moment(world.calendar.ago(plan.created + spread), random, plan.created);
    const id = recordId(at, random);
    const reportsToId: string | null = chief && random.chance(0.5) ? chief : null;
    if (!chief && values.decisionRole === 'DECISION_MAKER') chief = id;
    contacts.push(
      new RecordHistory(
        world.models.get('Contact'),
        world.models,
        { ...values, id, reportsToId },
        { at, by: plan.owner },
      ),
    );
  }
  return contacts;
}

function contactValues(
  { index, customerId, company, stage }: ContactPlan,
  at: number,
  { random, titles }: { random: Random; titles: ReadonlySet<string> },
): Values {
  const person = inventPerson(random);
  let post = choosePost(random);
  // most posts are held by one person only
  for (let tries = 0; tries < 5 && titles.has(post[0]); tries++) post = choosePost(random);
  const [title, department, decisionRole] = post;
  const trading = stage === 'COOPERATING' || stage === 'PAUSED';
  return {
    customerId,
    name: person.name,
    gender: person.gender,
    department,
    title,
    decisionRole,
    isPrimary: at === 0,
    employmentStatus: at > 0 && random.chance(0.05) ? 'LEFT' : 'EMPLOYED',
    mobile: inventMobile(random),
    officePhone: random.chance(0.4) ? inventLandline(company.city.dialling, random) : null,
    email: random.chance(0.45) ? `${person.pinyin}.${random.digits(2)}@${domainOf(company, index)}` : null,
    wechat: random.chance(0.25) ? `${person.pinyin}_${random.digits(5)}` : null,
    communicationChannel: random.chance(0.6) ? chooseChannel(random) : null,
    closeness: random.chance(0.6) ? chooseCloseness(random) : null,
    legalBasis: trading ? 'CONTRACT' : 'CONSENT',
  };
}
