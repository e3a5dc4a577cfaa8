/** The shell opens questions in the workbench; what that takes comes with the first. */
export const loadWorkbenchTabs = async () => (await import('./tabs')).useWorkbenchTabs;
