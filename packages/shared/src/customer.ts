/** Data dictionary of the customer 客户, put together from its sections. */
import { customerClassification } from './customer-class';
import type { customerScale, relationshipStage } from './customer-enums';
import { customerIdentity } from './customer-identity';
import { customerMarket, customerProfile, customerStewardship } from './customer-profile';
import { customerReach } from './customer-reach';
import { defineFields, label, type InputOf, type RecordOf, type Sections } from './dictionary';

export const customerSections: Sections = {
  identity: label('身份', 'Identity'),
  class: label('分类', 'Classification'),
  reach: label('联络', 'Contact details'),
  profile: label('经营概况', 'Profile'),
  market: label('市场', 'Market'),
  stewardship: label('维护', 'Follow-up'),
};

/** Every field of a customer, in the order of the form. */
export const customerFields = defineFields({
  ...customerIdentity,
  ...customerClassification,
  ...customerReach,
  ...customerProfile,
  ...customerMarket,
  ...customerStewardship,
});

export type CustomerRecord = RecordOf<typeof customerFields>;
export type CustomerInput = InputOf<typeof customerFields>;
export type CustomerScale = keyof typeof customerScale;
export type RelationshipStage = keyof typeof relationshipStage;
