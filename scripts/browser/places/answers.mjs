/** A `before` that changes the answers to one question of the page: for states that do not stand still. */
export const answered = (operation, change) => (page) =>
  page.route('**/graphql', async (route) => {
    if (route.request().postDataJSON()?.operationName !== operation) return route.fallback();
    const response = await route.fetch();
    const body = await response.json();
    change(body.data);
    await route.fulfill({ response, json: body });
  });
