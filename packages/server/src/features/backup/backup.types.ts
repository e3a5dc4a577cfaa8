import { Field, Float, Int, ObjectType } from 'type-graphql';
import { InstantScalar } from '../../platform/graphql/scalars';

@ObjectType({ description: 'A backup that lies in the folder.' })
export class BackupFile {
  @Field(() => String, { description: 'Its name.' })
  name!: string;
  @Field(() => Float, { description: 'Its size in bytes.' })
  sizeBytes!: number;
  @Field(() => InstantScalar, { description: 'When it was finished.' })
  at!: string;
}

@ObjectType({ description: 'How the archive is backed up, and whether that is in order.' })
export class BackupOverview {
  @Field(() => String, {
    nullable: true,
    description: 'Time of the daily backup in the business time zone; null: none is made by itself.',
  })
  at!: string | null;
  @Field(() => InstantScalar, { nullable: true, description: 'When the next one is due.' })
  nextAt!: string | null;
  @Field(() => Int, { description: 'Days that a backup is kept.' })
  keepDays!: number;
  @Field(() => String, { description: 'Folder of the backups on the server.' })
  folder!: string;
  @Field(() => Boolean, { description: 'Locked with a passphrase; else with the key file.' })
  passphrase!: boolean;
  @Field(() => InstantScalar, {
    nullable: true,
    description: 'The archive as of this moment is in the newest good backup.',
  })
  lastGoodAsOf!: string | null;
  @Field(() => InstantScalar, { nullable: true, description: 'When a backup was last proved by restoring it.' })
  lastDrillAt!: string | null;
  @Field(() => Boolean, { description: 'The newest good backup is older than 26 hours, or there is none.' })
  late!: boolean;
  @Field(() => [BackupFile], { description: 'Backups in the folder, newest first.' })
  files!: BackupFile[];
}
