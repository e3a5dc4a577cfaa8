import type { Override } from '@dossier/shared';
import type { GraphQLResolveInfo } from 'graphql';
import { Authorized, Ctx, Info, Mutation, Resolver } from 'type-graphql';
import type { RequestContext } from '../../platform/context/context';
import { IdArg, InputArg, KeyArg, OverridesArg, ReasonArg, VersionArg } from '../../platform/graphql/arguments';
import { mutation, payloadType } from '../../platform/graphql/payload';
import { readableId } from '../../platform/query/ids';
import { Contact, ContactInput, ContactPatch } from './contact.entity';
import { createContact, removeContact, restoreContact, updateContact } from './contact.service';

const ContactPayload = payloadType('ContactPayload', 'contact', Contact);
const entity = 'Contact';
const field = 'contact';
const rawId = (ctx: RequestContext, id: string): string => readableId(ctx.models.get(entity), id);

@Resolver()
export class ContactResolver {
  @Authorized('contact:create')
  @Mutation(() => ContactPayload, {
    description: 'Creates a contact. The first one of a customer becomes its primary contact.',
  })
  createContact(
    @Ctx() ctx: RequestContext,
    @Info() info: GraphQLResolveInfo,
    @InputArg('input', ContactInput, 'The new contact.') input: object,
    @OverridesArg() overrides?: Override[],
    @KeyArg() idempotencyKey?: string,
  ): Promise<object> {
    return mutation(ctx, { info, entity, field, idempotencyKey, input: { input, overrides } }, (tx) =>
      createContact(tx, { input, overrides }),
    );
  }

  @Authorized('contact:update')
  @Mutation(() => ContactPayload, {
    description:
      'Changes a contact. Marking it primary takes the mark off the present one. Conflicts only if someone else changed the same field since `expectedVersion`.',
  })
  updateContact(
    @Ctx() ctx: RequestContext,
    @Info() info: GraphQLResolveInfo,
    @IdArg('The contact.') id: string,
    @VersionArg() expectedVersion: number,
    @InputArg('patch', ContactPatch, 'The fields to change.') patch: object,
    @OverridesArg() overrides?: Override[],
    @KeyArg() idempotencyKey?: string,
  ): Promise<object> {
    return mutation(
      ctx,
      { info, entity, field, idempotencyKey, input: { id, expectedVersion, patch, overrides } },
      (tx) => updateContact(tx, { id: rawId(ctx, id), expectedVersion, patch, overrides }),
    );
  }

  @Authorized('contact:remove')
  @Mutation(() => ContactPayload, {
    description: 'Moves a contact to the recycle bin. Removing the primary contact leaves none.',
  })
  removeContact(
    @Ctx() ctx: RequestContext,
    @Info() info: GraphQLResolveInfo,
    @IdArg('The contact.') id: string,
    @VersionArg() expectedVersion: number,
    @ReasonArg() reason?: string,
    @KeyArg() idempotencyKey?: string,
  ): Promise<object> {
    return mutation(ctx, { info, entity, field, idempotencyKey, input: { id, expectedVersion, reason } }, (tx) =>
      removeContact(tx, rawId(ctx, id), expectedVersion, reason ?? null),
    );
  }

  @Authorized('contact:restore')
  @Mutation(() => ContactPayload, {
    description: 'Brings a contact back from the recycle bin; refused while its customer is there.',
  })
  restoreContact(
    @Ctx() ctx: RequestContext,
    @Info() info: GraphQLResolveInfo,
    @IdArg('The contact.') id: string,
    @KeyArg() idempotencyKey?: string,
  ): Promise<object> {
    return mutation(ctx, { info, entity, field, idempotencyKey, input: { id } }, (tx) =>
      restoreContact(tx, rawId(ctx, id)),
    );
  }
}
