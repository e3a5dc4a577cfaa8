import { fault } from '../graphql/user-fault';
import type { EntityModel } from '../query/model';

/** The unique index is the judge: its refusal becomes the user error that the entity declares for that key. */
export async function translateDuplicates<T>(model: EntityModel, write: () => Promise<T>): Promise<T> {
  try {
    return await write();
  } catch (error) {
    const { code = '', message = '' } = error as { code?: string; message?: string };
    if (!/ER_DUP_ENTRY|SQLITE_CONSTRAINT/.test(code) && !/UNIQUE constraint failed/.test(message)) throw error;
    const key = model.keys?.find(({ column, code: unique }) => unique && message.includes(column));
    if (!key) throw error;
    throw fault(key.code!, [key.fields[0]!], { value: '', name: '' });
  }
}
