/** Questions that the places of the workbench open. */
export const customers = `{
  customers(first: 50, orderBy: [{ updatedAt: { direction: DESC } }]) {
    totalCount
    nodes {
      name
      grade
      region
      registeredCapital { amount currency }
      owner { name }
      nextReviewOn
    }
  }
}
`;
export const months = `{
  contractGroups(
    by: [{ signedOn: MONTH }, { customer: { grade: true } }]
    filter: { signedOn: { relative: THIS_YEAR }, customer: { industry: { startsWith: "C" } } }
    having: { count: { gte: 2 } }
    orderBy: [{ key: { signedOn: { direction: ASC } } }]
    first: 100
  ) {
    nodes { keys key { signedOn { label } customer { grade } } count aggregate { sum { amount { amount currency } } } }
  }
}
`;
export const whole = `{
  customerGroups(
    by: [{ region: PROVINCE }, { grade: true }]
    search: "公司"
    having: { count: { gte: 2 } }
    first: 200
  ) {
    totalGroups
    truncated
    nodes { key { region grade } count share { count } aggregate { sum { registeredCapital { amount currency } } } }
    subtotals { level keys count aggregate { sum { registeredCapital { amount currency } } } }
    total { count sum { registeredCapital { amount currency } } }
  }
}
`;
export const faulty = `{
  customers(first: 20) {
    nodes { name gradde }
  }
}
`;
