/** A button, or what else, by its words in either language. */
export const words = (...names) => new RegExp(`^(${names.join('|')})$`);

/** An `open` that presses these buttons one after another. */
export const press =
  (...steps) =>
  async (page) => {
    for (const names of steps)
      await page
        .getByRole('button', { name: words(...names) })
        .first()
        .click();
  };

/** Brings on what lies over the page, waits for it, and types into it. */
export async function overlay(page, act, typed) {
  await act();
  await page.getByRole('dialog').first().waitFor();
  if (typed) await page.getByRole('dialog').locator('input').first().fill(typed);
  await page.waitForTimeout(400); // a delayed question of the palette, a transition of a drawer
}

/** Presses the button and waits for the dialog. */
export const pressFor =
  (...steps) =>
  (page) =>
    overlay(page, () => press(...steps)(page));

/** The first row of a list is opened. */
export const openRow = (page) => overlay(page, () => page.locator('[data-row]').first().click());

/** Takes an entry of the menu behind a button. */
export async function entry(page, button, item) {
  await page
    .getByRole('button', { name: words(...button) })
    .first()
    .click();
  await page.getByRole('menuitem', { name: words(...item) }).click();
}

export const more = ['更多', 'More'];

/** Brings a part of the page into view: to its middle, or to where it begins. */
export const scrollTo =
  (selector, block = 'center') =>
  async (page) => {
    await page.locator(selector).first().waitFor();
    await page
      .locator(selector)
      .first()
      .evaluate((element, block) => element.scrollIntoView({ block }), block);
  };
