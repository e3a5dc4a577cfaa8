import { Field, Int, ObjectType, registerEnumType } from 'type-graphql';
import { enumType, Money } from '../../platform/graphql/entity-type';
import type { ThingKind } from './home.things';

@ObjectType({ description: 'Customers of one grade.' })
export class GradeShare {
  @Field(() => String, { nullable: true, description: 'The grade; null: not assessed.' })
  grade!: string | null;
  @Field(() => Int, { description: 'Customers.' })
  count!: number;
}

@ObjectType({ description: 'Customers of one province.' })
export class RegionShare {
  @Field(() => String, { description: 'GB/T 2260 code of the province.' })
  region!: string;
  @Field(() => String, { nullable: true, description: 'Its name.' })
  name!: string | null;
  @Field(() => Int, { description: 'Customers.' })
  count!: number;
}

@ObjectType({ description: 'Customers of one stage.' })
export class StageShare {
  @Field(() => enumType('RelationshipStage'), { description: 'The stage.' })
  stage!: string;
  @Field(() => Int, { description: 'Customers.' })
  count!: number;
}

@ObjectType({ description: 'What is due, over the whole archive as far as the caller may see it.' })
export class DueFigures {
  @Field(() => Int, { description: 'Contracts in force whose last day is today or one of the next 7 days.' })
  contractsExpiringIn7Days!: number;
  @Field(() => Int, { description: 'Contracts in force whose last day is today or one of the next 30 days.' })
  contractsExpiringIn30Days!: number;
  @Field(() => Int, { description: 'Customers whose next review lies before today.' })
  reviewsOverdue!: number;
  @Field(() => Int, { description: 'Customers to be reviewed today or within 7 days.' })
  reviewsIn7Days!: number;
  @Field(() => Int, { description: 'Customers whose next follow-up should have happened by now.' })
  followUpsOverdue!: number;
  @Field(() => Int, { description: 'Customers to be followed up from now on until the end of the 7th day.' })
  followUpsIn7Days!: number;
}

enum ThingToLookAtKind {
  CONTRACT_EXPIRING = 'CONTRACT_EXPIRING',
  GRADE_FALL = 'GRADE_FALL',
  CODE_CHECK = 'CODE_CHECK',
  LIKELY_DUPLICATE = 'LIKELY_DUPLICATE',
  SILENT = 'SILENT',
  BLACKLISTED = 'BLACKLISTED',
  REVEAL_ALARM = 'REVEAL_ALARM',
}
registerEnumType(ThingToLookAtKind, {
  name: 'ThingToLookAtKind',
  description: 'Why something should be looked at.',
  valuesConfig: {
    CONTRACT_EXPIRING: { description: 'A running contract ends within 30 days.' },
    GRADE_FALL: { description: 'The latest assessment is two grades or more below the one before.' },
    CODE_CHECK: { description: 'A credit code fails its check character and was kept with a reason.' },
    LIKELY_DUPLICATE: { description: 'Two customers have the same core of the name.' },
    SILENT: { description: 'A cooperating customer with a running contract has not been heard of for 90 days.' },
    BLACKLISTED: { description: 'A blacklisted customer has a running contract.' },
    REVEAL_ALARM: { description: 'Somebody revealed many account or identity numbers in a short time.' },
  },
});

enum ThingToLookAtSeverity {
  HIGH = 'HIGH',
  MEDIUM = 'MEDIUM',
  LOW = 'LOW',
}
registerEnumType(ThingToLookAtSeverity, {
  name: 'ThingToLookAtSeverity',
  description: 'How soon it should be looked at.',
  valuesConfig: {
    HIGH: { description: 'Now.' },
    MEDIUM: { description: 'This week.' },
    LOW: { description: 'When there is time.' },
  },
});

@ObjectType({ description: 'Something that a person should look at, found by a rule.' })
export class ThingToLookAt {
  @Field(() => ThingToLookAtKind, { description: 'The rule.' })
  kind!: ThingKind;
  @Field(() => ThingToLookAtSeverity, { description: 'How soon.' })
  severity!: 'HIGH' | 'MEDIUM' | 'LOW';
  @Field(() => String, { description: "In the caller's language." })
  title!: string;
  @Field(() => String, { nullable: true, description: "Facts behind it, in the caller's language." })
  detail!: string | null;
  customerId!: string | null;
  otherCustomerId!: string | null;
  contractId!: string | null;
}

@ObjectType({
  description:
    'Figures of the home page. Counts are kept for a moment by each process: for fifty times as long as they took, at most 10 seconds.',
})
export class HomeBoard {
  @Field(() => Int, { description: 'Customers.' })
  customers!: number;
  @Field(() => Int, { description: 'Contacts.' })
  contacts!: number;
  @Field(() => Int, {
    description: 'Contracts that are signed, performed or being changed and whose dates include today.',
  })
  contractsInForce!: number;
  @Field(() => [Money], { description: 'What these contracts are worth, one sum for each currency.' })
  amountInForce!: Money[];
  @Field(() => Int, { description: 'Customers put on file this month.' })
  newCustomersThisMonth!: number;
  @Field(() => Int, { description: 'Customers put on file last month.' })
  newCustomersLastMonth!: number;
  @Field(() => Int, { description: 'Customers that the caller owns.' })
  myCustomers!: number;
  @Field(() => DueFigures, { description: 'What is due.' })
  due!: DueFigures;
  @Field(() => [GradeShare], { description: 'Customers by grade, the best first; not assessed last.' })
  grades!: GradeShare[];
  @Field(() => [RegionShare], { description: 'Customers by province, the eight largest.' })
  regions!: RegionShare[];
  @Field(() => [StageShare], { description: 'Customers by stage, in the order of the stages.' })
  stages!: StageShare[];
}
