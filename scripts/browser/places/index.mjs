import { conflicts } from './conflicts.mjs';
import { data, viewedAs } from './data.mjs';
import { lacking } from './lacking.mjs';
import { prepared } from './prepare.mjs';
import { records } from './records.mjs';
import { signingIn } from './signing-in.mjs';
import { troubles } from './troubles.mjs';
import { states } from './states.mjs';
import { workbench } from './workbench.mjs';

/**
 * Every screen of the console by name. `before` comes before the page is visited, `open` brings on what lies over it; `picture`
 * marks what is only looked at, as a place like it is checked already.
 */
export async function places(stage) {
  const made = await prepared(stage);
  return [
    ...signingIn(),
    ...data(made),
    ...records(made),
    ...conflicts(made),
    ...workbench(),
    ...states(made),
    ...lacking(made),
    ...(await troubles(stage)),
    ...viewedAs(made),
  ];
}
