/** Departments, roles, collaborators, hand-over. */
export const organisation = {
  org: {
    stillOwner: 'Still owns customers',
    switchOff: 'Switch off anyway',
  },
};
