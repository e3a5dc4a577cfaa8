/** Departments, roles, collaborators, hand-over. */
export const organisation = {
  org: {
    stillOwner: '名下还有客户',
    switchOff: '仍要停用',
  },
};
