import { Arg, ID, Int } from 'type-graphql';
import { OverrideInput } from './user-error-types';

type Decorator = ReturnType<typeof Arg>;

/** Arguments that most mutations share, as parameter decorators. */
export const IdArg = (description: string): Decorator => Arg('id', () => ID, { description });
export const VersionArg = (): Decorator =>
  Arg('expectedVersion', () => Int, { description: 'The version that was seen.' });
export const InputArg = (name: 'input' | 'patch', type: object, description: string, nullable = false): Decorator =>
  Arg(name, () => type as never, { description, nullable });
export const OverridesArg = (): Decorator =>
  Arg('overrides', () => [OverrideInput], { nullable: true, description: 'Warnings accepted with a reason.' });
export const ReasonArg = (needed = false): Decorator =>
  Arg('reason', () => String, {
    nullable: !needed,
    description: needed ? 'Why; needed, and kept in the trail.' : 'Why; kept in the trail.',
  });
export const KeyArg = (): Decorator =>
  Arg('idempotencyKey', () => String, {
    nullable: true,
    description: 'Same key and input = same outcome, done once; kept for at least 7 days.',
  });
