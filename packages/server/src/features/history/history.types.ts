import { Field, ID, Int, ObjectType } from 'type-graphql';
import { shapeType } from '../../platform/graphql/entity-type';
import { UserError } from '../../platform/graphql/user-error-types';

@ObjectType({ description: 'Outcome of bringing back former values.' })
export class RestorePayload {
  @Field(() => ID, { nullable: true, description: 'The record; null when nothing was written.' })
  recordId!: string | null;
  @Field(() => Int, { nullable: true, description: 'Its version now.' })
  version!: number | null;
  @Field(() => [UserError], { description: 'What the archive does not take; empty when all went well.' })
  userErrors!: object[];
}

@ObjectType({ description: 'A record that would change.' })
export class RestoredRecord {
  @Field(() => String, { description: 'Name of its type.' })
  entity!: string;
  @Field(() => ID, { description: 'Its id.' })
  recordId!: string;
  @Field(() => String, {
    description: 'What would be done to it: CREATE, UPDATE, REMOVE, RESTORE_VALUE, RESTORE_VERSION.',
  })
  verb!: string;
  @Field(() => [shapeType('FieldChange')], { description: 'Field by field, what is and what would be.' })
  changes!: object[];
}

@ObjectType({ description: 'A field that differs from the former version and stays as it is.' })
export class KeptValue {
  @Field(() => String, { description: 'Its name.' })
  field!: string;
  @Field(() => String, { description: 'Why, in the language of the caller.' })
  why!: string;
}

@ObjectType({ description: 'What bringing back former values would do; nothing was written.' })
export class RestorePreview {
  @Field(() => [RestoredRecord], {
    nullable: true,
    description: 'All that would change, the record itself first. Empty: everything is as it was then.',
  })
  records!: RestoredRecord[] | null;
  @Field(() => [KeptValue], { nullable: true, description: 'Fields that cannot be brought back.' })
  kept!: KeptValue[] | null;
  @Field(() => [UserError], { description: 'What stands in the way.' })
  userErrors!: object[];
}
